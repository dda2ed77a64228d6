"""How events travel: one small interface, and the WebSocket that implements it."""

from __future__ import annotations

import asyncio
import functools
import json
from collections.abc import AsyncIterator
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

from tornado.httpclient import HTTPError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

from navai_jupyter.core.errors import ProviderError

Event = dict[str, Any]
State = Literal["idle", "connecting", "connected", "error", "closed"]

CONNECT_TIMEOUT = 12.0
MAX_MESSAGE_BYTES = 16 * 1024 * 1024


class Transport(Protocol):
    """What a session needs of its connection; `events` ends when the connection does."""

    @property
    def state(self) -> State: ...

    async def connect(self) -> None: ...

    async def send(self, event: Event) -> None: ...

    def events(self) -> AsyncIterator[Event]: ...

    async def close(self) -> None: ...


class WebSocketTransport:
    """The Realtime API over a WebSocket; ``base_url`` includes the version (http or https)."""

    def __init__(self, base_url: str, key: str, model: str):
        self._open = functools.partial(open_socket, base_url, key, model)
        self._socket: WebSocketClientConnection | None = None
        self._state: State = "idle"

    @property
    def state(self) -> State:
        return self._state

    async def connect(self) -> None:
        self._state = "connecting"
        try:
            self._socket = await self._open()
        except ProviderError:
            self._state = "error"
            raise
        self._state = "connected"

    async def send(self, event: Event) -> None:
        if self._socket is None:
            raise ProviderError("The session is not connected.", fix="Call connect() first.")
        try:
            await self._socket.write_message(json.dumps(event))
        except WebSocketClosedError:
            raise _closed_problem(self._socket) from None

    async def events(self) -> AsyncIterator[Event]:
        while self._socket is not None:
            message = await self._socket.read_message()
            if message is None:
                self._state = "closed"
                return
            yield _event(message)

    async def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self._state = "closed"


async def open_socket(base_url: str, key: str, model: str) -> WebSocketClientConnection:
    """A connection to the provider at `base_url`; raises `ProviderError`."""
    url = f"ws{base_url.removeprefix('http')}/realtime?{urlencode({'model': model})}"
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    request = HTTPRequest(url, headers=headers, connect_timeout=CONNECT_TIMEOUT)
    connecting = websocket_connect(request, max_message_size=MAX_MESSAGE_BYTES, ping_interval=20)
    try:
        return await asyncio.wait_for(connecting, CONNECT_TIMEOUT)
    except (HTTPError, OSError, TimeoutError) as error:
        raise _connect_problem(error) from None


def _event(message: str | bytes) -> Event:
    try:
        event = json.loads(message)
    except ValueError:
        event = None
    if isinstance(event, dict) and isinstance(event.get("type"), str):
        return event
    raise ProviderError(
        "The provider does not speak the Realtime API.",
        "It sent something that is no event.",
        "Check the provider's URL (NAVAI_PROVIDER).",
        code="provider_answer",
    )


def _connect_problem(error: Exception) -> ProviderError:
    if isinstance(error, HTTPError) and error.code in {401, 403}:
        return ProviderError(
            "The provider refused the key.",
            f"It answered {error.code}.",
            "Check OPENAI_API_KEY.",
            code="key_refused",
        )
    answered = f"It answered {error.code}." if isinstance(error, HTTPError) else ""
    return ProviderError(
        "The realtime provider cannot be reached.",
        answered or str(error) or "No answer in time.",
        "Check the provider's URL (NAVAI_PROVIDER) and the network.",
        code="provider_unreachable",
    )


def _closed_problem(socket: WebSocketClientConnection) -> ProviderError:
    return ProviderError(
        "The provider closed the session.",
        socket.close_reason or f"Close code {socket.close_code}.",
        "Start again.",
        code="session_closed",
    )
