"""The chat planner that an engine's options and environment ask for."""

import pytest

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.engine.__main__ import main
from navai_jupyter.engine.chat.opening import open_chat
from navai_jupyter.engine.options import parse_options
from tests.engine.chat.server import ChatStub, saying
from tests.engine.chat.test_planning import CHAT, replies


def opened(*arguments, **environment):
    return open_chat(parse_options(arguments, environment), environment)


def test_there_is_none_without_a_url():
    assert opened() is None
    assert opened(NAVAI_CHAT_KEY="sk-1") is None


@pytest.mark.parametrize("source", ["environment", "file"])
async def test_the_key_comes_from_the_environment_or_a_file(source, tmp_path):
    file = tmp_path / "key"
    file.write_text("sk-1\n")
    async with ChatStub(scripts=[saying("Hello.")]) as stub:
        if source == "file":
            planner = opened("--chat-url", stub.url, "--chat-key-file", str(file), NAVAI_CHAT_KEY="not this")
        else:
            planner = opened(NAVAI_CHAT_URL=stub.url, NAVAI_CHAT_KEY="sk-1")
        await replies(planner, CHAT)
        await planner.close()
    assert stub.asked[0].headers["Authorization"] == "Bearer sk-1"


def test_a_key_file_that_cannot_be_read_is_told():
    with pytest.raises(ConfigurationError, match="key file cannot be read"):
        opened("--chat-url", "http://127.0.0.1:9", "--chat-key-file", "/nowhere/key")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--chat-url", "localhost:11434"], "such as http://127.0.0.1:11434/v1"),
        (["--chat-model", "qwen3"], "no server that has it"),
    ],
)
def test_an_engine_that_cannot_work_says_so_and_ends(arguments, words, capsys, monkeypatch):
    monkeypatch.setenv("NAVAI_ENGINE_KEY", "mine")
    monkeypatch.delenv("NAVAI_CHAT_URL", raising=False)
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--chat-order", "model-first"], "commands-first"),
        (["--chat-timeout", "0"], "not a time in seconds"),
    ],
)
def test_a_bad_option_is_told_with_what_is_accepted(arguments, words, capsys):
    with pytest.raises(SystemExit):
        parse_options(arguments, {})
    assert words in capsys.readouterr().err
