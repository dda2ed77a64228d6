"""The bundled voice."""

import numpy as np
import pytest

from navai_jupyter.engine.speech.audio import WIRE_RATE
from navai_jupyter.engine.voice import HibariVoice, synthesise
from navai_jupyter.engine.voice.sound import AUDIBLE, LOUDNESS

SENTENCE = "I loaded the sales data from the file."


@pytest.fixture(scope="module")
def voice():
    return HibariVoice()


@pytest.mark.parametrize("speed", [0.25, 0.5, 0.8, 1.25, 1.5])
def test_a_speed_of_the_protocol_is_kept(voice, speed):
    assert len(voice.say(SENTENCE)) / len(voice.say(SENTENCE, speed)) == pytest.approx(speed, rel=0.05)


def test_the_same_words_always_sound_the_same(voice):
    assert np.array_equal(voice.say(SENTENCE), voice.say(SENTENCE))


def test_a_sentence_starts_at_once_and_ends_with_a_pause(voice):
    loud = np.flatnonzero(np.abs(voice.say(SENTENCE)) > 2 * AUDIBLE)
    assert loud[0] < 0.05 * WIRE_RATE
    assert len(voice.say(SENTENCE)) - loud[-1] > 0.2 * WIRE_RATE


def test_a_clause_is_followed_by_a_shorter_pause_than_a_sentence(voice):
    def pause(piece):
        samples = voice.say(piece)
        return len(samples) - np.flatnonzero(np.abs(samples) > 2 * AUDIBLE)[-1]

    assert pause("I loaded the data,") < pause("I loaded the data.")


@pytest.mark.parametrize("text", ["Yes.", SENTENCE, "Did you mean the results of the first analysis?"])
def test_short_and_long_pieces_are_equally_loud(voice, text):
    samples = voice.say(text)
    frames = samples[: len(samples) // 480 * 480].reshape(-1, 480)
    loudness = np.sqrt((frames**2).mean(axis=1))
    assert np.sqrt((loudness[loudness > AUDIBLE] ** 2).mean()) == pytest.approx(LOUDNESS, rel=0.25)
    assert np.abs(samples).max() < 1.0


@pytest.mark.parametrize("text", ["", "!!!", "🎉", "```"])
def test_a_piece_without_words_is_a_moment_of_silence(voice, text):
    samples = voice.say(text)
    assert 0 < len(samples) < WIRE_RATE
    assert not samples.any()


def test_digits_and_their_words_sound_the_same(voice):
    assert len(voice.say("It has -3.5 of it.")) == len(voice.say("It has minus 3.5 of it."))


def test_speech_for_tests_and_demonstrations_is_sixteen_bit():
    samples, rate = synthesise("Hello.")
    assert (samples.dtype, rate) == (np.int16, WIRE_RATE)
    assert np.abs(samples).max() > 3000
