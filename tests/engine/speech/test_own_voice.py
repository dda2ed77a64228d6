"""What the engine says comes back through the microphone; a person who speaks over it is heard."""

import numpy as np
import pytest

from navai_jupyter.engine.speech.audio import EAR_RATE, Resampler, to_pcm16
from navai_jupyter.engine.speech.own_voice import OwnVoice
from navai_jupyter.engine.speech.turns import Endpointing, Started, TurnDetector
from navai_jupyter.engine.speech.vad import Framer, SileroDetector
from navai_jupyter.engine.voice import synthesise

pytestmark = pytest.mark.speech

SAID = "I have loaded the sales of last year, and there are twelve thousand rows."
BEFORE = EAR_RATE


def voice(text):
    samples, _ = synthesise(text)
    return samples.astype(np.float32) / 32768


def at_the_ear(samples):
    return Resampler().pcm16(to_pcm16(samples))


@pytest.fixture(scope="module")
def detector():
    return SileroDetector()


def echo(samples, delay_ms, decay_s, decibels, seed=0):
    """Through a small loudspeaker, a room, and the air."""
    random = np.random.default_rng(seed)
    tail = random.standard_normal(int(decay_s * EAR_RATE)) * np.exp(
        -np.linspace(0, 6.9, int(decay_s * EAR_RATE))
    )
    answer = np.concatenate([[1.0], 0.7 * tail / np.linalg.norm(tail)])
    frequencies = np.fft.rfftfreq(len(samples) + len(answer) - 1, 1 / EAR_RATE)
    spectrum = np.fft.rfft(np.convolve(samples, answer)) / (1 + (250 / np.maximum(frequencies, 1)) ** 4)
    heard = np.fft.irfft(spectrum, len(frequencies) * 2 - 2)
    heard *= 10 ** (decibels / 20) / np.abs(heard).max()
    return np.pad(heard, (EAR_RATE * delay_ms // 1000, EAR_RATE)).astype(np.float32)


def started(detector, microphone, said=None):
    """Seconds at which speech is noticed; `said` is handed out after the first second."""
    framer, turns, own, found = Framer(detector.fresh()), TurnDetector(), OwnVoice(), []
    for at in range(0, len(microphone), 512):
        if at == BEFORE // 512 * 512 and said is not None:
            own.say(said)
        frames = own.told_apart(framer.frames(microphone[at : at + 512]))
        found += [at / EAR_RATE for turn in turns.hear(frames, Endpointing()) if isinstance(turn, Started)]
    return found


@pytest.mark.parametrize(
    ("delay_ms", "decay_s", "decibels", "noise"),
    [(50, 0.15, -6, 0.0), (200, 0.3, -12, 0.002), (400, 0.5, -20, 0.001), (300, 0.4, -3, 0.005)],
)
def test_its_echo_is_no_speech(detector, delay_ms, decay_s, decibels, noise):
    said = voice(SAID)
    heard = echo(at_the_ear(said), delay_ms, decay_s, decibels)
    microphone = np.concatenate([np.zeros(BEFORE, np.float32), heard])
    microphone += np.random.default_rng(1).normal(0, noise, len(microphone)).astype(np.float32)
    assert started(detector, microphone), "else this test shows nothing"
    assert started(detector, microphone, said) == []


@pytest.mark.parametrize("decibels", [-30, -18])
def test_a_person_who_speaks_over_it_is_heard(detector, decibels):
    said, person = voice(SAID), at_the_ear(voice("Stop, go back to the results."))
    microphone = np.concatenate([np.zeros(BEFORE, np.float32), echo(at_the_ear(said), 150, 0.3, decibels)])
    begins = 2 * EAR_RATE
    microphone[begins : begins + len(person)] += 0.4 * person / np.abs(person).max()
    (first, *_) = started(detector, microphone, said)
    assert 1.9 <= first <= 2.9


def test_what_was_not_played_is_not_expected(detector):
    own, said = OwnVoice(), voice(SAID)
    own.say(said)
    own.stop()
    framer = Framer(detector.fresh())
    frames = list(own.told_apart(framer.frames(at_the_ear(said))))
    assert max(frame.probability for frame in frames) > 0.9
