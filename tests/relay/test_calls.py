"""The SDP relay against every kind of answer; tests/server/test_realtime.py has it on a Jupyter server."""

import json

import httpx
import pytest

from navai_jupyter.core.errors import NavaiError, ProviderError
from navai_jupyter.relay.calls import CallRelay, Endpoint

BASE = "https://api.example.test/v1"
ENDPOINT = Endpoint(BASE, "sk-proj-canary-4711")
OFFER = "v=0\r\noffer"
SESSION = {"type": "realtime", "model": "m"}


class Provider:
    """Answers with ``routes[method, path]``, else 404; keeps what it was asked."""

    def __init__(self):
        self.asked = []
        self.routes = {}

    def relay(self, **options):
        return CallRelay(httpx.AsyncClient(transport=httpx.MockTransport(self._answer)), **options)

    def calls(self):
        return [(request.method, request.url.raw_path.decode()) for request in self.asked]

    def _answer(self, request):
        self.asked.append(request)
        answer = self.routes.get((request.method, request.url.path), httpx.Response(404))
        return answer(request) if callable(answer) else answer


@pytest.fixture
def provider():
    made = Provider()
    made.routes["POST", "/v1/realtime/calls"] = answering()
    return made


def answering(body="v=0\r\nanswer", status=201, location="/v1/realtime/calls/rtc_42", **headers):
    return httpx.Response(status, text=body, headers={"Location": location, **headers})


async def test_offer_and_session_travel_as_a_form(provider):
    answer = await provider.relay().start(ENDPOINT, OFFER, SESSION)
    assert (answer.sdp, answer.call_id) == ("v=0\r\nanswer", "rtc_42")
    (request,) = provider.asked
    assert request.headers["Content-Type"].startswith("multipart/form-data")
    body = request.content.decode()
    assert OFFER in body
    assert json.dumps(SESSION) in body
    assert request.headers["Authorization"] == f"Bearer {ENDPOINT.key}"


async def test_a_provider_that_takes_offers_alone_is_asked_so_and_remembered(provider):
    def only_sdp(request):
        return answering() if request.headers["Content-Type"] == "application/sdp" else httpx.Response(415)

    provider.routes["POST", "/v1/realtime/calls"] = only_sdp
    relay = provider.relay()
    for _ in range(2):
        assert (await relay.start(ENDPOINT, OFFER, SESSION)).sdp == "v=0\r\nanswer"
    assert [request.content.decode() == OFFER for request in provider.asked] == [False, True, True]


@pytest.mark.parametrize("location", ["", "/v1/realtime/calls/"])
async def test_a_call_without_a_name(provider, location):
    provider.routes["POST", "/v1/realtime/calls"] = answering(location=location)
    assert (await provider.relay().start(ENDPOINT, OFFER, SESSION)).call_id == ""


@pytest.mark.parametrize(
    "location",
    ["https://api.example.test/v1/realtime/calls/rtc%2042?region=eu", "rtc%2042", "/realtime/calls/rtc%2042#x"],
)
async def test_the_name_is_the_locations_last_part(provider, location):
    provider.routes["POST", "/v1/realtime/calls"] = answering(location=location)
    assert (await provider.relay().start(ENDPOINT, OFFER, SESSION)).call_id == "rtc 42"


@pytest.mark.parametrize(
    "body", ["", "<html><title>Welcome</title></html>", '{"ok": true}', "v=" + "x" * 70_000]
)
async def test_what_is_no_session_description_is_not_passed_on(provider, body):
    provider.routes["POST", "/v1/realtime/calls"] = answering(body, 200)
    with pytest.raises(ProviderError, match="no session description") as caught:
        await provider.relay().start(ENDPOINT, OFFER, SESSION)
    assert caught.value.code == "provider_answer"


async def test_a_provider_without_calls_is_named(provider):
    provider.routes.clear()
    with pytest.raises(ProviderError, match="This provider has no /v1/realtime/calls") as caught:
        await provider.relay().start(ENDPOINT, OFFER, SESSION)
    assert caught.value.code == "provider_route"


async def test_a_redirect_does_not_carry_the_key_elsewhere(provider):
    provider.routes["POST", "/v1/realtime/calls"] = answering(
        "", 307, "https://elsewhere.test/v1/realtime/calls"
    )
    with pytest.raises(ProviderError, match="sends us elsewhere"):
        await provider.relay().start(ENDPOINT, OFFER, SESSION)
    assert len(provider.asked) == 1


async def test_hanging_up(provider):
    provider.routes["POST", "/v1/realtime/calls/rtc_42/hangup"] = httpx.Response(200)
    relay = provider.relay()
    await relay.start(ENDPOINT, OFFER, SESSION)
    await relay.hang_up("rtc_42")
    assert provider.calls()[1:] == [("POST", "/v1/realtime/calls/rtc_42/hangup")]


async def test_a_server_without_that_route_is_told_by_delete(provider):
    provider.routes["DELETE", "/v1/realtime/calls/rtc_42"] = httpx.Response(200)
    relay = provider.relay()
    await relay.start(ENDPOINT, OFFER, SESSION)
    await relay.hang_up("rtc_42")
    assert provider.calls()[-1] == ("DELETE", "/v1/realtime/calls/rtc_42")


async def test_a_strange_name_stays_inside_its_path(provider):
    provider.routes["POST", "/v1/realtime/calls"] = answering(location="/calls/..%2F..%2Fmodels%3Fx")
    relay = provider.relay()
    call_id = (await relay.start(ENDPOINT, OFFER, SESSION)).call_id
    await relay.hang_up(call_id)
    assert provider.calls()[1][1] == "/v1/realtime/calls/..%2F..%2Fmodels%3Fx/hangup"


async def test_the_oldest_calls_are_forgotten(provider):
    names = iter("abc")
    provider.routes["POST", "/v1/realtime/calls"] = lambda request: answering(location=f"/calls/{next(names)}")
    relay = provider.relay(most=2)
    for _ in range(3):
        await relay.start(ENDPOINT, OFFER, SESSION)
    await relay.hang_up("c")
    with pytest.raises(NavaiError, match="knows of no such call"):
        await relay.hang_up("a")


def test_a_repr_holds_no_key():
    assert ENDPOINT.key not in repr(ENDPOINT)


async def test_a_connection_is_opened_ahead_and_its_failure_is_no_matter(provider):
    await provider.relay().approach(ENDPOINT)
    assert provider.calls() == [("HEAD", "/v1/realtime/calls")]
    assert "Authorization" not in provider.asked[0].headers

    def unreachable(request):
        raise httpx.ConnectError("no route", request=request)

    provider.routes["HEAD", "/v1/realtime/calls"] = unreachable
    await provider.relay().approach(ENDPOINT)
