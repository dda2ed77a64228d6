"""What an engine can be told, and by what."""

import pytest

from navai_jupyter.engine.options import EngineOptions, parse_options


def test_an_argument_beats_its_environment_variable():
    environment = {"NAVAI_ENGINE_RECOGNISER": "/models/base"}
    assert parse_options([], environment).recogniser == "/models/base"
    assert parse_options(["--recogniser", "/mine"], environment).recogniser == "/mine"
    assert parse_options([], {}) == EngineOptions()


def test_an_empty_variable_counts_as_none():
    assert parse_options([], {"NAVAI_ENGINE_RECOGNISER": " "}).recogniser == ""


def test_the_help_names_every_option_and_its_variable(capsys):
    with pytest.raises(SystemExit) as ended:
        parse_options(["--help"], {})
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert "--key-file FILE" in shown
    assert "NAVAI_ENGINE_RECOGNISER" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "-1"], "argument --port: -1 is not between 0 and 65535"),
        (["--port", "70000"], "argument --port"),
        (["--port", "web"], "argument --port"),
        (["--recognizer", "x"], "--recognizer x"),
    ],
)
def test_a_bad_argument_ends_the_program_with_the_reason(arguments, words, capsys):
    with pytest.raises(SystemExit) as ended:
        parse_options(arguments, {})
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("never", ["0", "0.0"])
def test_an_engine_may_be_told_never_to_end_a_silent_session(never):
    assert parse_options(["--idle-minutes", never], {}).idle_minutes == 0


@pytest.mark.parametrize("option", ["--idle-minutes", "--session-minutes"])
@pytest.mark.parametrize("value", ["-1", "inf", "nan", "soon"])
def test_a_time_must_be_a_number_of_minutes(option, value, capsys):
    with pytest.raises(SystemExit):
        parse_options([f"{option}={value}"], {})
    assert option in capsys.readouterr().err


def test_every_session_has_an_end(capsys):
    with pytest.raises(SystemExit):
        parse_options(["--session-minutes", "0"], {})
    assert "argument --session-minutes: 0 is no number of minutes above 0" in capsys.readouterr().err
