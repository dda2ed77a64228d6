"""A voice detector for tests: loud is speech."""

from __future__ import annotations

from typing import Self

import numpy as np

from navai_jupyter.engine.speech.audio import EAR_RATE, Samples


class LoudnessDetector:
    def probability(self, frame: Samples) -> float:
        return 1.0 if float(np.abs(frame).max()) > 0.1 else 0.0

    def fresh(self) -> Self:
        return self


def loud(milliseconds: int) -> Samples:
    return np.full(EAR_RATE * milliseconds // 1000, 0.5, np.float32)


def quiet(milliseconds: int) -> Samples:
    return np.zeros(EAR_RATE * milliseconds // 1000, np.float32)
