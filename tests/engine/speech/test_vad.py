"""Both voice detectors, on speech and on what is none."""

import numpy as np
import pytest

from navai_jupyter.engine.speech.audio import EAR_RATE, Resampler, to_pcm16
from navai_jupyter.engine.speech.choice import load_detector
from navai_jupyter.engine.speech.vad import Framer
from navai_jupyter.engine.voice import synthesise

pytestmark = pytest.mark.speech


@pytest.fixture(scope="module", params=["silero", "pysilero"])
def detector(request):
    return load_detector(request.param)


def probabilities(detector, samples):
    return np.array([frame.probability for frame in Framer(detector.fresh()).frames(samples)])


def spoken(text):
    samples, _ = synthesise(text)
    return Resampler().pcm16(to_pcm16(samples.astype(np.float32) / 32768))


def test_speech_is_speech_and_silence_is_not(detector):
    silence = np.zeros(2 * EAR_RATE, np.float32)
    noise = np.random.default_rng(0).normal(0, 0.05, 2 * EAR_RATE).astype(np.float32)
    assert (probabilities(detector, spoken("Take me to the model training section.")) > 0.5).mean() > 0.7
    assert probabilities(detector, silence).max() < 0.3
    assert probabilities(detector, noise).max() < 0.3


def test_streams_do_not_disturb_each_other(detector):
    samples = spoken("Go to the results.")
    alone = probabilities(detector, samples)
    one, other = Framer(detector.fresh()), Framer(detector.fresh())
    noise = np.random.default_rng(0).normal(0, 0.05, len(samples)).astype(np.float32)
    together = []
    for at in range(0, len(samples), 800):
        together += [frame.probability for frame in one.frames(samples[at : at + 800])]
        other.frames(noise[at : at + 800])
    assert together == pytest.approx(alone.tolist(), abs=1e-4)
