"""Sound on aiortc's media tracks: the microphone that goes out, the agent's voice that comes in."""

from __future__ import annotations

import asyncio
import fractions
import time
from array import array
from collections.abc import AsyncIterator

import av
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError

from navai_jupyter.client.audio import FRAME_BYTES, FRAME_SECONDS, RATE, SAMPLE_BYTES

FRAME_SAMPLES = FRAME_BYTES // SAMPLE_BYTES
MOST_WAITING = RATE * SAMPLE_BYTES
"""Bytes: one second. Who speaks faster than time passes has to wait."""
RESERVE_FRAMES = 2
"""What is put comes unevenly: a moment's reserve keeps gaps out of a word."""
AUDIBLE = 200
"""Peak of a frame that holds more than the codec's idea of silence (−44 dB)."""
PAUSE_FRAMES = 25
"""A pause between two words is part of what was said; half a second is not."""


class Microphone(MediaStreamTrack):
    """What was `put`, at the pace of a clock, and silence where nothing was."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._unsent = bytearray()
        self._began: float | None = None
        self._sent = 0
        self._reserve = RESERVE_FRAMES

    async def put(self, pcm: bytes) -> None:
        while len(self._unsent) > MOST_WAITING and self.readyState == "live":  # noqa: ASYNC110 - the clock of `recv`
            await asyncio.sleep(FRAME_SECONDS)
        self._unsent += pcm

    async def recv(self) -> av.AudioFrame:
        if self.readyState != "live":
            raise MediaStreamError
        now = time.monotonic()
        self._began = self._began if self._began is not None else now
        await asyncio.sleep(max(0.0, self._began + self._sent / RATE - now))
        taken = self._next()
        frame = av.AudioFrame(format="s16", layout="mono", samples=FRAME_SAMPLES)
        frame.planes[0].update(taken.ljust(FRAME_BYTES, b"\0"))
        frame.pts = self._sent
        frame.sample_rate, frame.time_base = RATE, fractions.Fraction(1, RATE)
        self._sent += FRAME_SAMPLES
        return frame

    def _next(self) -> bytes:
        if not self._unsent:
            self._reserve = RESERVE_FRAMES
        elif self._reserve:
            self._reserve -= 1
        if self._reserve:
            return b""
        taken = bytes(self._unsent[:FRAME_BYTES])
        del self._unsent[:FRAME_BYTES]
        return taken


async def voice(track: MediaStreamTrack) -> AsyncIterator[bytes]:
    """What is said on the track as PCM16 at 24 kHz, without the silence between two answers."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    quiet = PAUSE_FRAMES
    while True:
        try:
            frame = await track.recv()
        except MediaStreamError:
            return
        if not isinstance(frame, av.AudioFrame):
            continue
        frame.pts = None  # a lost packet makes time stamps jump, which the resampler would refuse
        for part in resampler.resample(frame):
            pcm = bytes(part.planes[0])[: part.samples * SAMPLE_BYTES]
            quiet = 0 if _peak(pcm) > AUDIBLE else quiet + 1
            if quiet < PAUSE_FRAMES:
                yield pcm


def _peak(pcm: bytes) -> int:
    samples = array("h", pcm)
    return max(max(samples, default=0), -min(samples, default=0))
