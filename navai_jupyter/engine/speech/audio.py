"""Samples between the wire's formats and the models' rates."""

from __future__ import annotations

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Mono audio, -1 to 1."""

WIRE_RATE = 24_000
"""PCM16 of the protocol, and what the voice produces."""
EAR_RATE = 16_000
"""What the voice detector and the recogniser hear."""


def to_pcm16(samples: Samples) -> bytes:
    return (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()


def milliseconds(samples: Samples, rate: int) -> int:
    return len(samples) * 1000 // rate


class Resampler:
    """Streaming conversion of any mono or stereo audio to the ear's rate; it keeps state between blocks."""

    def __init__(self) -> None:
        self._resampler = av.AudioResampler(format="fltp", layout="mono", rate=EAR_RATE)

    def frame(self, frame: av.AudioFrame) -> Samples:
        # The resampler checks time stamps, which a lost packet makes jump; order is all it needs to know.
        frame.pts = None
        parts = [out.to_ndarray()[0] for out in self._resampler.resample(frame)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def pcm16(self, data: bytes) -> Samples:
        block = np.frombuffer(data[: len(data) // 2 * 2], dtype="<i2").reshape(1, -1)
        if block.size == 0:
            return np.zeros(0, np.float32)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), format="s16", layout="mono")
        frame.sample_rate = WIRE_RATE
        return self.frame(frame)
