"""News of this notebook for pages: its functions changed, or how far calls are."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from comm import create_comm

from navai_jupyter.core.context import Progress
from navai_jupyter.core.wire import EVENTS_TARGET, CatalogueEvent, ProgressEvent
from navai_jupyter.kernel.notebook import Notebook

SETTLING = 0.05
"""Seconds: a cell that registers fifty functions is one piece of news, and so are a hundred steps of a call."""


class Events:
    """``send`` is called on the registry's clock, so that neither a cell nor a function waits for it."""

    def __init__(self, notebook: Notebook, send: Callable[[dict[str, Any]], None]):
        self._notebook = notebook
        self._send_news = send
        self._loop = notebook.registry.clock.loop
        self._changed = False
        self._progress: dict[tuple[str, str], Progress] = {}
        """The newest of each call that has told anything since the last news."""
        self._lock = threading.Lock()
        self._pending = False

    def install(self) -> None:
        registry = self._notebook.registry
        self._forget_listening = (registry.on_change(self._on_change), registry.on_progress(self._on_progress))
        self._on_change(0)

    def uninstall(self) -> None:
        for forget in self._forget_listening:
            forget()

    def _on_change(self, version: int) -> None:
        self._changed = True
        self._loop.call_soon_threadsafe(self._settle)

    def _on_progress(self, progress: Progress) -> None:
        call = (progress.session_id, progress.call_id)
        with self._lock:
            is_first = call not in self._progress
            self._progress[call] = progress
        if is_first:  # else what is on its way takes this one along: a tight loop costs no more than that
            self._loop.call_soon_threadsafe(self._settle)

    def _settle(self) -> None:
        if not self._pending:
            self._pending = True
            self._loop.call_later(SETTLING, self._publish)

    def _publish(self) -> None:
        self._pending = False
        instance = self._notebook.instance
        if self._changed:
            self._changed = False
            version = self._notebook.registry.version
            self._send(CatalogueEvent(instance=instance, version=version))
        with self._lock:
            told, self._progress = self._progress, {}
        for (session_id, call_id), progress in told.items():
            self._send(
                ProgressEvent(instance=instance, session_id=session_id, call_id=call_id, **progress.told)
            )

    def _send(self, event: CatalogueEvent | ProgressEvent) -> None:
        self._send_news(event.model_dump(mode="json"))


class EventsComm:
    """A comm that this kernel opens and on which the page never sends; opened with the first news."""

    def __init__(self) -> None:
        self._comm: Any | None = None

    def send(self, news: dict[str, Any]) -> None:
        if self._comm is not None:
            self._comm.send(news)
            return
        self._comm = create_comm(target_name=EVENTS_TARGET, data=news)
        self._comm.on_close(self._closed)

    def close(self) -> None:
        if self._comm is not None:
            self._comm.close()
            self._comm = None

    def _closed(self, message: Any) -> None:
        """A page without our extension closes comms it does not know; the next news opens another."""
        self._comm = None
