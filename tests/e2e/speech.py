"""Speech for the tests, made by the engine's own voice."""

from __future__ import annotations

import io
import wave
from functools import cache

import numpy as np
from numpy.typing import NDArray

from navai_jupyter.engine.voice import synthesise

MICROPHONE_RATE = 48_000
GRUNT_SECONDS, GRUNT_HERTZ = 0.07, 120


@cache
def spoken(sentence: str, before: float = 0.0, after: float = 0.0) -> bytes:
    """``sentence`` as a WAV file (48 kHz mono, 16 bit) with seconds of silence around it."""
    samples, rate = synthesise(sentence)
    voice = np.repeat(samples, MICROPHONE_RATE // rate)
    quiet = [np.zeros(int(seconds * MICROPHONE_RATE), np.int16) for seconds in (before, after)]
    return _wav(np.concatenate([quiet[0], voice, quiet[1]]))


def grunt() -> bytes:
    """As loud and high as a voice, and too short for any word."""
    at = np.arange(int(GRUNT_SECONDS * MICROPHONE_RATE)) / MICROPHONE_RATE
    harmonics = sum(np.sin(2 * np.pi * GRUNT_HERTZ * nth * at + nth * nth) / nth for nth in range(1, 20))
    return _wav((6000 * harmonics * np.hanning(len(at))).astype(np.int16))


def _wav(samples: NDArray[np.int16]) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(MICROPHONE_RATE)
        out.writeframes(samples.tobytes())
    return file.getvalue()
