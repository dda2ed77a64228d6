"""Text to speech."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from navai_jupyter.engine.speech.audio import WIRE_RATE
from navai_jupyter.engine.voice.choice import VoiceChoice, choose_voice
from navai_jupyter.engine.voice.hibari import VOICE_NAME, HibariVoice
from navai_jupyter.engine.voice.model import Voice
from navai_jupyter.engine.voice.sound import trimmed

__all__ = ["VOICE_NAME", "HibariVoice", "Voice", "VoiceChoice", "choose_voice", "synthesise", "trimmed"]


@functools.cache
def _shared_voice() -> HibariVoice:
    return HibariVoice()


def synthesise(text: str) -> tuple[NDArray[np.int16], int]:
    """Speech of `text` as 16-bit mono samples and their rate, for tests and demonstrations."""
    samples = _shared_voice().say(text)
    return (np.clip(samples, -1.0, 1.0) * 32767.0).astype(np.int16), WIRE_RATE
