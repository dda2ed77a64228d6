"""The voice panel in a cell's output."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.kernel.notebook import notebook
from navai_jupyter.kernel.shell import current_kernel
from navai_jupyter.notebook.desk import MODULE, desk
from navai_jupyter.notebook.quiet import keep_quiet
from navai_jupyter.notebook.subshell import read_beside_cells

BUNDLE = Path(__file__).parents[1] / "static" / "widget.js"
_KERNEL_ID = re.compile(r"kernel-(.+)\.json")
_TRANSPORT = re.compile("[a-z][a-z0-9-]{0,31}")


class VoiceWidget(anywidget.AnyWidget):
    """A view of the page's voice session; its state holds nothing that is secret.

    On a page without our JupyterLab extension it brings the session, by messages with this kernel.
    """

    _esm = BUNDLE if BUNDLE.is_file() else ""

    height = traitlets.Int(360, help="Pixels.").tag(sync=True)
    kernel_id = traitlets.Unicode("", help="Whose functions the session calls.").tag(sync=True)
    transport = traitlets.Unicode(
        None,
        allow_none=True,
        help="How sound travels when voice is started here: auto, webrtc, websocket (by our server), kernel"
        " (where the page has no server of ours), or the name of one that an extension of JupyterLab"
        " registered; None is what JupyterLab's settings say.",
    ).tag(sync=True)

    labels = traitlets.Dict(
        help="Texts in the place of the panel's, by what those are in English, as in {'Start voice': 'Talk'}; a"
        " %1 in them stands for a value. They hold for the page, from when the widget is shown; where the"
        " person's own settings of JupyterLab name the same text, those do.",
    ).tag(sync=True)

    def __init__(self, **traits: Any):
        for built in (BUNDLE, MODULE):
            if not built.is_file():
                raise ConfigurationError(
                    "The widget has no JavaScript.",
                    f"{built} was not built.",
                    "Run: npm ci && npm run build, in js/.",
                )
        super().__init__(**{"kernel_id": own_kernel_id()} | traits)
        self.on_msg(desk().take)
        read_beside_cells(self.comm)
        keep_quiet(self.comm)

    @traitlets.validate("transport")
    def _check_transport(self, proposal: traitlets.Bunch) -> str | None:
        name: str | None = proposal.value
        if name is None or _TRANSPORT.fullmatch(name):
            return name
        raise traitlets.TraitError(
            f"transport={name!r} names no transport. Accepted: 'auto', 'webrtc', 'websocket', 'kernel', or the "
            "name of one that an extension of JupyterLab registered: lower-case letters, digits and hyphens."
        )

    @traitlets.validate("labels")
    def _check_labels(self, proposal: traitlets.Bunch) -> dict[str, str]:
        labels: dict[str, str] = proposal.value
        for pair in labels.items():
            if not all(isinstance(text, str) and text for text in pair):
                raise traitlets.TraitError(
                    f"labels: {pair[0]!r} → {pair[1]!r} is no pair of texts. Accepted: what the panel says in "
                    "English, and what it is to say instead, as in {'Start voice': 'Talk'}."
                )
        return labels

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        formats, metadata = bundle
        return {"text/html": _fallback(), **formats, "text/plain": "Voice agent"}, metadata


def own_kernel_id() -> str:
    """The id under which Jupyter knows this kernel, read from its connection file; else one of this process.

    By it a page keeps what its person has allowed: two notebooks must never share one.
    """
    kernel = current_kernel()
    file = getattr(getattr(kernel, "parent", None), "connection_file", "") or ""
    found = _KERNEL_ID.fullmatch(Path(file).name)
    return found[1] if found else notebook().instance


def _fallback() -> str:
    words = (
        "The voice agent shows here where widgets are supported: for example in JupyterLab 4.4 or Notebook 7.4"
        " and newer, with anywidget installed beside them."
    )
    return f"<p>{escape(words)}</p>"
