import json

import httpx
import pytest

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError, ProviderError
from navai_jupyter.core.provider import choose_provider
from navai_jupyter.core.secret import choose_key, choose_session, mint_secret
from navai_jupyter.core.wire import ClientSecretRequest

KEY = "sk-proj-canary-4711"
BASE = "https://api.example.test/v1"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    from navai_jupyter.core.config import ENVIRONMENT

    for name in ENVIRONMENT.values():
        monkeypatch.delenv(name, raising=False)


def answering(status=200, body=None, seen=None):
    def handle(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        return httpx.Response(status, json=body if body is not None else {"value": "ek_1", "expires_at": 9})

    return httpx.AsyncClient(transport=httpx.MockTransport(handle))


async def test_the_request_to_the_provider_is_navais():
    seen: list[httpx.Request] = []
    settings = NavaiSettings(openai_api_key=KEY, language="Spanish")
    choice = choose_session(settings, choose_provider(settings))
    async with answering(seen=seen) as http:
        secret = await mint_secret(http, BASE, KEY, choice, 600)
    assert (secret.value, secret.expires_at) == ("ek_1", 9)
    assert str(seen[0].url) == f"{BASE}/realtime/client_secrets"
    assert seen[0].headers["authorization"] == f"Bearer {KEY}"
    assert json.loads(seen[0].content) == {
        "expires_after": {"anchor": "created_at", "seconds": 600},
        "session": {
            "type": "realtime",
            "model": "gpt-realtime-2.1",
            "instructions": "You are a helpful assistant.\nAlways reply in Spanish.",
            "audio": {"output": {"voice": "marin"}},
        },
    }


def test_request_beats_configuration_beats_default():
    settings = NavaiSettings(openai_api_key=KEY, voice="cedar", voice_tone="calm")
    request = ClientSecretRequest.model_validate({"model": "m", "voiceAccent": "Scottish", "voiceTone": " "})
    choice = choose_session(settings, choose_provider(settings), request)
    assert (choice.model, choice.voice) == ("m", "cedar")
    assert choice.instructions.splitlines()[1:] == [
        "Use a Scottish accent while speaking.",
        "Use a calm tone while speaking.",
    ]


def test_the_model_override_beats_the_model():
    settings = NavaiSettings(openai_api_key=KEY, model_override="gpt-realtime-2.1-mini")
    assert choose_session(settings, choose_provider(settings)).model == "gpt-realtime-2.1-mini"


@pytest.mark.parametrize(
    ("server", "sent", "allowed", "used"),
    [
        ("sk-server", "sk-page", True, "sk-server"),
        ("sk-server", None, False, "sk-server"),
        ("", "sk-page", True, "sk-page"),
    ],
)
def test_the_servers_key_wins(server, sent, allowed, used):
    settings = NavaiSettings(provider="openai", openai_api_key=server, allow_frontend_api_key=allowed)
    request = ClientSecretRequest(api_key=sent)
    assert choose_key(settings, choose_provider(settings), request) == used


@pytest.mark.parametrize(("sent", "allowed"), [("sk-page", False), (None, True)])
def test_no_key_says_what_to_do(sent, allowed):
    settings = NavaiSettings(provider="openai", allow_frontend_api_key=allowed)
    with pytest.raises(ConfigurationError, match="OPENAI_API_KEY") as caught:
        choose_key(settings, choose_provider(settings), ClientSecretRequest(api_key=sent))
    assert caught.value.code == "no_key"


@pytest.mark.parametrize("key", ["sk-a b", "“sk-ab”", "sk-ab\nsk-cd", "sk-ab\r"])
def test_a_key_that_fits_no_header_is_refused_and_not_repeated(key):
    settings = NavaiSettings(openai_api_key=key)
    with pytest.raises(ConfigurationError, match="Copy OPENAI_API_KEY again") as caught:
        choose_key(settings, choose_provider(settings), ClientSecretRequest())
    assert "sk-" not in str(caught.value)


def test_a_key_is_not_sent_where_others_read_it():
    settings = NavaiSettings(provider="http://gpu:8000/v1", openai_api_key=KEY)
    with pytest.raises(ConfigurationError, match="allow_plain_http") as caught:
        choose_key(settings, choose_provider(settings), ClientSecretRequest())
    assert caught.value.code == "key_over_http"


@pytest.mark.parametrize(
    "options",
    [
        {"provider": "http://gpu:8000/v1", "allow_plain_http": True},
        {"provider": "https://gpu:8000/v1"},
        {"provider": "http://127.0.0.1:8000/v1"},
    ],
)
def test_unless_nobody_does_or_it_is_allowed(options):
    settings = NavaiSettings(openai_api_key=KEY, **options)
    assert choose_key(settings, choose_provider(settings), ClientSecretRequest()) == KEY


def test_a_server_that_wants_no_key_gets_none():
    settings = NavaiSettings(provider="http://gpu:8000/v1", openai_api_key="")
    assert choose_key(settings, choose_provider(settings), ClientSecretRequest()) == ""


@pytest.mark.parametrize("ttl", ["9", "7201", "ten"])
async def test_a_life_out_of_bounds_names_the_bounds(monkeypatch, ttl):
    monkeypatch.setenv("OPENAI_REALTIME_CLIENT_SECRET_TTL", ttl)
    settings = NavaiSettings(openai_api_key=KEY)
    choice = choose_session(settings, choose_provider(settings))
    async with answering() as http:
        with pytest.raises(ConfigurationError, match="10 to 7200"):
            await mint_secret(http, BASE, KEY, choice, settings.client_secret_ttl)


@pytest.mark.parametrize(
    "body",
    [
        {"secret": "ek_hidden"},
        {"value": "ek_hidden"},
        {"value": "ek_hidden", "expires_at": "soon"},
        {"value": {"ek": "ek_hidden"}, "expires_at": 9},
        {"value": "hidden", "expires_at": 9},
        {"value": "", "expires_at": 9},
        ["ek_hidden"],
        "ek_hidden",
    ],
)
async def test_an_answer_of_another_form_is_not_quoted(body):
    async with answering(body=body) as http:
        settings = NavaiSettings(openai_api_key=KEY)
        choice = choose_session(settings, choose_provider(settings))
        with pytest.raises(ProviderError) as caught:
            await mint_secret(http, BASE, KEY, choice, 600)
    assert "hidden" not in repr(caught.value.__dict__) + str(caught.value.__cause__)


def test_reprs_hold_no_key():
    settings = NavaiSettings(openai_api_key=KEY)
    request = ClientSecretRequest(api_key=KEY)
    assert KEY not in repr(settings) + repr(choose_provider(settings)) + repr(request)
