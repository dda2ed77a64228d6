"""The engine's voice as a media track: speech when there is some, silence otherwise, in real time."""

from __future__ import annotations

import asyncio
import fractions
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import av
import numpy as np
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError

from navai_jupyter.engine.speech.audio import WIRE_RATE, Samples, to_pcm16

FRAME_SAMPLES = WIRE_RATE // 50
"""20 ms, aiortc's own packet time."""
MOST_QUEUED = 60 * WIRE_RATE
"""Samples that wait to be heard, beyond which nothing more is spoken."""
LATEST = 0.2
"""Seconds behind the clock after which frames that were missed are skipped instead of sent in a burst."""


@dataclass
class Block:
    response_id: str
    samples: Samples
    last: bool = False


class SpeechTrack(MediaStreamTrack):
    """``started`` and ``stopped`` are called with the response whose speech begins or has been heard."""

    kind = "audio"

    def __init__(self, started: Callable[[str], None], stopped: Callable[[str], None]) -> None:
        super().__init__()
        self._started = started
        self._stopped = stopped
        self._blocks: deque[Block] = deque()
        self._queued = 0
        self._room = asyncio.Event()
        self._room.set()
        self._audible = ""
        self._played = 0
        self._origin: float | None = None
        self._sent = 0

    def play(self, response_id: str, samples: Samples) -> None:
        self._blocks.append(Block(response_id, samples))
        self._queue(len(samples))

    async def room(self) -> None:
        """Returns when little enough waits to be heard."""
        await self._room.wait()

    def end(self, response_id: str) -> None:
        self._blocks.append(Block(response_id, np.zeros(0, np.float32), last=True))

    def clear(self) -> int:
        """Drop what was not heard; answers how many milliseconds of it were."""
        self._blocks.clear()
        self._queue(-self._queued)
        self._audible = ""
        return self._played * 1000 // WIRE_RATE

    async def recv(self) -> av.AudioFrame:
        if self.readyState != "live":
            raise MediaStreamError
        await self._pace()
        frame = av.AudioFrame(format="s16", layout="mono", samples=FRAME_SAMPLES)
        frame.planes[0].update(to_pcm16(self._next_samples()))
        frame.pts = self._sent
        frame.sample_rate = WIRE_RATE
        frame.time_base = fractions.Fraction(1, WIRE_RATE)
        self._sent += FRAME_SAMPLES
        return frame

    async def _pace(self) -> None:
        now = time.monotonic()
        if self._origin is None:
            self._origin = now
        due = self._origin + self._sent / WIRE_RATE
        if now - due > LATEST:
            self._origin += now - due
        elif due > now:
            await asyncio.sleep(due - now)

    def _next_samples(self) -> Samples:
        frame = np.zeros(FRAME_SAMPLES, np.float32)
        filled = 0
        while self._blocks and filled < FRAME_SAMPLES:
            block = self._blocks[0]
            if block.last:
                self._blocks.popleft()
                self._audible, self._played = "", 0
                self._stopped(block.response_id)
                continue
            if self._audible != block.response_id:
                self._audible, self._played = block.response_id, 0
                self._started(block.response_id)
            taken = block.samples[: FRAME_SAMPLES - filled]
            frame[filled : filled + len(taken)] = taken
            filled += len(taken)
            self._queue(-len(taken))
            self._played += len(taken)
            block.samples = block.samples[len(taken) :]
            if len(block.samples) == 0:
                self._blocks.popleft()
        return frame

    def _queue(self, samples: int) -> None:
        self._queued += samples
        if self._queued < MOST_QUEUED:
            self._room.set()
        else:
            self._room.clear()
