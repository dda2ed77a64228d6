"""Lets the messages of a widget be read while a cell runs.

ipykernel 7.4 reads a page's message on the shell that published last on its comm: mostly the one that the
running cell blocks. Where its comms can be told of another, ours is a subshell of this module's own.
"""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any

from navai_jupyter.kernel.shell import current_kernel

_METHOD = "_reply_subshell_for"


class Subshell:
    """``id`` stays ``None`` until the kernel has made it, and where it cannot."""

    def __init__(self, kernel: Any):
        self.id: str | None = None
        if getattr(kernel, "_supports_kernel_subshells", False):
            kernel.control_thread.io_loop.add_callback(self._make, kernel.shell_channel_thread.manager)

    def _make(self, manager: Any) -> None:
        """In the control thread, as the kernel does it for a page that asks for one."""
        socket = manager.control_to_shell_channel.from_socket
        socket.send_json({"type": "create"})
        self.id = socket.recv_json().get("subshell_id")


def read_beside_cells(comm: Any) -> None:
    """Have messages on ``comm`` read on our subshell; an ipykernel of another form goes on as it does."""
    route = getattr(comm, _METHOD, None)
    if route is None or list(inspect.signature(route).parameters) != ["data", "default"]:
        return
    subshell = _subshell()
    setattr(comm, _METHOD, lambda data, default: subshell.id or default)


@cache
def _subshell() -> Subshell:
    return Subshell(current_kernel())
