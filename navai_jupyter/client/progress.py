"""Follows one turn through the provider's events: transcript, calls, words and sound."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import perf_counter
from typing import Any

from navai_jupyter.client.connection import reported
from navai_jupyter.client.transport import Event
from navai_jupyter.client.turn import Call, Turn
from navai_jupyter.core.errors import NavaiError


class TurnProgress:
    """One turn; ``heard_at`` is the moment (`perf_counter`) at which the person had finished."""

    def __init__(self, *, spoken: bool):
        self.result = Turn()
        self.ended: asyncio.Future[Turn] = asyncio.get_running_loop().create_future()
        self.heard_at: float | None = None
        self.spoken = spoken
        self.noticed = False
        """The provider hears somebody speak."""
        self.committed = not spoken
        self._transcribed = not spoken
        self._answered = False
        self._responses: set[str] = set()
        self._audio = bytearray()
        self._whole_audio = 0

    @property
    def busy(self) -> bool:
        """Something was said in it; until then a microphone only waits for somebody to speak."""
        return self.noticed or self.committed or bool(self._responses)

    @property
    def understood_words(self) -> bool:
        """What the person said has arrived, and need not be said again after a loss."""
        return bool(self._transcribed or self.result.calls)

    def take(self, event: Event) -> None:
        if self.ended.done():
            return
        match event:
            case {"type": "input_audio_buffer.speech_started"}:
                self.noticed = True
            case {"type": "input_audio_buffer.committed"}:
                self.committed = True
            case {"type": "conversation.item.input_audio_transcription.completed", "transcript": text}:
                self.result.transcript = text.strip()
                self._transcribed = True
            case {"type": "conversation.item.input_audio_transcription.failed"}:
                self._transcribed = True
            case {"type": "response.created", "response": response} if self.committed:
                self._responses.add(response.get("id", ""))
            case {"type": "response.done", "response": response} if response.get("id", "") in self._responses:
                self._take_response(response)
            case {"type": kind, "response_id": of} if of in self._responses:
                self._take_words(kind, event)
        # A provider may transcribe after it has answered.
        if self._answered and self._transcribed:
            self.finish()

    def hear(self, pcm: bytes) -> None:
        if self._responses:
            self._mark("speech_end_to_audio")
            self._audio += pcm

    def mark_heard(self) -> None:
        self.heard_at = perf_counter()

    def called(self, calls: Sequence[Call], *, speaks: bool) -> None:
        """The calls of one response are answered; without ``speaks`` nothing more is said about them."""
        self.result.calls += calls
        if not speaks:
            self._answered = True
            self.take({"type": ""})

    def restart(self) -> None:
        """The connection was lost: the answer that was being given comes again."""
        self._responses.clear()
        self.noticed = False
        self.committed = not self.spoken or self.understood_words
        del self._audio[self._whole_audio :]

    def nothing_heard(self) -> None:
        self.result.understood = False
        self.finish()

    def finish(self, *, interrupted: bool = False) -> None:
        if not self.ended.done():
            self.result.interrupted |= interrupted
            self.result.audio = bytes(self._audio)
            self.ended.set_result(self.result)

    def hear_out(self) -> None:
        """Take what has been heard since the turn ended, on a way where sound takes its time."""
        self.result.audio = bytes(self._audio)

    def fail(self, error: NavaiError) -> None:
        if not self.ended.done():
            self.ended.set_exception(error)
            self.ended.exception()  # whoever waits is told; nobody may be waiting

    def _take_words(self, kind: str, event: Event) -> None:
        if kind == "response.output_audio_transcript.done":
            self._say(event["transcript"])
        elif kind == "response.output_text.done":
            self._say(event["text"])

    def _say(self, words: str) -> None:
        self.result.reply = f"{self.result.reply} {words}".strip()

    def _take_response(self, response: dict[str, Any]) -> None:
        if response.get("status") == "failed":
            details = response.get("status_details") or {}
            self.fail(reported({"error": details.get("error") or {}}))
            return
        self._whole_audio = len(self._audio)
        # Calls of an interrupted response never run; those of a completed one always get an output.
        completed = response.get("status") == "completed"
        if completed and any(item["type"] == "function_call" for item in response.get("output", [])):
            self._mark("speech_end_to_call")
            return
        self._answered = True
        self.result.interrupted = not completed and response.get("status") == "cancelled"
        self.result.understood = (response.get("metadata") or {}).get("understood") != "false"

    def _mark(self, moment: str) -> None:
        latency = self.result.latency_ms
        if self.heard_at is not None and getattr(latency, moment) is None:
            setattr(latency, moment, round((perf_counter() - self.heard_at) * 1000, 1))
