"""What a page gets of the provider through its kernel; the provider is a real server at the socket seam."""

import asyncio
import json
from contextlib import asynccontextmanager

import httpx
import pytest
from websockets.asyncio.server import serve

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ProviderError
from navai_jupyter.core.wire_widget import (
    ConfigRequest,
    OfferRequest,
    SecretRequest,
    SocketClose,
    SocketOpen,
    SocketSend,
)
from navai_jupyter.engine.supervisor import EngineSupervisor
from navai_jupyter.notebook import socket
from navai_jupyter.notebook.provider import Provider
from navai_jupyter.relay.realtime import Realtime

KEY = "sk-canary-4711"
ANSWERS = {
    "/v1/realtime/client_secrets": httpx.Response(200, json={"value": "ek_page", "expires_at": 1_900_000_000}),
    "/v1/realtime/calls": httpx.Response(
        201, text="v=0\r\nanswer", headers={"Location": "/v1/realtime/calls/rtc_1"}
    ),
}


def provider_at(url, **settings):
    settings = NavaiSettings(provider=url, openai_api_key=KEY, mints_secrets=True, **settings)
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: ANSWERS[request.url.path]))
    return Provider(Realtime(settings, EngineSupervisor(), http))


class Page(list):
    """Keeps the news of its sockets."""

    async def until(self, count):
        async with asyncio.timeout(10):
            while len(self) < count:  # noqa: ASYNC110 - what is looked at tells nobody
                await asyncio.sleep(0.01)
        return [each.text if each.closed is None else ("closed", each.closed) for each in self]


@asynccontextmanager
async def echo():
    """A provider that greets, echoes, and closes when it is told to; gives its URL and its connections."""
    connections = []

    async def talk(connection):
        connections.append(connection)
        await connection.send("hello")
        async for message in connection:
            if message == "close":
                await connection.close(4000, "60 minutes are over")
            else:
                await connection.send(message)

    async with serve(talk, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/v1", connections


def send(*texts):
    return SocketSend(request_id="r", socket_id="s", texts=list(texts))


OPEN = SocketOpen(request_id="r", socket_id="s")


async def test_settings_secret_and_offer_come_without_the_key():
    provider, page = provider_at("https://api.example.test/v1"), Page()
    replies = [
        await provider.answer(ask, page.append)
        for ask in (
            ConfigRequest(request_id="a"),
            SecretRequest(request_id="b"),
            OfferRequest(request_id="c", sdp="v=0"),
        )
    ]
    config, secret, answer = replies
    assert config.config.calls_url == "https://api.example.test/v1/realtime/calls"
    assert secret.secret.value == "ek_page"
    assert (answer.answer.sdp, answer.answer.call_id) == ("v=0\r\nanswer", "rtc_1")
    assert [reply.request_id for reply in replies] == ["a", "b", "c"]
    assert KEY not in json.dumps([reply.model_dump() for reply in replies])


async def test_a_socket_carries_events_both_ways_in_order_until_the_provider_ends_it():
    async with echo() as (url, connections):
        provider, page = provider_at(url), Page()
        await provider.answer(OPEN, page.append)
        await provider.answer(send("one", "two"), page.append)  # before the provider has answered
        await provider.answer(send(), page.append)
        await provider.answer(send("three", "close"), page.append)
        assert await page.until(5) == ["hello", "one", "two", "three", ("closed", "60 minutes are over")]
        assert connections[0].request.headers["Authorization"] == f"Bearer {KEY}"


async def test_a_page_that_closes_its_socket_closes_the_session():
    async with echo() as (url, connections):
        provider, page = provider_at(url), Page()
        await provider.answer(OPEN, page.append)
        await page.until(1)
        await provider.answer(SocketClose(request_id="r", socket_id="s"), page.append)
        async with asyncio.timeout(10):
            await connections[0].wait_closed()
        await provider.answer(send("nobody hears this"), page.append)
        assert [each.text for each in page] == ["hello"]


async def test_the_session_of_a_page_that_vanished_ends(monkeypatch):
    monkeypatch.setattr(socket, "SILENT_SECONDS", 0.2)
    async with echo() as (url, connections):
        provider, page = provider_at(url), Page()
        await provider.answer(OPEN, page.append)
        assert await page.until(2) == ["hello", ("closed", "Nothing was heard of the page.")]
        await connections[0].wait_closed()


async def test_a_session_too_many_ends_the_oldest_with_the_provider_too():
    async with echo() as (url, connections):
        provider, page, newer = provider_at(url, max_sessions=1), Page(), Page()
        await provider.answer(OPEN, page.append)
        await page.until(1)
        await provider.answer(SocketOpen(request_id="r", socket_id="newer"), newer.append)
        _, event, closed = await page.until(3)
        assert json.loads(event)["problem"]["code"] == "too_many_sessions"
        assert closed == ("closed", "A newer session has taken this one's place.")
        async with asyncio.timeout(10):
            await connections[0].wait_closed()
        assert await newer.until(1) == ["hello"]


async def test_a_socket_that_is_asked_for_twice_is_opened_once():
    async with echo() as (url, connections):
        provider, page = provider_at(url), Page()
        await provider.answer(OPEN, page.append)
        await provider.answer(OPEN, page.append)
        await provider.answer(send("close"), page.append)
        assert await page.until(2) == ["hello", ("closed", "60 minutes are over")]
        assert len(connections) == 1


async def test_what_a_provider_does_not_take_is_not_kept_without_end(monkeypatch):
    monkeypatch.setattr(socket, "MOST_WAITING", 10)
    async with echo() as (url, connections):
        provider, page = provider_at(url), Page()
        await provider.answer(OPEN, page.append)
        await page.until(1)
        for _ in range(3):  # each is taken before the next
            await provider.answer(send("12345678"), page.append)
            await page.until(len(page) + 1)
        await provider.answer(send("12345678", "12345678"), page.append)
        told = await page.until(6)
        assert json.loads(told[4])["problem"]["code"] == "provider_slow"
        assert told[5] == ("closed", "The provider does not take what is said.")
        async with asyncio.timeout(10):
            await connections[0].wait_closed()


async def test_a_session_that_breaks_is_told_of_without_its_secrets(monkeypatch):
    async def break_down(self, asked):
        raise RuntimeError(KEY)

    monkeypatch.setattr(Realtime, "open_socket", break_down)
    provider, page = provider_at("https://api.example.test/v1"), Page()
    await provider.answer(OPEN, page.append)
    event, closed = await page.until(2)
    assert json.loads(event)["problem"]["why"] == "RuntimeError in navai-jupyter."
    assert closed == ("closed", "The kernel failed at this.")


async def test_a_provider_that_cannot_be_reached_is_told_of_by_an_event():
    provider, page = provider_at("http://127.0.0.1:9/v1"), Page()
    await provider.answer(OPEN, page.append)
    event, (closed, why) = await page.until(2)
    assert json.loads(event)["problem"]["code"] == "provider_unreachable"
    assert (closed, why) == ("closed", "127.0.0.1 cannot be reached.")


async def test_what_the_provider_refuses_is_raised(monkeypatch):
    monkeypatch.setitem(ANSWERS, "/v1/realtime/client_secrets", httpx.Response(401, json={}))
    with pytest.raises(ProviderError):
        await provider_at("https://api.example.test/v1").answer(SecretRequest(request_id="r"), Page().append)
