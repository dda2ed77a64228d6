"""News for the page on a comm that this kernel opens and on which the page never sends."""

from __future__ import annotations

from typing import Any

from comm import create_comm

from navai_jupyter.core.wire import EVENTS_TARGET, CatalogueEvent
from navai_jupyter.kernel.notebook import Notebook

SETTLING = 0.05
"""Seconds: a cell that registers fifty functions is one piece of news."""


class Events:
    """Publishes from the registry's clock, so that neither a cell nor a function waits for it."""

    def __init__(self, notebook: Notebook):
        self._notebook = notebook
        self._loop = notebook.registry.clock.loop
        self._comm: Any | None = None
        self._pending = False

    def install(self) -> None:
        self._forget_listening = self._notebook.registry.on_change(self._changed)
        self._changed(0)

    def uninstall(self) -> None:
        self._forget_listening()
        self._loop.call_soon_threadsafe(self._close)

    def _changed(self, version: int) -> None:
        self._loop.call_soon_threadsafe(self._settle)

    def _settle(self) -> None:
        if not self._pending:
            self._pending = True
            self._loop.call_later(SETTLING, self._publish)

    def _publish(self) -> None:
        self._pending = False
        version = self._notebook.registry.describe().version
        news = CatalogueEvent(instance=self._notebook.instance, version=version).model_dump(mode="json")
        if self._comm is not None:
            self._comm.send(news)
            return
        self._comm = create_comm(target_name=EVENTS_TARGET, data=news)
        self._comm.on_close(self._closed)

    def _closed(self, message: Any) -> None:
        """A page without our extension closes comms it does not know; the next news opens another."""
        self._comm = None

    def _close(self) -> None:
        if self._comm is not None:
            self._comm.close()
            self._comm = None
