"""Carries a session over a WebSocket: audio is inside the events."""

from __future__ import annotations

from navai_jupyter.engine.event_socket import EventSocket
from navai_jupyter.engine.live import LiveSession
from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.web import Refusal


class RealtimeSocket(EventSocket):
    """``GET /v1/realtime``; it is the session's `Carrier` too."""

    def prepare(self) -> None:
        super().prepare()
        if self.get_query_argument("intent", None) == "transcription":
            message = "Transcription sessions are not here; a realtime session transcribes as well."
            raise Refusal(400, message, "unsupported_parameter", "intent")
        self.require_room()

    def open(self, *args: str, **kwargs: str) -> None:
        super().open()
        limits = self.engine.limits
        self._live = LiveSession(self.session_config(), self.engine.models, self, on_track=False, limits=limits)
        self.engine.sessions.add(self._live)
        self._live.start()

    async def on_message(self, message: str | bytes) -> None:
        # The next message is read after this one is taken: a client that floods us waits in its own buffers.
        await self._live.receive(message)

    def on_close(self) -> None:
        super().on_close()
        self.engine.sessions.discard(self._live)

    def release(self) -> None:
        self._live.close()

    def play(self, response_id: str, samples: Samples) -> None:
        raise AssertionError("a WebSocket session sends its audio in events")

    def end_of_speech(self, response_id: str) -> None:
        raise AssertionError("a WebSocket session sends its audio in events")

    def clear_playback(self) -> int:
        raise AssertionError("a WebSocket session plays nothing itself")
