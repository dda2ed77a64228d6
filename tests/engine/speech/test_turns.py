"""Turns of speech, cut by a detector that simply hears loudness."""

import numpy as np
import pytest

from navai_jupyter.engine.speech.audio import EAR_RATE
from navai_jupyter.engine.speech.turns import (
    HURRIED,
    Endpointing,
    GoingOn,
    Paused,
    Resumed,
    Started,
    Stopped,
    TurnDetector,
)
from navai_jupyter.engine.speech.vad import Frame, Framer
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
    started, paused, stopped = turns(quiet(1000), loud(600), quiet(1000))
    assert isinstance(started, Started)
    assert isinstance(paused, Paused)
    assert isinstance(stopped, Stopped)
    assert 650 <= started.at_ms <= 750
    assert 2050 <= stopped.at_ms <= 2200
    assert 1.3 <= len(stopped.samples) / EAR_RATE <= 1.5
    assert np.array_equal(stopped.samples[: len(paused.samples)], paused.samples)


def test_the_size_of_the_blocks_does_not_matter():
    parts = quiet(500), loud(700), quiet(900)
    small, large = turns(*parts, block=37), turns(*parts, block=4000)
    assert [turn.at_ms for turn in (small[0], small[-1])] == [turn.at_ms for turn in (large[0], large[-1])]


def test_a_short_pause_does_not_end_the_turn():
    found = turns(loud(300), quiet(300), loud(300), quiet(1000))
    assert kinds(found) == [Started, Paused, Resumed, Paused, Stopped]


def test_a_click_is_no_speech():
    assert turns(quiet(500), loud(10), quiet(1000)) == []


@pytest.mark.parametrize(("probability", "frames"), [(0.9, 2), (0.55, 3)])
def test_plain_speech_counts_sooner(probability, frames):
    detector = TurnDetector()
    heard = [Frame(quiet(32), probability)] * 5
    started = [len(list(detector.hear([frame], Endpointing()))) for frame in heard]
    assert started.index(1) == frames - 1


@pytest.mark.parametrize("hangover", [300, 800])
def test_the_hangover_is_a_setting(hangover):
    found = turns(loud(500), quiet(2000), settings=Endpointing(silence_duration_ms=hangover))
    assert hangover + 490 <= found[-1].at_ms <= hangover + 580


def test_speech_that_goes_on_can_be_looked_at_less_and_less_often():
    looks = [turn for turn in turns(loud(12_000), quiet(1000)) if isinstance(turn, GoingOn)]
    lengths = [len(look.samples) for look in looks]
    apart = np.diff(lengths)
    assert apart[0] <= 0.55 * EAR_RATE
    assert apart[-1] >= 3 * apart[0]
    assert len(looks) < 15


@pytest.mark.parametrize(
    ("finish", "least", "most"),
    [("complete", 280, 350), ("extensible", 600, 670), ("unsure", 600, 670), ("open", 1500, 1570)],
)
def test_the_words_of_a_pause_say_how_long_it_may_be(finish, least, most):
    detector, settings = TurnDetector(), HURRIED["medium"]
    framer = Framer(LoudnessDetector())
    found = []
    for block in (loud(500), *(quiet(32) for _ in range(70))):
        for turn in detector.hear(framer.frames(block), settings):
            found.append(turn)
            if isinstance(turn, Paused):
                found += detector.judge(finish, settings)
    assert kinds(found) == [Started, Paused, Stopped]
    assert 500 + least <= found[-1].at_ms <= 500 + most


def test_words_that_come_late_end_the_turn_at_once():
    detector, settings = TurnDetector(), HURRIED["medium"]
    list(detector.hear(Framer(LoudnessDetector()).frames(np.concatenate([loud(500), quiet(400)])), settings))
    assert kinds(detector.judge("complete", settings)) == [Stopped]
    assert kinds(detector.judge("complete", settings)) == []


def test_speech_after_a_pause_voids_what_was_thought_of_it():
    detector, settings = TurnDetector(), HURRIED["medium"]
    framer = Framer(LoudnessDetector())
    list(detector.hear(framer.frames(np.concatenate([loud(300), quiet(192)])), settings))
    assert list(detector.judge("complete", settings)) == []
    found = list(detector.hear(framer.frames(np.concatenate([loud(300), quiet(480)])), settings))
    assert kinds(found) == [Resumed, Paused]


def test_endless_speech_is_cut():
    assert Stopped in kinds(turns(loud(61_000), block=8000))


def test_a_very_long_turn_ends_between_two_words_when_it_can():
    def told(length):
        found = turns(loud(length), quiet(256), loud(2_000), block=8000)
        return kinds(turn for turn in found if not isinstance(turn, GoingOn))

    assert told(30_000) == [Started, Paused, Resumed]
    assert told(46_000) == [Started, Stopped, Started]
