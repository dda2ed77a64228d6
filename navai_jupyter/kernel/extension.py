"""Connects this process's notebook with its kernel."""

from __future__ import annotations

from typing import Any

from navai_jupyter.kernel.channel import Channel
from navai_jupyter.kernel.display import Displays
from navai_jupyter.kernel.events import Events, EventsComm
from navai_jupyter.kernel.notebook import notebook
from navai_jupyter.kernel.queued import QueuedConnection


class Connection:
    """Channel, events and displays of one kernel, opened and closed together."""

    def __init__(self, shell: Any):
        self._channel = Channel(shell.kernel, notebook())
        self._displays = Displays(shell)
        self._comm = EventsComm()
        self._events = Events(notebook(), self._comm.send)

    def open(self) -> None:
        self._channel.install()
        self._displays.install()
        self._events.install()

    def close(self) -> None:
        self._channel.uninstall()
        self._displays.uninstall()
        self._events.uninstall()
        notebook().registry.clock.loop.call_soon_threadsafe(self._comm.close)


def connect(shell: Any) -> Connection | QueuedConnection | None:
    """Open the channel of the shell's kernel; a shell without a kernel has none."""
    kernel = getattr(shell, "kernel", None)
    if kernel is None:
        return None
    connection = Connection(shell) if hasattr(kernel, "control_handlers") else QueuedConnection(shell)
    connection.open()
    return connection
