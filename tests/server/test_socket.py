import json
from typing import ClassVar

import pytest
import tornado.web
from tornado.httpclient import HTTPClientError
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.websocket import WebSocketHandler

from tests.server.conftest import KEY


class Socket(WebSocketHandler):
    """A provider that greets, echoes, and closes when it is told to."""

    opened: ClassVar = []

    def open(self):
        self.opened.append(self)
        self.write_message('{"type": "session.created"}')

    def on_message(self, message):
        if message == "close":
            self.close(4000, "60 minutes are over")
        else:
            self.write_message(message, binary=isinstance(message, bytes))


@pytest.fixture
def socket_provider(jp_asyncio_loop):
    async def serve():
        socket, port = bind_unused_port()
        server = HTTPServer(tornado.web.Application([(r"/v1/realtime", Socket)]))
        server.add_socket(socket)
        return server, port

    Socket.opened = []
    server, port = jp_asyncio_loop.run_until_complete(serve())
    yield f"http://127.0.0.1:{port}/v1"
    server.stop()
    jp_asyncio_loop.run_until_complete(server.close_all_connections())


@pytest.fixture
def settings(socket_provider):
    return {"provider": socket_provider, "openai_api_key": KEY, "model": "gpt-realtime-2.1"}


@pytest.fixture
def connect(jp_ws_fetch, jp_asyncio_loop):
    pages = []

    async def open_page(**options):
        pages.append(await jp_ws_fetch("navai", "realtime", **options))
        return pages[-1]

    async def close_pages():
        for page in pages:
            page.close()

    yield open_page
    jp_asyncio_loop.run_until_complete(close_pages())


async def test_frames_pass_both_ways_under_the_servers_key(connect):
    page = await connect()
    assert json.loads(await page.read_message()) == {"type": "session.created"}
    await page.write_message('{"type": "response.create"}')
    assert await page.read_message() == '{"type": "response.create"}'
    await page.write_message(b"\x00\x01", binary=True)
    assert await page.read_message() == b"\x00\x01"
    (provider,) = Socket.opened
    assert provider.request.headers["Authorization"] == f"Bearer {KEY}"
    assert provider.get_query_argument("model") == "gpt-realtime-2.1"
    assert "Cookie" not in provider.request.headers


async def test_the_page_hears_why_the_provider_closed(connect):
    page = await connect()
    await page.read_message()
    await page.write_message("close")
    assert await page.read_message() is None
    assert (page.close_code, page.close_reason) == (4000, "60 minutes are over")


async def test_a_message_over_the_limit_ends_the_connection(connect):
    page = await connect()
    await page.read_message()
    await page.write_message("x" * (2 << 20))
    assert await page.read_message() is None
    assert page.close_code == 1009


async def test_without_a_login_there_is_no_socket(connect):
    with pytest.raises(HTTPClientError) as refused:
        await connect(headers={"Authorization": ""})
    assert refused.value.code == 403
    assert Socket.opened == []


async def test_a_page_from_elsewhere_cannot_use_the_login_of_this_one(connect, jp_fetch, jp_http_port):
    response = await jp_fetch("navai", "config")
    cookies = "; ".join(one.split(";")[0] for one in response.headers.get_list("Set-Cookie"))
    login = {"Authorization": "", "Cookie": cookies, "Host": f"127.0.0.1:{jp_http_port}"}
    await connect(headers={**login, "Origin": f"http://127.0.0.1:{jp_http_port}"})
    with pytest.raises(HTTPClientError) as refused:
        await connect(headers={**login, "Origin": "https://elsewhere.example"})
    assert refused.value.code == 403
    assert len(Socket.opened) == 1


async def test_the_authorizer_decides(connect, jp_serverapp, monkeypatch):
    asked = []

    def refuse(handler, user, action, resource):
        asked.append((action, resource))
        return False

    monkeypatch.setattr(jp_serverapp.authorizer, "is_authorized", refuse)
    with pytest.raises(HTTPClientError) as refused:
        await connect()
    assert refused.value.code == 403
    assert asked == [("execute", "navai")]


class TestWithoutAProvider:
    @pytest.fixture
    def settings(self):
        return {"provider": "http://127.0.0.1:9/v1", "openai_api_key": KEY}

    async def test_the_page_is_told_in_the_providers_own_form(self, connect):
        page = await connect()
        event = json.loads(await page.read_message())
        assert event["type"] == "error"
        assert event["error"]["code"] == "provider_unreachable"
        assert "the provider's URL (NavaiApp.provider" in event["problem"]["fix"]
        assert await page.read_message() is None
        assert KEY not in json.dumps(event)
