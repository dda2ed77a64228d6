import asyncio
import logging
from contextlib import asynccontextmanager
from http import HTTPStatus

import pytest
from websockets.asyncio.server import serve

from navai_jupyter.client.dial import open_socket
from navai_jupyter.core.errors import ProviderError

KEY = "sk-proj-canary-4711"


@asynccontextmanager
async def provider(status=None, headers=(), body=""):
    """A server that echoes, or that refuses every upgrade with this; its requests are kept."""
    requests = []

    def answer(connection, request):
        requests.append(request)
        if status is None:
            return None
        response = connection.respond(HTTPStatus(status), body)
        response.headers.update(headers)
        return response

    async def echo(connection):
        async for message in connection:
            await connection.send(message)

    async with serve(echo, "127.0.0.1", 0, process_request=answer) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", requests


@asynccontextmanager
async def proxy(port, refuse=""):
    """A proxy that leads every CONNECT to `port` of this machine, whatever name was asked for."""
    asked, pumps = [], []

    async def pump(reader, writer):
        while data := await reader.read(65536):
            writer.write(data)
        writer.close()

    async def tunnel(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        asked.append(head.split("\r\n"))
        writer.write(f"HTTP/1.1 {refuse or '200 Connection established'}\r\n\r\n".encode())
        if refuse:
            writer.close()
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        pumps.extend(asyncio.create_task(one) for one in (pump(reader, far_writer), pump(far_reader, writer)))

    async with await asyncio.start_server(tunnel, "127.0.0.1", 0) as server:
        yield f"http://user:word@127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    await asyncio.gather(*pumps)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def test_the_key_and_the_model_are_told():
    async with provider() as (url, requests):
        socket = await open_socket(url, KEY, "gpt-realtime-2.1")
        await socket.send("hello")
        assert await socket.recv() == "hello"
        await socket.close()
    assert requests[0].path == "/v1/realtime?model=gpt-realtime-2.1"
    assert requests[0].headers["Authorization"] == f"Bearer {KEY}"


async def test_the_proxy_of_the_environment_leads_to_a_name_that_only_it_knows(monkeypatch):
    async with provider() as (url, requests):
        port = int(url.split(":")[2].split("/")[0])
        async with proxy(port) as (address, asked):
            monkeypatch.setenv("HTTP_PROXY", address)
            socket = await open_socket("http://provider.invalid:8000/v1", KEY, "m")
            await socket.send("through")
            assert await socket.recv() == "through"
            await socket.close()
    assert asked[0][0] == "CONNECT provider.invalid:8000 HTTP/1.1"
    assert "Proxy-Authorization: Basic dXNlcjp3b3Jk" in asked[0]
    assert not any(KEY in line for line in asked[0])
    assert requests[0].headers["Authorization"] == f"Bearer {KEY}"


async def test_this_machine_is_dialled_directly(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with provider() as (url, _):
        await (await open_socket(url, KEY, "m")).close()


async def test_a_proxy_that_refuses_is_told_from_a_provider_that_does(monkeypatch):
    async with proxy(9, refuse="407 Proxy Authentication Required") as (address, _):
        monkeypatch.setenv("HTTP_PROXY", address)
        with pytest.raises(ProviderError, match="407") as caught:
            await open_socket("http://provider.invalid/v1", KEY, "m")
    assert caught.value.code == "proxy"
    assert "HTTPS_PROXY" in caught.value.fix
    assert "word" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "headers", "body", "code", "words"),
    [
        (401, {}, '{"error": {"message": "Incorrect API key"}}', "key_refused", "Incorrect API key"),
        (404, {}, "", "provider_route", "no /v1/realtime."),
        (429, {}, '{"error": {"code": "insufficient_quota", "message": "No funds"}}', "quota", "No funds"),
        (307, {"Location": "wss://elsewhere.test/v1"}, "", "provider_redirect", "elsewhere.test"),
        (200, {}, "<title>Welcome</title>", "provider_route", "a web page, “Welcome”"),
    ],
)
async def test_a_refused_upgrade_is_explained(status, headers, body, code, words):
    async with provider(status, headers, body) as (url, _):
        with pytest.raises(ProviderError) as caught:
            await open_socket(url, KEY, "m")
    assert caught.value.code == code
    assert words in str(caught.value)


async def test_nobody_there():
    with pytest.raises(ProviderError) as caught:
        await open_socket("http://127.0.0.1:9/v1", KEY, "m")
    assert caught.value.code == "provider_unreachable"


async def test_a_server_that_speaks_no_http():
    async def babble(reader, writer):
        writer.write(b"220 mail.example.test ESMTP\r\n")
        writer.close()

    async with await asyncio.start_server(babble, "127.0.0.1", 0) as server:
        with pytest.raises(ProviderError) as caught:
            await open_socket(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", KEY, "m")
    assert caught.value.code == "provider_unreachable"


async def test_the_key_is_not_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        async with provider() as (url, _):
            await (await open_socket(url, KEY, "m")).close()
    client = [record for record in caplog.records if record.name != "websockets.server"]
    assert not any(KEY in record.getMessage() for record in client)
