"""Text to speech."""

from __future__ import annotations

import functools
from importlib.resources import as_file, files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from navai_jupyter.engine.speech.audio import WIRE_RATE, Samples
from navai_jupyter.engine.speech.digest import check_digest

HIBARI_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
VOICE_NAME = "heart"
"""The one voice inside the hibari wheel."""

AUDIBLE = 0.01
BEFORE, AFTER = WIRE_RATE // 50, WIRE_RATE // 5
"""Samples kept around a sentence: 20 ms so that no onset is cut, 200 ms as the pause to the next."""


class Voice(Protocol):
    def sentences(self, text: str) -> list[str]:
        """The pieces that are spoken one after another, so that the first is heard early."""
        ...

    def say(self, sentence: str, speed: float = 1.0) -> Samples:
        """One sentence at the wire's rate."""
        ...


class HibariVoice:
    """hibari-tts with its bundled English voice."""

    def __init__(self) -> None:
        from hibari import Hibari

        with as_file(files("hibari") / "assets" / "hibari.onnx") as path:
            check_digest(path, HIBARI_SHA256)
            self._hibari = Hibari(voice=VOICE_NAME, model=str(path))

    def sentences(self, text: str) -> list[str]:
        return list(self._hibari.split_sentences(text))

    def say(self, sentence: str, speed: float = 1.0) -> Samples:
        samples: Samples = self._hibari(sentence, speed=min(2.0, max(0.5, speed)), seed=0)
        return trimmed(samples.astype(np.float32))


def trimmed(samples: Samples) -> Samples:
    """Without the model's silence around the sentence, which a listener would take for a slow answer."""
    loud = np.flatnonzero(np.abs(samples) > AUDIBLE)
    if not len(loud):
        return samples
    return samples[max(0, loud[0] - BEFORE) : loud[-1] + AFTER]


@functools.cache
def _shared_voice() -> HibariVoice:
    return HibariVoice()


def synthesise(text: str) -> tuple[NDArray[np.int16], int]:
    """Speech of `text` as 16-bit mono samples and their rate, for tests and demonstrations."""
    samples = _shared_voice().say(text)
    return (np.clip(samples, -1.0, 1.0) * 32767.0).astype(np.int16), WIRE_RATE
