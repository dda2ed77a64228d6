"""A WebSocket that carries events; a client that does not read them is left."""

from __future__ import annotations

import asyncio
import json
import logging
from abc import abstractmethod
from typing import Any

from tornado.websocket import WebSocketHandler

from navai_jupyter.engine.web import EngineHandler

log = logging.getLogger(__name__)

PROTOCOL = "realtime"
GOING_AWAY = 1001
"""The WebSocket close code of a server that ends the session."""
MOST_UNSENT = 32 * 2**20
"""Bytes that a client may leave unread: more than ten minutes of speech."""
MUCH_UNSENT = MOST_UNSENT // 4
"""Bytes beyond which nothing more is spoken to it."""


class EventSocket(EngineHandler, WebSocketHandler):
    """``release`` lets go of the session; it is called once or more, whichever side ends the connection."""

    @abstractmethod
    def release(self) -> None: ...

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        return PROTOCOL if PROTOCOL in subprotocols else None

    def open(self, *args: str, **kwargs: str) -> None:
        self.set_nodelay(True)
        self._unsent = 0
        self._room = asyncio.Event()
        self._room.set()

    def on_close(self) -> None:
        self.release()

    def send(self, event: dict[str, Any]) -> None:
        if self.ws_connection is None or self.ws_connection.is_closing():
            return
        text = json.dumps(event)
        if self._unsent + len(text) > MOST_UNSENT:
            log.warning("A client does not read what it is sent; its connection is ended")
            self.release()
            self.end()
            return
        self._unsent += len(text)
        if self._unsent > MUCH_UNSENT:
            self._room.clear()
        self.write_message(text).add_done_callback(lambda written: self._sent(written, len(text)))

    async def room(self) -> None:
        """Returns when the client has read most of what it was sent."""
        await self._room.wait()

    def end(self) -> None:
        self.close(GOING_AWAY, "The session has ended; its last event says why.")

    def _sent(self, written: asyncio.Future[None], size: int) -> None:
        self._unsent -= size
        if self._unsent <= MUCH_UNSENT:
            self._room.set()
        if not written.cancelled():
            written.exception()  # the connection ended meanwhile, which `on_close` is told
