"""The voice of an installed espeak-ng."""

import numpy as np
import pytest

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.voice import choose_voice, espeak


def test_it_speaks_as_loud_and_as_fast_as_asked():
    voice = choose_voice("espeak-ng").load()
    samples = voice.say("I loaded 1,834 rows.")
    assert 0.05 < np.sqrt((samples**2).mean()) < 0.2
    assert len(samples) / len(voice.say("I loaded 1,834 rows.", 0.25)) == pytest.approx(0.25, rel=0.05)
    assert not voice.say("!!!").any()


def test_english_is_read_like_by_any_voice_and_other_languages_by_their_own_rules():
    english, german = choose_voice("espeak-ng").load(), choose_voice("espeak-ng:de").load()
    assert len(english.say("x >= 3")) == len(english.say("x is greater than or equal to 3"))
    assert len(german.say("**24** Zeilen")) == len(german.say("24 Zeilen"))
    assert len(german.say("24 Zeilen")) != len(english.say("24 Zeilen"))


def test_a_language_it_does_not_have_is_told_in_its_own_words():
    with pytest.raises(EngineError, match="does not exist") as refused:
        choose_voice("espeak-ng:xx").load().say("Ready.")
    assert "espeak-ng --voices" in str(refused.value)


def test_a_missing_program_is_told_before_anything_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="espeak-ng is not installed"):
        choose_voice("espeak-ng").load()


def test_a_program_that_hangs_is_given_up(monkeypatch, tmp_path):
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(espeak, "SECONDS", 0.2)
    with pytest.raises(EngineError, match="did not speak within"):
        choose_voice("espeak-ng").load().say("Ready.")


def test_text_is_never_an_argument():
    voice = choose_voice("espeak-ng").load()
    assert len(voice.say("--version; rm -rf /")) > 10_000
