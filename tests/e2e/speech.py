"""Speech for the tests, made by the engine's own voice."""

from __future__ import annotations

import io
import wave
from functools import cache

import numpy as np

from navai_jupyter.engine.voice import synthesise

MICROPHONE_RATE = 48_000


@cache
def spoken(sentence: str, before: float = 0.0, after: float = 0.0) -> bytes:
    """``sentence`` as a WAV file (48 kHz mono, 16 bit) with seconds of silence around it."""
    samples, rate = synthesise(sentence)
    voice = np.repeat(samples, MICROPHONE_RATE // rate)
    quiet = [np.zeros(int(seconds * MICROPHONE_RATE), np.int16) for seconds in (before, after)]
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(MICROPHONE_RATE)
        out.writeframes(np.concatenate([quiet[0], voice, quiet[1]]).tobytes())
    return file.getvalue()
