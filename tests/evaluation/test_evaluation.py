"""The evaluation itself works: a few sentences, typed and spoken, and what must not be understood."""

import numpy as np
import pytest

from tests.evaluation.cases import load
from tests.evaluation.conversation import Conversation
from tests.evaluation.listening import ears, listen, sample
from tests.evaluation.noises import NOISES, at_ratio
from tests.evaluation.offered import offered
from tests.evaluation.scores import Score, table
from tests.evaluation.sounds import SOUNDS
from tests.evaluation.spoken import BEFORE, CLEAN, EAR_RATE, ONSET, read_aloud, utter
from tests.evaluation.typed import type_all
from tests.evaluation.voices import VOICES

HIBARI = VOICES[0]
NAMED = [case for case in load("dev") if case.category == "named"][:2]


@pytest.fixture(scope="module")
def models():
    return ears()


@pytest.fixture(autouse=True)
def _voices_of_this_test(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.evaluation.spoken.CACHE", tmp_path)


def test_typed_sentences_are_scored():
    nothing = [case for case in load("dev") if not case.command][:2]
    score = Score.of(type_all([*NAMED, *nothing]))
    assert (score.commands, score.exact, score.others, score.false_accepts) == (2, 100.0, 2, 0.0)
    assert score.wer is score.decode_ms is score.cut_off is None
    assert "100.0" in table({"named": score})


def test_a_call_is_answered_and_reported():
    heard = Conversation(offered("training")).type("Evaluate model.")
    assert heard.calls == [("evaluate_model", {})]
    assert "0.8" in " ".join(heard.replies)


@pytest.mark.speech
def test_spoken_sentences_are_scored(models):
    score = Score.of(listen(NAMED[:1], HIBARI, CLEAN, models))
    assert (score.commands, score.exact, score.cut_off, score.wer) == (1, 100.0, 0.0, 0.0)
    assert score.decode_ms > 0


@pytest.mark.speech
def test_a_sentence_that_is_taken_for_over_too_early_is_noticed(models, monkeypatch):
    monkeypatch.setattr("tests.evaluation.spoken.PAUSES", (1.5,))
    broken = utter(["Load sales", "for 2024."], HIBARI)
    assert Conversation(offered("sales"), models).hear(broken.samples, broken.end).cut_off


@pytest.mark.speech
def test_silence_is_not_understood(models):
    heard = Conversation(offered("sales"), models).hear(SOUNDS[0].samples())
    assert (heard.turns, heard.transcripts, heard.calls) == (0, [], [])


def test_a_sentence_is_read_once(monkeypatch):
    first = read_aloud("Run cell five.", HIBARI)
    monkeypatch.setattr(type(HIBARI), "say", None)
    assert np.array_equal(read_aloud("Run cell five.", HIBARI), first)


def test_a_pause_lies_between_the_pieces(monkeypatch):
    monkeypatch.setattr("tests.evaluation.spoken.PAUSES", (0.5,))
    pieces = [len(read_aloud(piece, HIBARI)) for piece in ("Run,", "cell five.")]
    spoken = utter(["Run", "cell five."], HIBARI)
    before, pause = int(BEFORE * EAR_RATE), EAR_RATE // 2
    assert spoken.end == before + sum(pieces) + pause - ONSET


@pytest.mark.parametrize("noise", NOISES)
def test_noise_is_the_same_each_time_and_as_loud_as_is_said(noise):
    once = at_ratio(noise(16_000, 7), 0.1, 20)
    assert np.array_equal(once, at_ratio(noise(16_000, 7), 0.1, 20))
    assert np.sqrt(np.mean(once**2)) == pytest.approx(0.01, rel=0.01)


def test_the_sounds_differ_and_stay_within_the_scale():
    clips = {sound.name: sound.samples() for sound in SOUNDS}
    assert len({clip.tobytes() for clip in clips.values()}) == len(SOUNDS) >= 20
    assert all(np.abs(clip).max() <= 1 for clip in clips.values())


def test_a_sample_keeps_the_shares_and_is_part_of_a_larger_one():
    chosen = sample(load("dev"), 50)
    assert all(case in sample(load("dev"), 100) for case in chosen)
    assert len(chosen) == 50
    assert 10 <= sum(not case.command for case in chosen) <= 15
