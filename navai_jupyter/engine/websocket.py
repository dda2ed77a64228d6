"""Carries a session over a WebSocket: audio is inside the events."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from tornado.websocket import WebSocketHandler

from navai_jupyter.engine.live import LiveSession
from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.web import EngineHandler, Refusal

log = logging.getLogger(__name__)

PROTOCOL = "realtime"
GOING_AWAY = 1001
"""The WebSocket close code of a server that ends the session."""
MOST_UNSENT = 32 * 2**20
"""Bytes that a client may leave unread: more than ten minutes of speech."""


class RealtimeSocket(EngineHandler, WebSocketHandler):
    """``GET /v1/realtime``; it is the session's `Carrier` too."""

    def prepare(self) -> None:
        super().prepare()
        if self.get_query_argument("call_id", None):
            raise Refusal(
                400, "A call has one connection; listening to it is not here.", "unsupported_parameter"
            )
        if self.get_query_argument("intent", None) == "transcription":
            message = "Transcription sessions are not here; a realtime session transcribes as well."
            raise Refusal(400, message, "unsupported_parameter", "intent")
        self.require_room()

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        return PROTOCOL if PROTOCOL in subprotocols else None

    def open(self, *args: str, **kwargs: str) -> None:
        self.set_nodelay(True)
        self._unsent = 0
        limits = self.engine.limits
        self._live = LiveSession(self.session_config(), self.engine.models, self, on_track=False, limits=limits)
        self.engine.sessions.add(self._live)
        self._live.start()

    async def on_message(self, message: str | bytes) -> None:
        # The next message is read after this one is taken: a client that floods us waits in its own buffers.
        await self._live.receive(message)

    def on_close(self) -> None:
        self._live.close()
        self.engine.sessions.discard(self._live)

    def send(self, event: dict[str, Any]) -> None:
        if self.ws_connection is None or self.ws_connection.is_closing():
            return
        text = json.dumps(event)
        if self._unsent + len(text) > MOST_UNSENT:
            log.warning("A client does not read what it is sent; its session is ended")
            self._live.close()
            self.end()
            return
        self._unsent += len(text)
        self.write_message(text).add_done_callback(lambda written: self._sent(written, len(text)))

    def end(self) -> None:
        self.close(GOING_AWAY, "The session has ended; its last event says why.")

    def play(self, response_id: str, samples: Samples) -> None:
        raise AssertionError("a WebSocket session sends its audio in events")

    def end_of_speech(self, response_id: str) -> None:
        raise AssertionError("a WebSocket session sends its audio in events")

    def clear_playback(self) -> int:
        raise AssertionError("a WebSocket session plays nothing itself")

    def _sent(self, written: asyncio.Future[None], size: int) -> None:
        self._unsent -= size
        if not written.cancelled():
            written.exception()  # the connection ended meanwhile, which `on_close` is told
