"""The voice of an installed espeak-ng, and what is told of programs in its place that misbehave."""

import os
import shutil
import sys

import numpy as np
import pytest

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.voice import choose_voice, espeak

installed = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@installed
def test_it_speaks_as_loud_and_as_fast_as_asked():
    voice = choose_voice("espeak-ng").load()
    samples = voice.say("I loaded 1,834 rows.")
    assert 0.05 < np.sqrt((samples**2).mean()) < 0.2
    assert len(samples) / len(voice.say("I loaded 1,834 rows.", 0.25)) == pytest.approx(0.25, rel=0.05)
    assert not voice.say("!!!").any()


@installed
def test_english_is_read_like_by_any_voice_and_other_languages_by_their_own_rules():
    english, german = choose_voice("espeak-ng").load(), choose_voice("espeak-ng:de").load()
    assert len(english.say("x >= 3")) == len(english.say("x is greater than or equal to 3"))
    assert len(german.say("**24** Zeilen")) == len(german.say("24 Zeilen"))
    assert len(german.say("24 Zeilen")) != len(english.say("24 Zeilen"))


@installed
def test_a_language_it_does_not_have_is_told_in_its_own_words():
    with pytest.raises(EngineError, match="does not exist") as refused:
        choose_voice("espeak-ng:xx").load().say("Ready.")
    assert "espeak-ng --voices" in str(refused.value)


@pytest.fixture
def program(monkeypatch, tmp_path):
    """Puts a program of that name first on the PATH."""

    def put(*lines):
        path = tmp_path / "espeak-ng"
        path.write_text("\n".join([f"#!{sys.executable}", "import os, sys, time, wave", *lines]))
        path.chmod(0o755)

    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return put


def test_text_goes_in_by_standard_input_and_sound_comes_back_at_any_rate(program, tmp_path):
    program(
        f"open({str(tmp_path / 'said')!r}, 'w').write(repr(sys.argv[1:]) + sys.stdin.read())",
        "with wave.open(sys.stdout.buffer, 'wb') as wav:",
        "    wav.setparams((1, 2, 16000, 16000, 'NONE', ''))",
        "    wav.writeframesraw(bytes([0, 0, 0, 32]) * 8000)",
    )
    samples = choose_voice("espeak-ng:fr").load().say("--version; **Bonjour**")
    assert len(samples) == pytest.approx(24_000, abs=6_000)
    assert (tmp_path / "said").read_text() == "['-v', 'fr', '--stdin', '--stdout']--version; Bonjour"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("time.sleep(60)", "did not speak within"),
        ("sys.exit('out of memory')", "did not speak. out of memory"),
        ("os.abort()", "espeak-ng did not speak"),
        ("print('hello')", "espeak-ng did not speak"),
    ],
)
def test_a_program_that_does_not_speak_is_told(program, monkeypatch, line, words):
    monkeypatch.setattr(espeak, "SECONDS", 2.0)
    program(line)
    with pytest.raises(EngineError, match=words):
        choose_voice("espeak-ng").load().say("Ready.")


def test_a_missing_program_is_told_before_anything_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="espeak-ng is not installed"):
        choose_voice("espeak-ng").load()
