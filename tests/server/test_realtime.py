import json

import pytest
from tornado.httpclient import HTTPClientError

from tests.server.conftest import KEY

OFFER = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n"


@pytest.fixture
def settings(provider):
    return {"provider": provider.url, "openai_api_key": KEY, "mints_secrets": True, "voice_tone": "calm"}


async def refused(request):
    with pytest.raises(HTTPClientError) as caught:
        await request
    return caught.value.code, json.loads(caught.value.response.body)


async def test_config_tells_the_page_all_it_may_know(jp_fetch, provider):
    config = json.loads((await jp_fetch("navai", "config")).body)
    assert config["calls_url"] == f"{provider.url}/realtime/calls"
    assert config["mints_secrets"] is True
    assert config["data_leaves_machine"] is False
    assert config["instructions"].endswith("Use a calm tone while speaking.")
    assert config["problem"] is None
    assert KEY not in json.dumps(config)


async def test_config_follows_what_the_person_asks_for(jp_fetch):
    asked = {"voice": "cedar", "model": "gpt-next", "language": "Spanish"}
    config = json.loads((await jp_fetch("navai", "config", params=asked)).body)
    assert (config["voice"], config["model"]) == ("cedar", "gpt-next")
    assert "Always reply in Spanish." in config["instructions"]
    assert config["warnings"] == []


async def test_client_secret(jp_fetch, provider):
    response = await jp_fetch(
        "navai", "realtime", "client-secret", method="POST", body=json.dumps({"voice": "cedar"})
    )
    assert json.loads(response.body) == {"value": "ek_page", "expires_at": 1_900_000_000}
    assert response.headers["Cache-Control"] == "no-store"
    (asked,) = provider.requests
    assert asked.path == "/v1/realtime/client_secrets"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert json.loads(asked.body)["session"]["audio"] == {"output": {"voice": "cedar"}}


async def test_an_empty_body_is_enough(jp_fetch):
    response = await jp_fetch("navai", "realtime", "client-secret", method="POST", body="")
    assert json.loads(response.body)["value"] == "ek_page"


@pytest.mark.parametrize(
    "body", ["[]", "null", "{", '{"voice": 7}', '{"voice": "\\ud800"}', "[" * 5000, "voice=cedar"]
)
async def test_a_bad_body_says_what_fits(jp_fetch, body):
    status, problem = await refused(jp_fetch("navai", "realtime", "client-secret", method="POST", body=body))
    assert status == 400
    assert "voiceAccent" in problem["fix"]


async def test_the_providers_refusal_is_told_without_the_key(jp_fetch, provider):
    provider.answer = (401, {"error": {"message": f"Incorrect API key provided: {KEY}"}})
    status, problem = await refused(jp_fetch("navai", "realtime", "client-secret", method="POST", body=""))
    assert (status, problem["code"], problem["ok"]) == (502, "key_refused", False)
    assert "answered 401: Incorrect API key" in problem["why"]
    assert KEY not in json.dumps(problem)


async def test_the_relay_posts_offer_and_session_under_the_servers_key(jp_fetch, provider):
    provider.answer = (201, "v=0\r\nanswer")
    response = await jp_fetch(
        "navai", "realtime", "calls", method="POST", body=OFFER, headers={"Content-Type": "application/sdp"}
    )
    assert response.code == 201
    assert response.body == b"v=0\r\nanswer"
    assert response.headers["Content-Type"].startswith("application/sdp")
    assert response.headers["Location"].endswith("navai/realtime/calls/rtc_42")
    (asked,) = provider.requests
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert asked.body_arguments["sdp"] == [OFFER.encode()]
    session = json.loads(asked.body_arguments["session"][0])
    assert session["type"] == "realtime"


async def test_an_offer_may_be_announced_whatever_the_provider_says_to_that(jp_fetch, provider):
    response = await jp_fetch("navai", "realtime", "calls", method="HEAD")
    assert response.code == 204
    assert provider.requests == []  # its connection is open, and nothing was posted


async def test_a_query_chooses_what_a_session_is_like_but_holds_no_key(jp_fetch, provider):
    provider.answer = (201, "v=0\r\nanswer")
    chosen = {"voice": "cedar", "language": "Spanish", "voiceTone": "cheerful", "apiKey": "sk-page"}
    await jp_fetch("navai", "realtime", "calls", method="POST", body=OFFER, params=chosen)
    (asked,) = provider.requests
    session = json.loads(asked.body_arguments["session"][0])
    assert session["audio"]["output"]["voice"] == "cedar"
    assert session["instructions"].splitlines()[1:] == [
        "Always reply in Spanish.",
        "Use a cheerful tone while speaking.",
    ]
    assert asked.headers["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, "<html><title>Welcome</title></html>", "provider_answer"),
        (404, "404 page not found", "provider_route"),
        (429, {"error": {"code": "insufficient_quota", "message": "You have no funds."}}, "quota"),
        (503, "<html><title>503 Service Unavailable</title></html>", "provider"),
    ],
)
async def test_what_the_provider_answers_instead_is_explained(jp_fetch, provider, status, body, code):
    provider.answer = (status, body)
    told, problem = await refused(jp_fetch("navai", "realtime", "calls", method="POST", body=OFFER))
    assert (told, problem["code"]) == (502, code)
    assert problem["fix"]


async def test_the_relay_takes_session_descriptions_only(jp_fetch, provider):
    status, problem = await refused(jp_fetch("navai", "realtime", "calls", method="POST", body="hello"))
    assert status == 400
    assert "application/sdp" in problem["fix"]
    assert provider.requests == []


