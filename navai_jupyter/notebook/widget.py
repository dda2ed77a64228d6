"""The voice panel in a cell's output."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.kernel.shell import current_kernel

BUNDLE = Path(__file__).parents[1] / "static" / "widget.js"
_KERNEL_ID = re.compile(r"kernel-(.+)\.json")
_TRANSPORT = re.compile("[a-z][a-z0-9-]{0,31}")


class VoiceWidget(anywidget.AnyWidget):
    """A view of the page's voice session; its state holds nothing that is secret."""

    _esm = BUNDLE if BUNDLE.is_file() else ""

    height = traitlets.Int(360, help="Pixels.").tag(sync=True)
    kernel_id = traitlets.Unicode("", help="Whose functions the session calls.").tag(sync=True)
    transport = traitlets.Unicode(
        None,
        allow_none=True,
        help="How sound travels when voice is started here: auto, webrtc, websocket, or the name of one that "
        "an extension of JupyterLab registered; None is what JupyterLab's settings say.",
    ).tag(sync=True)

    def __init__(self, **traits: Any):
        if not BUNDLE.is_file():
            raise ConfigurationError(
                "The widget has no JavaScript.",
                f"{BUNDLE} was not built.",
                "Run: npm ci && npm run build, in js/.",
            )
        super().__init__(**{"kernel_id": own_kernel_id()} | traits)

    @traitlets.validate("transport")
    def _check_transport(self, proposal: traitlets.Bunch) -> str | None:
        name: str | None = proposal.value
        if name is None or _TRANSPORT.fullmatch(name):
            return name
        raise traitlets.TraitError(
            f"transport={name!r} names no transport. Accepted: 'auto', 'webrtc', 'websocket', or the name of "
            "one that an extension of JupyterLab registered: lower-case letters, digits and hyphens."
        )

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        formats, metadata = bundle
        return {"text/html": _fallback(), **formats, "text/plain": "Voice agent"}, metadata


def own_kernel_id() -> str:
    """The id under which Jupyter knows this kernel, read from its connection file; else empty."""
    kernel = current_kernel()
    file = getattr(getattr(kernel, "parent", None), "connection_file", "") or ""
    found = _KERNEL_ID.fullmatch(Path(file).name)
    return found[1] if found else ""


def _fallback() -> str:
    words = "The voice agent shows here where widgets are supported: JupyterLab 4.4 or Notebook 7.4 and newer."
    return f"<p>{escape(words)}</p>"
