"""Sounds that are no speech have no words, even where they are taken for a voice."""

import numpy as np
import pytest

from navai_jupyter.engine.speech.audio import EAR_RATE
from navai_jupyter.engine.speech.choice import load_recogniser
from navai_jupyter.engine.speech.turns import Endpointing, Stopped, TurnDetector
from navai_jupyter.engine.speech.vad import Framer, SileroDetector
from tests.evaluation.noises import babble
from tests.evaluation.sounds import SOUNDS

pytestmark = pytest.mark.speech

HINTS = "Go to Results, Model training. Load sales. Plot revenue."
"""Words that a recogniser likes to read into noise."""


@pytest.fixture(scope="module")
def detector():
    return SileroDetector()


@pytest.fixture(scope="module")
def recogniser():
    return load_recogniser("", "")


def hum(seed):
    """Somebody hums: the pitch and the rhythm of a voice, without words."""
    random, at = np.random.default_rng(seed), np.arange(3 * EAR_RATE) / EAR_RATE
    phase = 2 * np.pi * np.cumsum(150 * 2 ** (0.3 * np.sin(2 * np.pi * random.uniform(0.3, 1) * at))) / EAR_RATE
    voice = sum(np.sin(n * phase) / n**1.2 for n in range(1, 12))
    return (0.2 * voice * np.clip(np.sin(2 * np.pi * random.uniform(0.5, 3) * at), 0, 1)).astype(np.float32)


def turns(detector, samples):
    silence = np.zeros(EAR_RATE, np.float32)
    frames = Framer(detector.fresh()).frames(np.concatenate([silence, samples, silence]))
    return [turn for turn in TurnDetector().hear(frames, Endpointing()) if isinstance(turn, Stopped)]


@pytest.mark.parametrize("sound", SOUNDS, ids=lambda sound: sound.name)
def test_a_sound_has_no_words(detector, recogniser, sound):
    read = [recogniser.hear(turn.samples, HINTS).text for turn in turns(detector, sound.samples())]
    assert not any(read)


@pytest.mark.parametrize("vocabulary", ["", HINTS])
def test_what_is_like_a_voice_has_no_words_either(recogniser, vocabulary):
    sounds = [hum(0), hum(1), hum(2), 0.1 * babble(3 * EAR_RATE, 7).astype(np.float32)]
    sounds += [np.random.default_rng(0).normal(0, 0.1, EAR_RATE).astype(np.float32)]
    assert [recogniser.hear(sound, vocabulary).text for sound in sounds] == [""] * len(sounds)
