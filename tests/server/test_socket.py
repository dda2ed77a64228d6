import asyncio
import json
import socket
from typing import ClassVar

import pytest
import tornado.web
from tornado.httpclient import HTTPClientError
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.websocket import WebSocketHandler

from navai_jupyter.client import dial
from navai_jupyter.server import socket as relay
from tests.server.conftest import KEY


class Socket(WebSocketHandler):
    """A provider that greets, echoes, and closes, vanishes or talks on and on when it is told to."""

    opened: ClassVar = []
    sent = 0

    def open(self):
        self.opened.append(self)
        self.write_message('{"type": "session.created"}')

    async def on_message(self, message):
        match message:
            case "close":
                self.close(4000, "60 minutes are over")
            case "close without a code":
                self.close()
            case "vanish":
                self.ws_connection.stream.close()
            case "talk":
                for self.sent in range(1, PIECES + 1):
                    await self.write_message(bytes(PIECE_BYTES), binary=True)
            case _:
                self.write_message(message, binary=isinstance(message, bytes))


PIECES, PIECE_BYTES = 1000, 1 << 16


async def until(true):
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - what is looked at tells nobody
            await asyncio.sleep(0.02)


@pytest.fixture
def socket_provider(jp_asyncio_loop):
    async def serve():
        listener, port = bind_unused_port()
        server = HTTPServer(tornado.web.Application([(r"/v1/realtime", Socket)]))
        server.add_socket(listener)
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
        await until(lambda: all(one.ws_connection is None for one in Socket.opened))

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


@pytest.mark.parametrize(
    ("told", "code", "reason"),
    [
        ("close without a code", 1000, None),
        ("vanish", 1011, "The connection to the provider was lost."),
    ],
)
async def test_and_also_where_the_provider_gives_no_reason(connect, told, code, reason):
    page = await connect()
    await page.read_message()
    await page.write_message(told)
    assert await page.read_message() is None
    assert (page.close_code, page.close_reason) == (code, reason)


async def test_the_provider_hears_why_the_page_closed(connect):
    page = await connect()
    await page.read_message()
    page.close(4001, "reload")
    (provider,) = Socket.opened
    await until(lambda: provider.close_code)
    assert (provider.close_code, provider.close_reason) == (4001, "reload")


async def test_a_query_chooses_the_model(connect):
    page = await connect(params={"model": "gpt-realtime-2.1-mini"})
    await page.read_message()
    (provider,) = Socket.opened
    assert provider.get_query_argument("model") == "gpt-realtime-2.1-mini"


async def test_a_page_that_does_not_read_slows_the_provider_down(connect, monkeypatch):
    monkeypatch.setattr(dial, "MOST_FRAMES", 16)
    page = await connect()
    await page.read_message()
    await page.write_message("talk")
    (provider,) = Socket.opened
    before = 0
    while before != provider.sent or not before:  # until nothing moves
        before = provider.sent
        await asyncio.sleep(0.3)
    assert provider.sent < PIECES * 3 / 4
    for _ in range(PIECES):
        assert await page.read_message() == bytes(PIECE_BYTES)


@pytest.fixture
def dead_page(jp_serverapp, jp_http_port, jp_base_url, jp_ws_fetch):
    """A page's socket that answers nothing, not even a ping."""
    with socket.create_connection(("127.0.0.1", jp_http_port)) as page:
        page.sendall(
            f"GET {jp_base_url}navai/realtime HTTP/1.1\r\nHost: 127.0.0.1:{jp_http_port}\r\n"
            f"Authorization: token {jp_serverapp.identity_provider.token}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        yield page


async def test_a_page_that_vanished_without_a_word_is_noticed(monkeypatch, dead_page):
    monkeypatch.setattr(relay, "PING_SECONDS", 0.1)
    monkeypatch.setattr(relay, "SILENT_SECONDS", 0.5)
    await until(lambda: Socket.opened and Socket.opened[0].close_code)
    assert Socket.opened[0].close_code == 1000


async def test_a_page_that_only_listens_is_still_there(connect, monkeypatch):
    monkeypatch.setattr(relay, "PING_SECONDS", 0.1)
    monkeypatch.setattr(relay, "SILENT_SECONDS", 0.5)
    page = await connect()
    await page.read_message()
    listening = asyncio.ensure_future(page.read_message())
    done, _ = await asyncio.wait([listening], timeout=1.5)
    assert not done
    await page.write_message("still there")
    assert await listening == "still there"


async def test_a_provider_that_vanished_without_a_word_is_noticed(connect, monkeypatch):
    monkeypatch.setattr(dial, "PING_SECONDS", 0.1)
    monkeypatch.setattr(dial, "PONG_SECONDS", 0.4)
    page = await connect()
    await page.read_message()
    (provider,) = Socket.opened
    monkeypatch.setattr(provider.ws_connection, "_handle_message", lambda opcode, data: None)
    assert await page.read_message() is None
    assert (page.close_code, page.close_reason) == (1011, "The connection to the provider was lost.")


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


class TestAtMostTwoSessions:
    @pytest.fixture
    def settings(self, settings):
        return {**settings, "max_sessions": 2}

    async def test_the_oldest_gives_way_and_says_why(self, connect):
        pages = [await connect() for _ in range(3)]
        first, *others = pages
        assert json.loads(await first.read_message()) == {"type": "session.created"}
        assert json.loads(await first.read_message())["error"]["code"] == "too_many_sessions"
        assert await first.read_message() is None
        await until(lambda: Socket.opened[0].close_code)
        for page in others:
            await page.read_message()
            await page.write_message("hello")
            assert await page.read_message() == "hello"

    async def test_a_loop_of_reconnects_leaves_no_trail(self, connect):
        for _ in range(20):
            (await connect()).close()
        await until(lambda: sum(one.close_code is None for one in Socket.opened) <= 2)
