"""Which transport is taken, and why."""

import pytest

from navai_jupyter.client import Endpoint, ScriptedTransport, ways
from navai_jupyter.client.scripted import respond_with
from navai_jupyter.core.errors import ConfigurationError, ProviderError


async def ready():
    return Endpoint("http://127.0.0.1:9/v1", "key", "m")


class Line(ScriptedTransport):
    """In place of both ways: one kind of it works."""

    problem: ProviderError | None = None
    tried: list

    def __init__(self, base_url, key, model, **limits):
        super().__init__(respond_with())
        self.limits = limits

    async def connect(self):
        self.tried.append(self.name)
        if self.problem is not None:
            raise self.problem
        await super().connect()


@pytest.fixture
def lines(monkeypatch):
    tried = []
    socket = type("Socket", (Line,), {"name": "websocket", "tried": tried})
    peer = type("Peer", (Line,), {"name": "webrtc", "tried": tried})
    monkeypatch.setattr(ways, "WebSocketTransport", socket)
    monkeypatch.setattr(ways, "WebRTCTransport", peer)
    return socket, peer, tried


async def test_auto_takes_webrtc_where_media_flows(lines):
    way = ways.Ways("auto")
    transport = await way.connect(ready)
    assert (transport.name, way.why, transport.limits) == ("webrtc", "media flows", {"seconds": 3.0})


@pytest.mark.parametrize("code", sorted(ways.NO_WAY))
async def test_auto_turns_to_a_websocket_says_why_and_stays_with_it(lines, code):
    _, peer, tried = lines
    peer.problem = ProviderError("WebRTC found no way.", "A firewall.", code=code)
    way = ways.Ways("auto")
    assert (await way.connect(ready)).name == "websocket"
    assert way.why == "WebRTC found no way. A firewall."
    await way.connect(ready)
    assert tried == ["webrtc", "websocket", "websocket"]


async def test_a_refused_key_is_no_reason_to_try_the_other_way(lines):
    _, peer, tried = lines
    peer.problem = ProviderError("The provider refused the key.", code="key_refused")
    with pytest.raises(ProviderError, match="refused the key"):
        await ways.Ways("auto").connect(ready)
    assert tried == ["webrtc"]


async def test_one_way_is_kept_to(lines):
    _, peer, tried = lines
    peer.problem = ProviderError("WebRTC found no way.", code="no_media")
    with pytest.raises(ProviderError):
        await ways.Ways("webrtc").connect(ready)
    assert tried == ["webrtc"]


async def test_ones_own_transport_needs_no_endpoint():
    own = ScriptedTransport(respond_with())
    way = ways.Ways(own)
    assert await way.connect(None) is own
    assert (own.state, way.needs_endpoint, way.makes_new_ones) == ("connected", False, False)


async def test_a_function_that_makes_transports():
    way = ways.Ways(lambda: ScriptedTransport(respond_with()))
    assert await way.connect(None) is not await way.connect(None)
    assert way.makes_new_ones


def test_a_name_that_is_none():
    with pytest.raises(ConfigurationError, match="auto, webrtc, websocket"):
        ways.Ways("udp")
