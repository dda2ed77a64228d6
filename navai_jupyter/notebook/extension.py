"""``%load_ext navai_jupyter``: magics, figures in words, and the channel on which a session calls it."""

from __future__ import annotations

from typing import Any

from navai_jupyter.kernel.extension import connect
from navai_jupyter.notebook import figures
from navai_jupyter.notebook.magics import NavaiMagics

_ATTRIBUTE = "_navai_connection"


def load_ipython_extension(shell: Any) -> None:
    """Loading again changes nothing."""
    if hasattr(shell, _ATTRIBUTE):
        return
    shell.register_magics(NavaiMagics)
    figures.install(shell)
    setattr(shell, _ATTRIBUTE, connect(shell))


def unload_ipython_extension(shell: Any) -> None:
    """Close the channel and take the magics away; the registered functions stay for the next load."""
    connection = getattr(shell, _ATTRIBUTE, None)
    if connection is not None:
        connection.close()
    if hasattr(shell, _ATTRIBUTE):
        delattr(shell, _ATTRIBUTE)
        figures.uninstall(shell)
        for kind, name in (("line", "navai"), ("cell", "navai_function")):
            shell.magics_manager.magics[kind].pop(name, None)
