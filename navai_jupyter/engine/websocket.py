"""Carries a session over a WebSocket: audio is inside the events."""

from __future__ import annotations

import json
from typing import Any

from tornado.websocket import WebSocketHandler

from navai_jupyter.engine.live import LiveSession
from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.web import EngineHandler

PROTOCOL = "realtime"


class RealtimeSocket(EngineHandler, WebSocketHandler):
    """``GET /v1/realtime``; it is the session's `Carrier` too."""

    def prepare(self) -> None:
        super().prepare()
        self.require_room()

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        return PROTOCOL if PROTOCOL in subprotocols else None

    def open(self, *args: str, **kwargs: str) -> None:
        self.set_nodelay(True)
        self._live = LiveSession(self.session_config(), self.engine.models, self, on_track=False)
        self.engine.sessions.add(self._live)
        self._live.start()

    def on_message(self, message: str | bytes) -> None:
        self._live.receive(message)

    def on_close(self) -> None:
        self._live.close()
        self.engine.sessions.discard(self._live)

    def send(self, event: dict[str, Any]) -> None:
        if self.ws_connection is not None and not self.ws_connection.is_closing():
            self.write_message(json.dumps(event))

    def play(self, response_id: str, samples: Samples) -> None:
        raise AssertionError("a WebSocket session sends its audio in events")

    def end_of_speech(self, response_id: str) -> None:
        raise AssertionError("a WebSocket session sends its audio in events")

    def clear_playback(self) -> int:
        raise AssertionError("a WebSocket session plays nothing itself")