@pytest.mark.parametrize("route", ["client-secret", "calls"])
async def test_login_comes_first(jp_fetch, provider, route):
    with pytest.raises(HTTPClientError) as caught:
        await jp_fetch(
            "navai", "realtime", route, method="POST", body=OFFER, headers={"Authorization": "token wrong"}
        )
    assert caught.value.code == 403
    problem = json.loads(caught.value.response.body)
    assert (problem["ok"], problem["code"]) == (False, "refused")
    assert provider.requests == []


async def test_another_method_is_refused_in_the_same_form(jp_fetch):
    status, problem = await refused(jp_fetch("navai", "realtime", "client-secret"))
    assert (status, problem["ok"], problem["why"]) == (405, False, "Method Not Allowed")


async def test_a_cookie_alone_needs_the_xsrf_token(jp_fetch, jp_serverapp, provider, jp_http_port, jp_base_url):
    page = await jp_fetch("api", "me")
    cookies = "; ".join(cookie.split(";")[0] for cookie in page.headers.get_list("Set-Cookie"))
    with pytest.raises(HTTPClientError) as caught:
        await jp_fetch(
            "navai",
            "realtime",
            "calls",
            method="POST",
            body=OFFER,
            headers={"Authorization": "", "Cookie": cookies},
        )
    assert caught.value.code == 403
    assert provider.requests == []


class TestLogs:
    @pytest.fixture
    def settings(self, settings, monkeypatch):
        monkeypatch.setenv("OPENAI_API_KEY", settings.pop("openai_api_key"))
        return settings

    async def test_hold_neither_key_nor_secret(self, jp_fetch, caplog):
        with caplog.at_level("DEBUG"):
            await jp_fetch("navai", "realtime", "client-secret", method="POST", body="")
        assert "client_secrets" in caplog.text
        assert KEY not in caplog.text
        assert "ek_page" not in caplog.text


class TestAtMostOneCall:
    @pytest.fixture
    def settings(self, settings):
        return {**settings, "max_sessions": 1}

    async def test_the_one_before_is_hung_up(self, jp_fetch, provider):
        provider.answer = (201, "v=0\r\nanswer")
        for number in (1, 2):
            provider.location = f"/v1/realtime/calls/rtc_{number}"
            await jp_fetch("navai", "realtime", "calls", method="POST", body=OFFER)
        await jp_fetch("navai", "config")
        assert [request.path for request in provider.requests][2:] == ["/v1/realtime/calls/rtc_1/hangup"]


class TestBehindAProxy:
    @pytest.fixture
    def settings(self, settings, monkeypatch):
        for name in ("HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        return settings

    async def test_this_machines_own_engine_is_asked_directly(self, jp_fetch):
        response = await jp_fetch("navai", "realtime", "client-secret", method="POST", body="")
        assert json.loads(response.body)["value"] == "ek_page"


class TestWithoutAKey:
    @pytest.fixture
    def settings(self):
        return {"provider": "openai"}

    async def test_config_says_what_to_do(self, jp_fetch):
        config = json.loads((await jp_fetch("navai", "config")).body)
        assert config["problem"]["code"] == "no_key"
        assert "OPENAI_API_KEY" in config["problem"]["fix"]

    async def test_a_key_from_the_page_is_not_taken(self, jp_fetch):
        body = json.dumps({"apiKey": "sk-page"})
        status, problem = await refused(
            jp_fetch("navai", "realtime", "client-secret", method="POST", body=body)
        )
        assert (status, problem["code"]) == (400, "no_key")


class TestUnknownProvider:
    @pytest.fixture
    def settings(self):
        return {"provider": "openia"}

    async def test_config_names_what_is_accepted(self, jp_fetch):
        config = json.loads((await jp_fetch("navai", "config")).body)
        assert "openai, local" in config["problem"]["fix"]


class TestAChatServerElsewhere:
    @pytest.fixture
    def settings(self):
        return {"provider": "local", "chat_url": "http://gpu.invalid/v1", "chat_key": KEY}

    async def test_config_tells_that_words_leave_the_machine(self, jp_fetch):
        answer = await jp_fetch("navai", "config")
        config = json.loads(answer.body)
        assert (config["chat"], config["data_leaves_machine"]) == ("gpu.invalid", True)
        assert KEY.encode() not in answer.body


class TestAChatServerWithoutScheme:
    @pytest.fixture
    def settings(self):
        return {"provider": "local", "chat_url": "localhost:11434"}

    async def test_config_says_what_would_work(self, jp_fetch):
        config = json.loads((await jp_fetch("navai", "config")).body)
        assert "http://127.0.0.1:11434/v1" in config["problem"]["fix"]


class TestProviderWithAPassword:
    @pytest.fixture
    def settings(self):
        return {"provider": "https://me:canary@host.test/v1"}

    async def test_config_does_not_repeat_it(self, jp_fetch):
        answer = await jp_fetch("navai", "config")
        assert json.loads(answer.body)["problem"]["code"] == "provider_url"
        assert b"canary" not in answer.body


class TestLifeOutOfBounds:
    @pytest.fixture
    def settings(self, provider):
        return {"provider": provider.url, "openai_api_key": KEY, "client_secret_ttl": 5}

    async def test_the_message_names_the_bounds(self, jp_fetch, provider):
        status, problem = await refused(jp_fetch("navai", "realtime", "client-secret", method="POST", body=""))
        assert status == 500
        assert "10 to 7200" in problem["fix"]
        assert provider.requests == []
