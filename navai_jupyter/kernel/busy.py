"""Keeps the kernel's indicator true: ipykernel says "idle" after each control request, even amid a cell."""

from __future__ import annotations

import threading
from typing import Any


class Busy:
    """Knows whether a cell runs, and can say so again."""

    def __init__(self, kernel: Any, shell: Any):
        self._kernel = kernel
        self._events = shell.events
        self._running = False
        self._lock = threading.Lock()

    def install(self) -> None:
        self._events.register("pre_execute", self._begin)
        self._events.register("post_execute", self._end)

    def uninstall(self) -> None:
        self._events.unregister("pre_execute", self._begin)
        self._events.unregister("post_execute", self._end)

    def restate(self) -> None:
        """Publish "busy" for the running cell, whose own "idle" cannot come while the lock is held."""
        with self._lock:
            if self._running:
                self._kernel.session.send(
                    self._kernel.iopub_socket,
                    "status",
                    {"execution_state": "busy"},
                    parent=self._kernel.get_parent("shell"),
                    ident=f"kernel.{self._kernel.ident}.status".encode(),
                )

    def _begin(self) -> None:
        with self._lock:
            self._running = True

    def _end(self) -> None:
        with self._lock:
            self._running = False
