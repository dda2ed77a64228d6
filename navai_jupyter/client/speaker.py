"""How much of the agent's voice was heard: by a clock, or by what arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from navai_jupyter.client.audio import RATE, SAMPLE_BYTES
from navai_jupyter.client.transport import Event

FIRST_SOUND_SECONDS = 3.0
"""An announced answer that is not heard by then has no sound."""
JITTER_SECONDS = 0.3
POLL_SECONDS = 0.02


class Speaker(Protocol):
    @property
    def speaking(self) -> bool: ...

    def take(self, arrived: Event | bytes) -> None: ...

    def interrupt(self) -> list[Event]:
        """Fall silent; answers what the provider must be told."""
        ...

    async def heard(self) -> None:
        """Return when the answer that was just completed has been heard."""
        ...


@dataclass
class _Piece:
    item_id: str
    begins: float
    seconds: float = 0.0


class ClockSpeaker:
    """For sound that arrives ahead of its time: it counts as heard at the pace at which it would be played."""

    def __init__(self, clock: Callable[[], float] = perf_counter):
        self._clock = clock
        self._pieces: list[_Piece] = []

    @property
    def speaking(self) -> bool:
        return self._clock() < self._end

    @property
    def _end(self) -> float:
        return self._pieces[-1].begins + self._pieces[-1].seconds if self._pieces else 0.0

    def take(self, arrived: Event | bytes) -> None:
        if isinstance(arrived, bytes):
            if self._pieces:
                self._pieces[-1].seconds += len(arrived) / SAMPLE_BYTES / RATE
        elif arrived["type"] == "response.output_audio.delta":
            now, item_id = self._clock(), arrived["item_id"]
            if not self.speaking:
                self._pieces = [_Piece(item_id, now)]
            elif self._pieces[-1].item_id != item_id:
                self._pieces.append(_Piece(item_id, self._end))

    def interrupt(self) -> list[Event]:
        now = self._clock()
        unheard = [piece for piece in self._pieces if piece.begins + piece.seconds > now]
        self._pieces = []
        return [
            {
                "type": "conversation.item.truncate",
                "item_id": piece.item_id,
                "content_index": 0,
                "audio_end_ms": int(max(0.0, now - piece.begins) * 1000),
            }
            for piece in unheard
        ]

    async def heard(self) -> None:
        """Whoever is given a whole turn has heard all of it."""
        self._pieces = []


class TrackSpeaker:
    """For sound that arrives as it is heard; the provider tells when it begins and ends, or our ears do."""

    def __init__(self, clock: Callable[[], float] = perf_counter):
        self._clock = clock
        self._until = 0.0
        self._announced = False
        self._sounding = False

    @property
    def speaking(self) -> bool:
        return self._sounding or self._clock() < self._until

    def take(self, arrived: Event | bytes) -> None:
        if isinstance(arrived, bytes):
            self._until = self._clock() + JITTER_SECONDS
            return
        match arrived["type"]:
            case "response.output_audio_transcript.delta":
                self._announced = True
            case "output_audio_buffer.started":
                self._announced = self._sounding = True
            case "output_audio_buffer.stopped" | "output_audio_buffer.cleared":
                self._announced = self._sounding = False

    def interrupt(self) -> list[Event]:
        return [{"type": "output_audio_buffer.clear"}] if self.speaking else []

    async def heard(self) -> None:
        latest = self._clock() + FIRST_SOUND_SECONDS
        while self._announced and not self.speaking and self._clock() < latest:  # noqa: ASYNC110 - our ears poll
            await asyncio.sleep(POLL_SECONDS)
        while self.speaking:  # noqa: ASYNC110
            await asyncio.sleep(POLL_SECONDS)
        self._announced = False
