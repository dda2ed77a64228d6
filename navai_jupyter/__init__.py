"""Talk to a notebook: it moves, and it runs your Python functions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from navai_jupyter._version import __version__

if TYPE_CHECKING:
    from navai_jupyter.core.context import Context
    from navai_jupyter.core.processes import ProcessExecutor
    from navai_jupyter.core.results import Results
    from navai_jupyter.headless.talk import talk
    from navai_jupyter.kernel.api import agent, call, function, functions, register, route, unregister
    from navai_jupyter.notebook.extension import load_ipython_extension, unload_ipython_extension
    from navai_jupyter.notebook.widget import VoiceWidget

    last: Any
    results: Results

__all__ = [
    "Context",
    "ProcessExecutor",
    "VoiceWidget",
    "__version__",
    "agent",
    "call",
    "function",
    "functions",
    "last",
    "load_ipython_extension",
    "register",
    "results",
    "route",
    "talk",
    "unload_ipython_extension",
    "unregister",
]

# Imported at first use: a server that only lists our extension pays for nothing else.
_HOMES = {
    "Context": "navai_jupyter.core.context",
    "ProcessExecutor": "navai_jupyter.core.processes",
    "VoiceWidget": "navai_jupyter.notebook.widget",
    "agent": "navai_jupyter.kernel.api",
    "call": "navai_jupyter.kernel.api",
    "function": "navai_jupyter.kernel.api",
    "functions": "navai_jupyter.kernel.api",
    "load_ipython_extension": "navai_jupyter.notebook.extension",
    "register": "navai_jupyter.kernel.api",
    "route": "navai_jupyter.kernel.api",
    "talk": "navai_jupyter.headless.talk",
    "unload_ipython_extension": "navai_jupyter.notebook.extension",
    "unregister": "navai_jupyter.kernel.api",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in ("last", "results"):
        kept = import_module("navai_jupyter.kernel.notebook").notebook().results
        return kept.last if name == "last" else kept
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "navai-jupyter"}]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    app = import_module("navai_jupyter.server.app").NavaiApp
    return [{"module": "navai_jupyter.server", "app": app}]
