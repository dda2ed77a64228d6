"""G.711 µ-law at 8 kHz, as a telephone exchange sends it; written out here, so that no code checks itself."""

from __future__ import annotations

import numpy as np

RATE = 8_000

CODES = ~np.arange(256, dtype=np.uint8)
LEVELS = ((((CODES & 0x0F).astype(np.int32) << 3) + 0x84) << ((CODES >> 4) & 7)) - 0x84
LEVELS = np.where(CODES & 0x80, -LEVELS, LEVELS).astype(np.int16)
"""The sample that each byte stands for."""
ORDER = np.argsort(LEVELS, kind="stable")


def encode(pcm: bytes) -> bytes:
    """µ-law of PCM16 at 24 kHz."""
    samples = np.frombuffer(pcm, "<i2")
    samples = samples[: len(samples) // 3 * 3].reshape(-1, 3).mean(1)
    return ORDER[np.searchsorted(LEVELS[ORDER], samples).clip(0, 255)].astype(np.uint8).tobytes()


def decode(line: bytes) -> bytes:
    """PCM16 at 8 kHz."""
    return LEVELS[np.frombuffer(line, np.uint8)].astype("<i2").tobytes()
