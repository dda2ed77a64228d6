import pytest

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.provider import choose_provider
from navai_jupyter.core.unheeded import unheeded
from navai_jupyter.core.wire import ClientSecretRequest

ALL = ClientSecretRequest(model="gpt-realtime-2.1", voice="cedar", language="Spanish")


def test_the_local_engine_says_which_wishes_it_passes_over():
    told = unheeded(choose_provider(NavaiSettings(provider="local")), ALL)
    assert [sentence.split(",")[0] for sentence in told] == [
        "The local engine has one model",
        "The local engine speaks with the voice that it was started with",
        "The local engine understands and answers English only",
    ]
    assert all(word in " ".join(told) for word in ("gpt-realtime-2.1", "cedar", "Spanish"))


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        ({"provider": "local"}, ClientSecretRequest()),
        ({"provider": "local"}, ClientSecretRequest(model="navai-local", language=" english ")),
        ({"provider": "openai", "openai_api_key": "sk-test"}, ALL),
    ],
)
def test_nothing_is_told_where_nothing_is_missed(settings, asked):
    assert unheeded(choose_provider(NavaiSettings(**settings)), asked) == []


def test_a_chat_model_may_speak_other_languages():
    settings = NavaiSettings(provider="local", chat_url="http://127.0.0.1:11434/v1")
    assert unheeded(choose_provider(settings), ClientSecretRequest(language="Spanish")) == []
