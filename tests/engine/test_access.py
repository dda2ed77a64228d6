"""Who may use the engine, and for how long."""

import asyncio

import httpx
import pytest
from openai.types.realtime import ClientSecretCreateResponse
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from navai_jupyter.engine.secrets import KeyRing
from navai_jupyter.engine.session.config import SessionConfig
from tests.engine.peers import SocketPeer, TrackPeer

pytestmark = pytest.mark.speech


async def mint(engine, **body):
    async with httpx.AsyncClient(headers=engine.headers) as client:
        return await client.post(f"{engine.base_url}/realtime/client_secrets", json=body)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/realtime/client_secrets"),
        ("POST", "/realtime/calls"),
        ("POST", "/realtime/calls/rtc_1/hangup"),
        ("GET", "/realtime/sessions"),
        ("GET", "/realtime"),
    ],
)
@pytest.mark.parametrize(
    "authorization", ["", "Bearer wrong", "Bearer ek_wrong", "Basic key-of-the-tests", "Bearer é"]
)
async def test_every_route_refuses_a_wrong_key(engine, method, path, authorization):
    headers = [(b"Authorization", authorization.encode())] if authorization else []
    async with httpx.AsyncClient() as client:
        response = await client.request(method, f"{engine.base_url}{path}", headers=headers)
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "invalid_api_key"
    assert "Access-Control-Allow-Origin" not in response.headers


async def test_a_secret_starts_sessions_that_hold_its_configuration(engine):
    session = {
        "type": "realtime",
        "instructions": "Always reply in English.",
        "audio": {"output": {"speed": 1.1}},
    }
    response = await mint(engine, session=session, expires_after={"anchor": "created_at", "seconds": 60})
    body = response.json()
    ClientSecretCreateResponse.model_validate(body)
    async with SocketPeer(engine, key=body["value"]) as socket, TrackPeer(engine, key=body["value"]) as track:
        for peer in (socket, track):
            created = (await peer.expect("session.created"))["session"]
            assert created["instructions"] == "Always reply in English."
            assert created["audio"]["output"]["speed"] == 1.1


async def test_a_browser_sends_its_secret_as_a_sub_protocol(engine):
    secret = (await mint(engine)).json()["value"]
    socket = await websocket_connect(
        HTTPRequest(f"{engine.base_url.replace('http', 'ws')}/realtime"),
        subprotocols=["realtime", f"openai-insecure-api-key.{secret}"],
    )
    assert socket.selected_subprotocol == "realtime"
    socket.close()
    async with asyncio.timeout(5):
        while await socket.read_message() is not None:
            pass


async def test_a_page_of_another_origin_gets_no_socket(engine):
    request = HTTPRequest(
        f"{engine.base_url.replace('http', 'ws')}/realtime",
        headers={**engine.headers, "Origin": "https://elsewhere.example"},
    )
    with pytest.raises(HTTPClientError) as refused:
        await websocket_connect(request)
    assert refused.value.code == 403


async def test_a_secret_cannot_mint_or_look_around(engine):
    secret = (await mint(engine)).json()["value"]
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {secret}"}) as client:
        assert (await client.post(f"{engine.base_url}/realtime/client_secrets", json={})).status_code == 401
        assert (await client.get(f"{engine.base_url}/realtime/sessions")).status_code == 401


@pytest.mark.parametrize("seconds", [9, 7201])
async def test_the_life_of_a_secret_is_bounded(engine, seconds):
    response = await mint(engine, expires_after={"anchor": "created_at", "seconds": seconds})
    assert response.status_code == 400
    assert response.json()["error"]["param"] == "expires_after.seconds"


def test_a_secret_expires():
    now = [1000.0]
    keys = KeyRing("key", clock=lambda: now[0])
    secret = keys.mint(SessionConfig(), 10)
    assert keys.find(secret.value) is secret
    assert secret.value not in repr(secret)
    now[0] = 1010.0
    assert keys.find(secret.value) is None


async def test_the_sessions_list_shows_what_is_in_effect(engine):
    url = f"{engine.base_url}/realtime/sessions"
    async with httpx.AsyncClient(headers=engine.headers) as client:
        async with SocketPeer(engine) as peer:
            await peer.configure(instructions="Always reply in Spanish. Use a calm tone while speaking.")
            mine = (await peer.configure())["id"]
            listed = {session["id"]: session for session in (await client.get(url)).json()["data"]}
            assert "Always reply in Spanish." in listed[mine]["instructions"]
            assert [tool["name"] for tool in listed[mine]["tools"]] == ["navigate_to", "add"]
        async with asyncio.timeout(5):
            while mine in str((await client.get(url)).json()):  # noqa: ASYNC110 - another process's state
                await asyncio.sleep(0.05)  # the engine sees the close a moment later


async def test_health_needs_no_key(engine):
    async with httpx.AsyncClient() as client:
        health = (await client.get(f"{engine.origin}/healthz")).json()
    assert (health["status"], health["progress"], health["detail"]) == ("ready", 1.0, "Ready")
    assert (health["models"]["recogniser"], health["models"]["voice"]) == ("Whisper tiny.en and base", "heart")
