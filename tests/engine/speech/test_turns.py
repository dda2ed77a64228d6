"""Turns of speech, cut by a detector that simply hears loudness."""

import numpy as np
import pytest

from navai_jupyter.engine.speech.audio import EAR_RATE
from navai_jupyter.engine.speech.turns import Endpointing, Paused, Resumed, Started, Stopped, TurnDetector
from navai_jupyter.engine.speech.vad import Framer
from tests.engine.loudness import LoudnessDetector, loud, quiet


def turns(*parts, settings=None, block=160):
    framer, detector = Framer(LoudnessDetector()), TurnDetector()
    samples = np.concatenate(parts)
    found = []
    for at in range(0, len(samples), block):
        found += detector.hear(framer.frames(samples[at : at + block]), settings or Endpointing())
    return found


def kinds(found):
    return [type(turn) for turn in found]


def test_a_turn_starts_with_padding_pauses_early_and_stops_after_the_hangover():
    started, paused, stopped = turns(quiet(1000), loud(1000), quiet(1000))
    assert isinstance(started, Started)
    assert isinstance(paused, Paused)
    assert isinstance(stopped, Stopped)
    assert 650 <= started.at_ms <= 750
    assert 2450 <= stopped.at_ms <= 2600
    assert 1.7 <= len(stopped.samples) / EAR_RATE <= 1.9
    assert np.array_equal(stopped.samples[: len(paused.samples)], paused.samples)


def test_the_size_of_the_blocks_does_not_matter():
    parts = quiet(500), loud(700), quiet(900)
    small, large = turns(*parts, block=37), turns(*parts, block=4000)
    assert [turn.at_ms for turn in (small[0], small[-1])] == [turn.at_ms for turn in (large[0], large[-1])]


def test_a_short_pause_does_not_end_the_turn():
    found = turns(loud(500), quiet(300), loud(500), quiet(1000))
    assert kinds(found) == [Started, Paused, Resumed, Paused, Stopped]


def test_a_click_is_no_speech():
    assert turns(quiet(500), loud(30), quiet(1000)) == []


@pytest.mark.parametrize("hangover", [300, 800])
def test_the_hangover_is_a_setting(hangover):
    found = turns(loud(500), quiet(2000), settings=Endpointing(silence_duration_ms=hangover))
    assert hangover + 490 <= found[-1].at_ms <= hangover + 580


def test_endless_speech_is_cut():
    assert Stopped in kinds(turns(loud(61_000), block=8000))
