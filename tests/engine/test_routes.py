"""The engine's HTTP side: secrets that end, models, and what is not here."""

import httpx
import pytest
from openai import AsyncOpenAI
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from navai_jupyter.engine.live import Limits
from tests.engine.in_process import served
from tests.engine.peers import SocketPeer


async def test_a_secret_that_ended_starts_no_session_and_one_that_began_goes_on():
    now = [1000.0]
    async with served(clock=lambda: now[0]) as engine, httpx.AsyncClient(headers=engine.headers) as client:
        body = {
            "expires_after": {"anchor": "created_at", "seconds": 10},
            "session": {"instructions": "Be brief."},
        }
        secret = (await client.post(f"{engine.base_url}/realtime/client_secrets", json=body)).json()
        assert secret["expires_at"] == 1010
        async with SocketPeer(engine, key=secret["value"]) as peer:
            assert (await peer.expect("session.created"))["session"]["instructions"] == "Be brief."
            now[0] = 1010.0
            headers = {"Authorization": f"Bearer {secret['value']}"}
            for path in ("realtime", "realtime/calls"):
                refused = await client.request(
                    "POST" if path.endswith("calls") else "GET", f"{engine.base_url}/{path}", headers=headers
                )
                assert (refused.status_code, refused.json()["error"]["code"]) == (401, "invalid_api_key")
            assert await peer.configure()


async def test_a_session_at_its_longest_is_told_and_then_closed_with_the_reason():
    async with served(limits=Limits(life_seconds=0.3)) as engine:
        request = HTTPRequest(f"{engine.base_url.replace('http', 'ws')}/realtime", headers=engine.headers)
        socket = await websocket_connect(request)
        told = []
        while (message := await socket.read_message()) is not None:
            told.append(message)
        assert '"session_expired"' in told[-1]
        assert socket.close_code == 1001
        socket.close()


async def test_clients_find_the_model_by_its_name_or_in_the_list():
    async with (
        served() as engine,
        AsyncOpenAI(base_url=engine.base_url, api_key=engine.key) as client,
    ):
        names = [model.id async for model in client.models.list()]
        assert names == ["navai-local"]
        assert (await client.models.retrieve("navai-local")).owned_by == "navai-jupyter"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/realtime/calls/rtc_1/refer", 501, "sip_not_supported"),
        ("POST", "/realtime/calls/rtc_1/hangup", 404, "call_id_not_found"),
        ("GET", "/models/gpt-none", 404, "model_not_found"),
        ("POST", "/realtime/transcription_sessions", 404, "unknown_url"),
        ("GET", "/realtime?call_id=rtc_1", 404, "call_id_not_found"),
        ("GET", "/realtime?intent=transcription", 400, "unsupported_parameter"),
    ],
)
async def test_what_is_not_here_is_said_so(method, path, status, code):
    async with served() as engine, httpx.AsyncClient(headers=engine.headers) as client:
        response = await client.request(method, f"{engine.base_url}{path}")
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("body", "code", "param"),
    [
        ("nonsense", "invalid_json", None),
        ("[]", "invalid_json", None),
        ('{"expires_after": {"seconds": 9}}', "integer_below_min_value", "expires_after.seconds"),
        ('{"expires_after": {"anchor": "now"}}', "invalid_value", "expires_after.anchor"),
        ('{"session": {"type": "transcription"}}', "invalid_value", "session.type"),
        ('{"session": {"volume": 1}}', "unknown_parameter", "session.volume"),
        ('{"sessions": {}}', "unknown_parameter", "sessions"),
    ],
)
async def test_a_secret_for_a_bad_session_is_refused_by_the_field(body, code, param):
    async with served() as engine, httpx.AsyncClient(headers=engine.headers) as client:
        response = await client.post(f"{engine.base_url}/realtime/client_secrets", content=body)
    error = response.json()["error"]
    assert (response.status_code, error["code"], error["param"]) == (400, code, param)


@pytest.mark.parametrize(
    "body", [b"\xff", b"[]", b'{"session": {"tools": 1e999}}', b'{"a":' * 3000 + b"1" + b"}" * 3000]
)
async def test_a_body_that_is_no_json_object_is_refused(body):
    async with served() as engine, httpx.AsyncClient(headers=engine.headers) as client:
        answer = await client.post(f"{engine.base_url}/realtime/client_secrets", content=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_json")
