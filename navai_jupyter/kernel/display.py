"""Results and displays of calls as a person sees them below a cell."""

from __future__ import annotations

import base64
import json
from typing import Any, cast

from pydantic_core import to_jsonable_python

from navai_jupyter.core.figures import figure_of
from navai_jupyter.core.output import current_output
from navai_jupyter.core.text import sendable
from navai_jupyter.kernel.shell import current_shell

LIMIT = 512 * 1024
"""Characters; a larger bundle would trip the server's limit on what a kernel may publish."""


def mime_bundle(value: Any) -> dict[str, Any] | None:
    """IPython's formats of the value as JSON; none of them outside IPython."""
    shell = current_shell()
    if shell is None:
        return None
    if hasattr(value, "_ipython_display_"):  # it would publish itself, below whichever cell ran last
        return {"text/plain": repr(value)[:LIMIT]}
    figure = figure_of(value)
    formats, _ = shell.display_formatter.format(value if figure is None else figure)
    bundle = {kind: _as_json(data) for kind, data in formats.items()}
    if len(json.dumps(bundle)) <= LIMIT:
        return bundle
    return {"text/plain": str(bundle.get("text/plain", ""))[:LIMIT]}


def _as_json(data: Any) -> Any:
    if isinstance(data, bytes):
        return base64.b64encode(data).decode()
    if isinstance(data, str):
        return sendable(data)
    return cast(Any, to_jsonable_python(data, fallback=str, inf_nan_mode="null"))


class Displays:
    """Has ``display()`` inside a call go to its card: there is no cell of its own below which it could show."""

    def __init__(self, shell: Any):
        self._publisher = shell.display_pub

    def install(self) -> None:
        publish, clear = self._publisher.publish, self._publisher.clear_output

        def publish_here(data: dict[str, Any], *args: Any, **options: Any) -> None:
            output = current_output()
            if output is None:
                publish(data, *args, **options)
            else:
                known = str((options.get("transient") or {}).get("display_id", ""))
                output.display({kind: _as_json(part) for kind, part in data.items()}, known)

        def clear_here(wait: bool = False) -> None:
            if current_output() is None:  # a call must not clear what a cell shows
                clear(wait)

        self._publisher.publish, self._publisher.clear_output = publish_here, clear_here

    def uninstall(self) -> None:
        for name in ("publish", "clear_output"):
            vars(self._publisher).pop(name, None)
