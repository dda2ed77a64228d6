"""How long nobody has spoken since an answer was heard, on the clock of the input audio."""

from __future__ import annotations

from typing import Any

from navai_jupyter.engine.session.usage import SPOKEN_MS


class Idle:
    """Watches the session's own events; ``on_track`` they tell when speech was heard, else that is reckoned."""

    def __init__(self, *, on_track: bool) -> None:
        self.now_ms = 0
        self.since_ms: int | None = None
        self._on_track = on_track
        self._responses: set[str] = set()
        self._playing: set[str] = set()
        self._first_sound_ms: dict[str, int] = {}

    def advance(self, milliseconds: int) -> None:
        self.now_ms += milliseconds

    def overdue(self, timeout_ms: int) -> bool:
        return self.since_ms is not None and self.now_ms - self.since_ms >= timeout_ms

    def see(self, kind: str, fields: dict[str, Any]) -> None:
        """One event that is sent to the client."""
        match kind:
            case "input_audio_buffer.speech_started":
                self.since_ms = None
            case "response.created":
                self._responses.add(fields["response"]["id"])
                self.since_ms = None
            case "response.output_audio.delta":
                self._first_sound_ms.setdefault(fields["response_id"], self.now_ms)
            case "response.done":
                response = fields["response"]
                self._responses.discard(response["id"])
                began = self._first_sound_ms.pop(response["id"], self.now_ms)
                spoken = 0
                if not self._on_track:
                    spoken = response["usage"]["output_token_details"]["audio_tokens"] * SPOKEN_MS
                self._rest_from(began + spoken)
            case "output_audio_buffer.started":
                self._playing.add(fields["response_id"])
                self.since_ms = None
            case "output_audio_buffer.stopped" | "output_audio_buffer.cleared":
                self._playing.discard(fields["response_id"])
                self._rest_from(self.now_ms)

    def _rest_from(self, at_ms: int) -> None:
        if not self._responses and not self._playing:
            self.since_ms = max(self.now_ms, at_ms)
