"""From frames of audio to turns: started, going on, paused, resumed, stopped."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from navai_jupyter.engine.planner import Finish
from navai_jupyter.engine.speech.audio import EAR_RATE, Samples
from navai_jupyter.engine.speech.vad import FRAME, Frame

FRAME_MS = FRAME * 1000 // EAR_RATE
ONSET_FRAMES = 3
"""Speech must last about 100 ms before it counts: a click or a cough must not interrupt the voice."""
PLAIN_ONSET = 1.4
"""Sum of probabilities from which fewer will do: who plainly speaks over the voice must not wait for it."""
HYSTERESIS = 0.15
MAX_TURN_MS = 60_000
LONG_TURN_MS = 45_000
"""A turn that goes on for ever ends at a pause from here on, and in mid-word only when there is none."""
BETWEEN_WORDS_MS = 200
"""A silence that no word has inside."""
KEPT_MS = 2_000
"""Silence remembered before speech; an upper bound of ``prefix_padding_ms``."""
GLANCE_MS = 500
"""Speech between two looks at what was said so far."""
GLANCE_SHARE = 4
"""In a long turn they are this part of it apart: each has to read the whole turn again."""


@dataclass(frozen=True)
class Endpointing:
    """When speech begins and ends, whatever the protocol calls the mode.

    After ``pause_ms`` of silence the turn so far is worth reading. It ends after ``silence_duration_ms``; where
    its words are judged, after less when they are a whole command, and after more when they are half of one.
    """

    threshold: float = 0.5
    prefix_padding_ms: int = 300
    silence_duration_ms: int = 500
    pause_ms: int = 200
    complete_ms: int = 500
    extensible_ms: int = 500
    open_ms: int = 500

    def silence_after(self, finish: Finish) -> int:
        match finish:
            case "complete":
                return self.complete_ms
            case "extensible":
                return self.extensible_ms
            case "open":
                return self.open_ms
            case "unsure":
                return self.silence_duration_ms


HURRIED = {
    "low": Endpointing(silence_duration_ms=900, pause_ms=64, complete_ms=512, extensible_ms=1000, open_ms=3000),
    "medium": Endpointing(
        silence_duration_ms=608, pause_ms=64, complete_ms=288, extensible_ms=608, open_ms=1500
    ),
    "high": Endpointing(silence_duration_ms=352, pause_ms=64, complete_ms=160, extensible_ms=352, open_ms=1000),
}
"""By eagerness. A pause for thought in the middle of a sentence lasts up to half a second, and the words before
it are seldom a whole command; what is read after 64 ms is known by the 288 that end one."""


@dataclass(frozen=True)
class Started:
    at_ms: int


@dataclass(frozen=True)
class GoingOn:
    """Somebody is still speaking; ``samples`` are the turn so far."""

    samples: Samples


@dataclass(frozen=True)
class Paused:
    """The turn so far, worth decoding before it is known to be over."""

    samples: Samples


@dataclass(frozen=True)
class Resumed:
    """The pause was none: what was decoded from it is not the whole turn."""

    silence_ms: int


@dataclass(frozen=True)
class Stopped:
    at_ms: int
    samples: Samples


Turn = Started | GoingOn | Paused | Resumed | Stopped


class TurnDetector:
    """Cuts a stream of frames into turns; its clock is the audio itself.

    A sentence that goes on after its end was seen is a turn of its own: what was done cannot be undone.
    """

    def __init__(self) -> None:
        self._before: deque[Samples] = deque(maxlen=KEPT_MS // FRAME_MS)
        self._turn: list[Samples] = []
        self._clock_ms = 0
        self._finish: Finish = "unsure"
        self.reset()

    @property
    def speaking(self) -> bool:
        return bool(self._turn)

    def hear(self, frames: Iterable[Frame], settings: Endpointing) -> Iterator[Turn]:
        for frame in frames:
            self._clock_ms += FRAME_MS
            yield from self._inside(frame, settings) if self._turn else self._outside(frame, settings)

    def judge(self, finish: Finish, settings: Endpointing) -> Iterator[Turn]:
        """What the words of this pause say; the turn may be over by that."""
        self._finish = finish
        yield from self._end(settings)

    def cut(self) -> Samples:
        """End the open turn here, without a word about it; answers what it holds."""
        samples = np.concatenate([np.zeros(0, np.float32), *self._turn])
        self.reset()
        return samples

    def reset(self) -> None:
        """Forget the open turn and what came before it."""
        self._before.clear()
        self._turn.clear()
        self._onset: list[float] = []
        self._silence_ms = 0
        self._paused = False
        self._finish = "unsure"
        self._glance_ms = 2 * GLANCE_MS

    def _outside(self, frame: Frame, settings: Endpointing) -> Iterator[Turn]:
        self._before.append(frame.samples)
        speech = frame.probability >= settings.threshold
        self._onset = [*self._onset, frame.probability] if speech else []
        if len(self._onset) < ONSET_FRAMES and sum(self._onset) < PLAIN_ONSET:
            return
        kept = min(len(self._before), len(self._onset) + settings.prefix_padding_ms // FRAME_MS)
        begin = list(self._before)[-kept:]
        self.reset()
        self._turn = begin
        yield Started(at_ms=max(0, self._clock_ms - kept * FRAME_MS))

    def _inside(self, frame: Frame, settings: Endpointing) -> Iterator[Turn]:
        self._turn.append(frame.samples)
        if frame.probability >= max(0.05, settings.threshold - HYSTERESIS):
            yield from self._speech()
        else:
            self._silence_ms += FRAME_MS
        ended = list(self._end(settings))
        yield from ended
        if not ended and self._silence_ms >= settings.pause_ms and not self._paused:
            self._paused = True
            yield Paused(np.concatenate(self._turn))

    def _speech(self) -> Iterator[Turn]:
        silence_ms, self._silence_ms = self._silence_ms, 0
        if self._paused:
            self._paused, self._finish = False, "unsure"
            yield Resumed(silence_ms)
        # Only while somebody speaks: in a pause the recogniser has better things to do.
        length_ms = len(self._turn) * FRAME_MS
        if length_ms >= self._glance_ms:
            self._glance_ms = length_ms + max(GLANCE_MS, length_ms // GLANCE_SHARE)
            yield GoingOn(np.concatenate(self._turn))

    def _end(self, settings: Endpointing) -> Iterator[Turn]:
        length_ms = len(self._turn) * FRAME_MS
        patience = settings.silence_after(self._finish)
        if length_ms >= LONG_TURN_MS:
            patience = min(patience, BETWEEN_WORDS_MS)
        if self._silence_ms >= patience or length_ms >= MAX_TURN_MS:
            samples = np.concatenate(self._turn)
            self.reset()
            yield Stopped(at_ms=self._clock_ms, samples=samples)
