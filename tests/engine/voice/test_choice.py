"""What ``--voice`` may say."""

import pytest

from navai_jupyter.core.errors import ConfigurationError, EngineError
from navai_jupyter.engine.__main__ import main
from navai_jupyter.engine.voice import choose_voice


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("", "heart"),
        ("heart", "heart"),
        ("espeak-ng", "espeak-ng:en-us"),
        ("espeak-ng:pt-BR", "espeak-ng:pt-BR"),
        ("http://127.0.0.1:8880/v1", "alloy"),
        ("http://127.0.0.1:8880/v1#af_sky", "af_sky"),
    ],
)
def test_its_name_is_known_before_it_is_loaded(wanted, name):
    assert choose_voice(wanted).name == name


def test_a_file_is_named_after_the_voice_it_holds(tmp_path):
    for file, name in (("bf_emma.int8.onnx", "emma"), ("mine.onnx", "mine")):
        (tmp_path / file).touch()
        assert choose_voice(str(tmp_path / file)).name == name


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("marin", 'The voice "marin" is unknown. Accepted are "heart"'),
        ("espeak-ng:de -f /etc/passwd", "is unknown"),
        ("nothere.onnx", "There is no voice file nothere.onnx."),
        ("http://", "The URL of the speech server has no host"),
        ("https://me:secret@127.0.0.1/v1", "or a user"),
        ("https://gpu.example.com/v1", "is not on this machine"),
    ],
)
def test_anything_else_is_refused_with_what_is_accepted(wanted, words):
    with pytest.raises(ConfigurationError) as refused:
        choose_voice(wanted)
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_voice_is_refused_when_it_is_loaded(tmp_path):
    (tmp_path / "mine.onnx").write_bytes(b"not a model")
    with pytest.raises(EngineError, match=r"mine\.onnx is not the model of a hibari voice"):
        choose_voice(str(tmp_path / "mine.onnx")).load()


def test_an_engine_does_not_start_with_a_voice_it_cannot_have(monkeypatch, capsys):
    monkeypatch.setenv("NAVAI_ENGINE_KEY", "key-of-this-test")
    assert main(["--voice", "marin"]) == 2
    assert 'The voice "marin" is unknown.' in capsys.readouterr().err
