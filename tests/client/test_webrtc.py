"""What goes wrong between two peers, and how it is told; conversations are in ``test_spoken``."""

import asyncio
import json
import re
import shutil
import subprocess
import sys

import pytest
from aiortc import AudioStreamTrack, RTCPeerConnection, RTCSessionDescription
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from navai_jupyter.client import WebRTCTransport
from navai_jupyter.core.errors import ProviderError
from tests.client.waiting import until


class Provider:
    """Answers offers with a peer of its own, or as a test wants it."""

    def __init__(self):
        self.peer = RTCPeerConnection()
        self.channel = None
        self.body = b""
        self.headers = {}
        self.refusal = None
        self.received = []
        self.peer.on("datachannel", self._opened)

    def _opened(self, channel):
        self.channel = channel
        channel.on("message", self.received.append)

    async def answer(self, offer):
        await self.peer.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        await self.peer.setLocalDescription(await self.peer.createAnswer())
        return self.peer.localDescription.sdp


class Calls(RequestHandler):
    def initialize(self, provider):
        self.provider = provider

    async def post(self):
        provider = self.provider
        provider.body, provider.headers = self.request.body, self.request.headers
        if provider.refusal:
            status, answer = provider.refusal
            self.set_status(status)
            self.finish(answer)
            return
        form = {name: files[0].body for name, files in self.request.files.items()} | {
            name: values[0] for name, values in self.request.body_arguments.items()
        }
        self.set_status(201)
        self.finish(await provider.answer((form.get("sdp") or self.request.body).decode()))


@pytest.fixture
async def provider():
    provider = Provider()
    listener, port = bind_unused_port()
    server = HTTPServer(Application([(r"/v1/realtime/calls", Calls, {"provider": provider})]))
    server.add_socket(listener)
    provider.url = f"http://127.0.0.1:{port}/v1"
    yield provider
    await provider.peer.close()
    server.stop()
    await server.close_all_connections()


@pytest.fixture
async def connected(provider):
    transport = WebRTCTransport(provider.url, "sk-project", "m")
    await transport.connect()
    yield transport
    await transport.close()


async def test_events_go_and_come(provider, connected):
    assert (connected.state, connected.name) == ("connected", "webrtc")
    await connected.send({"type": "hello"})
    await until(lambda: provider.received)
    assert json.loads(provider.received[0]) == {"type": "hello"}
    provider.channel.send('{"type": "echo"}')
    arriving = connected.events()
    assert await anext(arriving) == {"type": "echo"}
    await arriving.aclose()


async def test_with_the_projects_key_the_session_is_sent_along(provider, connected):
    assert provider.headers["Authorization"] == "Bearer sk-project"
    assert b'{"type": "realtime", "model": "m"}' in provider.body
    assert b"a=max-message-size:262144" in provider.body


async def test_with_a_client_secret_the_offer_is_all(provider):
    transport = WebRTCTransport(provider.url, "ek_1", "m")
    await transport.connect()
    assert provider.headers["Content-Type"] == "application/sdp"
    assert provider.body.startswith(b"v=0")
    await transport.close()


async def test_the_far_side_ends_it(provider, connected):
    await provider.peer.close()
    with pytest.raises(ProviderError) as caught:
        async for _ in connected.events():
            pass
    assert caught.value.code == "session_closed"
    assert connected.state == "closed"


async def test_it_can_be_connected_again(provider):
    transport = WebRTCTransport(provider.url, "ek_1", "m")
    await transport.connect()
    await transport.close()
    await provider.peer.close()
    provider.__init__()
    await transport.connect()
    assert transport.state == "connected"
    await transport.close()


async def test_an_event_that_is_too_large(connected):
    with pytest.raises(ProviderError, match="too large") as caught:
        await connected.send({"type": "session.update", "text": "x" * 300_000})
    assert "websocket" in caught.value.fix


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        ((401, '{"error": {"message": "Incorrect API key provided: sk-wrong***"}}'), "key_refused"),
        ((404, "not found"), "provider_route"),
        ((200, "hello"), "provider_answer"),
    ],
)
async def test_a_refused_call_is_told_in_words(provider, refusal, code):
    provider.refusal = refusal
    transport = WebRTCTransport(provider.url, "sk-wrong", "m")
    with pytest.raises(ProviderError) as caught:
        await transport.connect()
    assert caught.value.code == code
    assert transport.state == "error"
    assert "sk-wrong" not in str(caught.value)


async def test_no_media_flows(provider, monkeypatch):
    async def answer_without_a_way(offer):
        sdp = await Provider.answer(provider, offer)
        lines = (line for line in sdp.splitlines() if not line.startswith("a=candidate"))
        await provider.peer.close()
        return "\r\n".join(lines) + "\r\n"

    monkeypatch.setattr(provider, "answer", answer_without_a_way)
    transport = WebRTCTransport(provider.url, "ek_1", "m", seconds=0.3)
    with pytest.raises(ProviderError, match="firewall") as caught:
        await transport.connect()
    assert caught.value.code == "no_media"


async def test_nothing_gets_through(provider, monkeypatch):
    provider.peer.addTrack(AudioStreamTrack())

    async def answer_from_an_unreachable_host(offer):
        sdp = await Provider.answer(provider, offer)
        await provider.peer.close()
        return re.sub(r"(a=candidate:\S+ \d udp \d+) \S+", r"\1 192.0.2.1", sdp)

    monkeypatch.setattr(provider, "answer", answer_from_an_unreachable_host)
    transport = WebRTCTransport(provider.url, "ek_1", "m", seconds=0.3)
    async with asyncio.timeout(15):
        with pytest.raises(ProviderError) as caught:
            await transport.connect()
    assert (caught.value.code, transport.state) == ("no_media", "error")


async def test_sending_before_connecting():
    with pytest.raises(ProviderError, match="not connected"):
        await WebRTCTransport("http://127.0.0.1:9/v1", "", "m").send({})


ALONE = """
import asyncio
from navai_jupyter.client import WebRTCTransport
try:
    asyncio.run(WebRTCTransport("http://127.0.0.1:9/v1", "", "m").connect())
except Exception as error:
    print(error.code, error.fix)
"""


def test_with_only_the_loopback_interface():
    unshare = shutil.which("unshare")
    probe = [unshare or "unshare", "-rn", "true"]
    if unshare is None or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("network namespaces cannot be made here")
    command = [unshare, "-rn", sys.executable, "-c", ALONE]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert told.stdout.startswith('loopback_only Use transport="websocket"'), told.stderr
