"""Which chat server the settings mean, and whether what is said leaves the machine with it."""

import pytest

from navai_jupyter.core.chat import chat_environment, choose_chat
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.core.provider import choose_provider


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("OPENAI_API_KEY", "NAVAI_PROVIDER", "NAVAI_CHAT_URL", "NAVAI_CHAT_MODEL", "NAVAI_CHAT_KEY"):
        monkeypatch.delenv(name, raising=False)


def test_there_is_none_unless_it_is_asked_for():
    assert choose_chat(NavaiSettings()) is None
    assert choose_provider(NavaiSettings()).chat is None


def test_the_environment_names_one_and_its_key_is_never_shown(monkeypatch):
    monkeypatch.setenv("NAVAI_CHAT_URL", "http://127.0.0.1:11434/v1/")
    monkeypatch.setenv("NAVAI_CHAT_MODEL", "qwen3")
    monkeypatch.setenv("NAVAI_CHAT_KEY", "sk-canary")
    chat = choose_chat(NavaiSettings())
    assert (chat.url, chat.model, chat.key) == ("http://127.0.0.1:11434/v1", "qwen3", "sk-canary")
    assert "canary" not in repr(chat) + repr(NavaiSettings()) + repr(choose_provider(NavaiSettings()))


@pytest.mark.parametrize(
    "url", ["http://gpu:8000/v1", "http://gpu:8000", "http://gpu:8000/", "http://gpu:8000/v1/chat/completions"]
)
def test_the_version_is_added_and_the_route_is_not_needed(url):
    assert choose_chat(NavaiSettings(chat_url=url)).url == "http://gpu:8000/v1"


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("http://127.0.0.1:11434/v1", False),
        ("http://localhost:1234/v1", False),
        ("http://[::1]:8080/v1", False),
        ("http://192.168.1.7:11434/v1", True),
        ("http://localhost.example:1234/v1", True),
        ("https://api.example/v1", True),
    ],
)
def test_what_is_said_leaves_the_machine_when_the_server_is_elsewhere(url, leaves):
    provider = choose_provider(NavaiSettings(chat_url=url))
    assert provider.is_local
    assert provider.data_leaves_machine is leaves


def test_another_provider_never_asks_the_chat_server():
    provider = choose_provider(
        NavaiSettings(provider="http://127.0.0.1:9/v1", chat_url="https://api.example/v1")
    )
    assert (provider.chat, provider.data_leaves_machine) == (None, False)


@pytest.mark.parametrize("url", ["localhost:11434", "ollama", "ftp://gpu/v1", "http://", "http://gpu:port/v1"])
def test_a_url_without_scheme_or_host_is_refused_with_one_that_works(url):
    with pytest.raises(ConfigurationError, match=r"http://127\.0\.0\.1:11434/v1"):
        choose_provider(NavaiSettings(chat_url=url))


@pytest.mark.parametrize("url", ["https://me:canary@gpu/v1", "https://gpu/v1?key=canary"])
def test_a_url_that_may_hold_a_secret_is_refused_without_being_shown(url):
    with pytest.raises(ConfigurationError) as refused:
        choose_chat(NavaiSettings(chat_url=url))
    assert "canary" not in str(refused.value)


def test_a_model_without_a_server_is_refused():
    with pytest.raises(ConfigurationError, match="qwen3"):
        choose_chat(NavaiSettings(chat_model="qwen3"))


def test_an_engine_gets_what_is_set_even_if_that_is_nothing(monkeypatch):
    monkeypatch.setenv("NAVAI_CHAT_URL", "http://gpu/v1")
    monkeypatch.setenv("NAVAI_CHAT_KEY", "sk-1")
    told = {"NAVAI_CHAT_URL": "http://gpu/v1", "NAVAI_CHAT_MODEL": "", "NAVAI_CHAT_KEY": "sk-1"}
    assert chat_environment(NavaiSettings()) == told
    assert chat_environment(NavaiSettings(chat_url="")) == {**told, "NAVAI_CHAT_URL": ""}


def test_no_argument_of_the_engine_sends_words_elsewhere_unnoticed():
    with pytest.raises(ConfigurationError, match=r"NavaiApp\.chat_url"):
        choose_chat(NavaiSettings(engine_arguments=["--chat-url", "https://api.example/v1"]))
