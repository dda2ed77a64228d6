import json

import pytest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application
from tornado.websocket import WebSocketHandler

from navai_jupyter.client import VoiceSession, WebSocketTransport
from navai_jupyter.core.errors import ProviderError


class Echo(WebSocketHandler):
    def prepare(self):
        if self.request.headers.get("Authorization") != "Bearer right":
            self.send_error(401)

    def on_message(self, message):
        self.write_message(
            json.dumps({"type": "echo", "model": self.get_argument("model"), "was": json.loads(message)})
        )
        self.close()


@pytest.fixture
async def base_url():
    socket, port = bind_unused_port()
    server = HTTPServer(Application([(r"/v1/realtime", Echo)]))
    server.add_socket(socket)
    yield f"http://127.0.0.1:{port}/v1"
    server.stop()
    await server.close_all_connections()


async def test_events_go_and_come(base_url):
    transport = WebSocketTransport(base_url, "right", "m")
    assert transport.state == "idle"
    await transport.connect()
    assert transport.state == "connected"
    await transport.send({"type": "hello"})
    assert [event async for event in transport.events()] == [
        {"type": "echo", "model": "m", "was": {"type": "hello"}}
    ]
    assert transport.state == "closed"
    await transport.close()


async def test_a_wrong_key(base_url):
    transport = WebSocketTransport(base_url, "wrong", "m")
    with pytest.raises(ProviderError) as caught:
        await transport.connect()
    assert caught.value.code == "key_refused"
    assert transport.state == "error"
    assert "wrong" not in str(caught.value)


@pytest.mark.parametrize("junk", ["hello", "[1]", "{}"])
async def test_a_server_that_sends_no_events(junk):
    class Junk(WebSocketHandler):
        def open(self):
            self.write_message(junk)

    socket, port = bind_unused_port()
    server = HTTPServer(Application([(r"/v1/realtime", Junk)]))
    server.add_socket(socket)
    with pytest.raises(ProviderError, match="does not speak the Realtime API"):
        await VoiceSession(transport=WebSocketTransport(f"http://127.0.0.1:{port}/v1", "", "m")).start()
    server.stop()
    await server.close_all_connections()


async def test_nobody_there():
    transport = WebSocketTransport("http://127.0.0.1:9/v1", "", "m")
    with pytest.raises(ProviderError) as caught:
        await transport.connect()
    assert caught.value.code == "provider_unreachable"


async def test_sending_before_connecting():
    with pytest.raises(ProviderError, match="not connected"):
        await WebSocketTransport("http://127.0.0.1:9/v1", "", "m").send({})
