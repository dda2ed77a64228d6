"""A result as a person sees it below a cell."""

from __future__ import annotations

import base64
import json
from typing import Any, cast

from pydantic_core import to_jsonable_python

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
    formats, _ = shell.display_formatter.format(value)
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
