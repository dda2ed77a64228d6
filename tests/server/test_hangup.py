import json

import pytest
from tornado.httpclient import HTTPClientError

from tests.server.conftest import KEY

OFFER = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n"


@pytest.fixture
def settings(provider):
    return {"provider": provider.url, "openai_api_key": KEY}


@pytest.fixture
def call(jp_fetch, jp_asyncio_loop, provider):
    """The parts of the URL that ends a call which this server has relayed."""
    provider.answer = (201, "v=0\r\nanswer")
    offer = {"method": "POST", "body": OFFER, "headers": {"Content-Type": "application/sdp"}}

    async def relay():
        return await jp_fetch("navai", "realtime", "calls", **offer)

    relayed = jp_asyncio_loop.run_until_complete(relay())
    provider.requests.clear()
    provider.answer = (200, "")
    return [*relayed.headers["Location"].split("/")[-4:], "hangup"]


async def test_a_call_is_hung_up_under_the_servers_key(jp_fetch, provider, call):
    assert call == ["navai", "realtime", "calls", "rtc_42", "hangup"]
    answer = await jp_fetch(*call, method="POST", body="")
    assert (answer.code, answer.body) == (204, b"")
    (asked,) = provider.requests
    assert asked.path == "/v1/realtime/calls/rtc_42/hangup"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"


async def test_a_call_that_is_over_stays_over(jp_fetch, provider, call):
    await jp_fetch(*call, method="POST", body="")
    provider.answer = (404, {"error": {"code": "call_id_not_found", "message": "No call with that id."}})
    answer = await jp_fetch(*call, method="POST", body="")
    assert answer.code == 204


async def test_a_provider_that_fails_at_it_is_quoted_without_the_key(jp_fetch, provider, call):
    provider.answer = (500, {"error": {"message": f"lost {KEY}"}})
    with pytest.raises(HTTPClientError) as refused:
        await jp_fetch(*call, method="POST", body="")
    problem = json.loads(refused.value.response.body)
    assert (refused.value.code, problem["code"]) == (502, "provider")
    assert "answered 500: lost" in problem["why"]
    assert KEY not in json.dumps(problem)


@pytest.mark.parametrize("call_id", ["rtc_43", "rtc_42%2F..%2F..%2Fmodels", "%20"])
async def test_a_call_of_somebody_else_is_not_touched(jp_fetch, provider, call, call_id):
    with pytest.raises(HTTPClientError) as refused:
        await jp_fetch("navai", "realtime", "calls", call_id, "hangup", method="POST", body="")
    problem = json.loads(refused.value.response.body)
    assert (refused.value.code, problem["code"]) == (404, "call_unknown")
    assert provider.requests == []


async def test_a_beacon_needs_the_xsrf_value_in_its_query(jp_fetch, provider, call):
    """`navigator.sendBeacon` sends cookies and a plain text, and can set no header."""
    pages = [await jp_fetch("login", headers={"Authorization": ""}), await jp_fetch("navai", "config")]
    sent = [one for page in pages for one in page.headers.get_list("Set-Cookie")]
    cookies = dict(one.split(";")[0].split("=", 1) for one in sent)
    login = "; ".join(f"{name}={value}" for name, value in cookies.items())
    beacon = {
        "method": "POST",
        "body": "",
        "headers": {"Authorization": "", "Cookie": login, "Content-Type": "text/plain;charset=UTF-8"},
    }
    with pytest.raises(HTTPClientError) as refused:
        await jp_fetch(*call, **beacon)
    assert refused.value.code == 403
    assert provider.requests == []
    answer = await jp_fetch(*call, params={"_xsrf": cookies["_xsrf"]}, **beacon)
    assert answer.code == 204


async def test_a_page_without_cookies_sends_its_token_in_the_query(jp_fetch, jp_serverapp, provider, call):
    beacon = {"method": "POST", "body": "", "headers": {"Authorization": ""}}
    answer = await jp_fetch(*call, params={"token": jp_serverapp.identity_provider.token}, **beacon)
    assert answer.code == 204


async def test_the_authorizer_decides(jp_fetch, jp_serverapp, monkeypatch, provider, call):
    asked = []

    def refuse(handler, user, action, resource):
        asked.append((action, resource))
        return False

    monkeypatch.setattr(jp_serverapp.authorizer, "is_authorized", refuse)
    with pytest.raises(HTTPClientError) as refused:
        await jp_fetch(*call, method="POST", body="")
    assert refused.value.code == 403
    assert asked == [("execute", "navai")]
    assert provider.requests == []
