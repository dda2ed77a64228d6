"""The three models together: what the voice says, the detector notices and the recogniser reads."""

import numpy as np
import pytest

from navai_jupyter.engine.models import Speech, load_speech
from navai_jupyter.engine.speech.audio import EAR_RATE, Resampler, to_pcm16
from navai_jupyter.engine.speech.turns import Endpointing, Started, Stopped, TurnDetector
from navai_jupyter.engine.speech.vad import Framer
from navai_jupyter.engine.voice import synthesise

pytestmark = pytest.mark.speech


@pytest.fixture(scope="module")
def speech() -> Speech:
    return load_speech(lambda done, detail: None)


def heard(speech, samples):
    frames = Framer(speech.detector.fresh()).frames(samples)
    return list(TurnDetector().hear(frames, Endpointing()))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Go to results.", "go to results"),
        ("Take me to the model training section.", "take me to the model training section"),
        ("What can I say?", "what can i say"),
    ],
)
def test_a_spoken_sentence_is_read(speech, said, read):
    silence = np.zeros(EAR_RATE, np.float32)
    spoken = Resampler().pcm16(to_pcm16(speech.voice.say(said)))
    turns = heard(speech, np.concatenate([silence, spoken, silence]))
    assert [type(turns[0]), type(turns[-1])] == [Started, Stopped]
    text = speech.recogniser.hear(turns[-1].samples).text
    assert text.lower().strip(".?!") == read


def test_silence_and_noise_are_no_speech(speech):
    noise = np.random.default_rng(0).normal(0, 0.05, 5 * EAR_RATE).astype(np.float32)
    assert heard(speech, np.zeros(5 * EAR_RATE, np.float32)) == []
    assert heard(speech, noise) == []


def test_long_speech_is_read_beyond_the_short_window(speech):
    sentence = "The quick brown fox jumps over the lazy dog near the river bank. "
    spoken = Resampler().pcm16(to_pcm16(speech.voice.say(sentence * 4)))
    assert len(spoken) > 11 * EAR_RATE
    assert speech.recogniser.hear(spoken).text.lower().count("lazy dog") >= 3


def test_a_sound_may_hold_other_wordings(speech):
    spoken = Resampler().pcm16(to_pcm16(speech.voice.say("Open valve two.")))
    heard = speech.recogniser.hear(spoken)
    others = heard.others()
    assert len({one.text for one in others}) > 1
    assert max(others, key=lambda one: one.likelihood).text == heard.text


def test_silence_holds_no_words(speech):
    heard = speech.recogniser.hear(np.zeros(EAR_RATE, np.float32))
    assert (heard.text, heard.others()) == ("", ())


def test_the_voice_begins_at_once():
    samples, rate = synthesise("Hello.")
    assert rate == 24_000
    assert samples.dtype == np.int16
    assert np.abs(samples[: rate // 20]).max() > 300


def test_the_recogniser_gets_on(speech):
    spoken = Resampler().pcm16(to_pcm16(speech.voice.say("Expose for one and a half minutes.")))
    assert "half minutes" in speech.recogniser.hear(spoken).text
