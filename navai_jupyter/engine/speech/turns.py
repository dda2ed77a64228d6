"""From frames of audio to turns: started, paused, resumed, stopped."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from navai_jupyter.engine.speech.audio import EAR_RATE, Samples
from navai_jupyter.engine.speech.vad import FRAME, Frame

FRAME_MS = FRAME * 1000 // EAR_RATE
ONSET_FRAMES = 3
"""Speech must last about 100 ms before it counts: a click or a cough must not interrupt the voice."""
PAUSE_MS = 200
"""Silence after which the recogniser may start early, while the turn is still open."""
HYSTERESIS = 0.15
MAX_TURN_MS = 60_000
KEPT_MS = 2_000
"""Silence remembered before speech; an upper bound of ``prefix_padding_ms``."""


@dataclass(frozen=True)
class Endpointing:
    """When speech begins and ends, whatever the protocol calls the mode."""

    threshold: float = 0.5
    prefix_padding_ms: int = 300
    silence_duration_ms: int = 500


@dataclass(frozen=True)
class Started:
    at_ms: int


@dataclass(frozen=True)
class Paused:
    """The turn so far, worth decoding before it is known to be over."""

    samples: Samples


@dataclass(frozen=True)
class Resumed:
    """The pause was none: what was decoded from it is void."""


@dataclass(frozen=True)
class Stopped:
    at_ms: int
    samples: Samples


Turn = Started | Paused | Resumed | Stopped


class TurnDetector:
    """Cuts a stream of frames into turns; its clock is the audio itself."""

    def __init__(self) -> None:
        self._before: deque[Samples] = deque(maxlen=KEPT_MS // FRAME_MS)
        self._turn: list[Samples] = []
        self._clock_ms = 0
        self._onset = 0
        self._silence_ms = 0
        self._paused = False

    @property
    def speaking(self) -> bool:
        return bool(self._turn)

    def hear(self, frames: Iterable[Frame], settings: Endpointing) -> Iterator[Turn]:
        for frame in frames:
            self._clock_ms += FRAME_MS
            yield from self._inside(frame, settings) if self._turn else self._outside(frame, settings)

    def reset(self) -> None:
        """Forget the open turn and what came before it."""
        self._before.clear()
        self._turn.clear()
        self._onset = self._silence_ms = 0
        self._paused = False

    def _outside(self, frame: Frame, settings: Endpointing) -> Iterator[Turn]:
        self._before.append(frame.samples)
        self._onset = self._onset + 1 if frame.probability >= settings.threshold else 0
        if self._onset < ONSET_FRAMES:
            return
        kept = min(len(self._before), ONSET_FRAMES + settings.prefix_padding_ms // FRAME_MS)
        self._turn = list(self._before)[-kept:]
        self._before.clear()
        self._onset = self._silence_ms = 0
        yield Started(at_ms=max(0, self._clock_ms - kept * FRAME_MS))

    def _inside(self, frame: Frame, settings: Endpointing) -> Iterator[Turn]:
        self._turn.append(frame.samples)
        if frame.probability >= max(0.05, settings.threshold - HYSTERESIS):
            self._silence_ms = 0
            if self._paused:
                self._paused = False
                yield Resumed()
        else:
            self._silence_ms += FRAME_MS
        over = self._silence_ms >= settings.silence_duration_ms
        if over or len(self._turn) * FRAME_MS >= MAX_TURN_MS:
            samples = np.concatenate(self._turn)
            self.reset()
            yield Stopped(at_ms=self._clock_ms, samples=samples)
        elif self._silence_ms >= PAUSE_MS and not self._paused:
            self._paused = True
            yield Paused(np.concatenate(self._turn))
