"""The way by WebSocket: sound travels inside the events."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from urllib.parse import urlencode, urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidProxyStatus, InvalidStatus, WebSocketException

from navai_jupyter.client.transport import (
    CONNECT_SECONDS,
    Event,
    State,
    closed,
    not_connected,
    parse_event,
)
from navai_jupyter.core.errors import ProviderError
from navai_jupyter.core.hosts import is_this_machine

MAX_MESSAGE_BYTES = 16 * 2**20


class WebSocketTransport:
    """The Realtime API at ``base_url``, which includes the version (http or https)."""

    name = "websocket"
    live = False

    def __init__(self, base_url: str, key: str, model: str):
        self._address = (base_url, key, model)
        self._socket: ClientConnection | None = None
        self._state: State = "idle"

    @property
    def state(self) -> State:
        return self._state

    async def connect(self) -> None:
        self._state = "connecting"
        try:
            self._socket = await open_socket(*self._address)
        except ProviderError:
            self._state = "error"
            raise
        self._state = "connected"

    async def send(self, event: Event) -> None:
        if self._socket is None:
            raise not_connected()
        try:
            await self._socket.send(json.dumps(event))
        except ConnectionClosed:
            raise closed(_reason(self._socket)) from None

    async def send_audio(self, pcm: bytes) -> None:
        audio = base64.b64encode(pcm).decode()
        await self.send({"type": "input_audio_buffer.append", "audio": audio})

    async def events(self) -> AsyncIterator[Event | bytes]:
        socket = self._socket
        if socket is None:
            raise not_connected()
        try:
            async for message in socket:
                event = parse_event(message)
                yield event
                if event["type"] == "response.output_audio.delta":
                    yield base64.b64decode(event["delta"])
        except ConnectionClosed:
            raise closed(_reason(socket)) from None
        finally:
            self._state = "closed"

    async def close(self) -> None:
        socket, self._socket = self._socket, None
        self._state = "closed"
        if socket is not None:
            await socket.close()


async def open_socket(base_url: str, key: str, model: str) -> ClientConnection:
    """A connection through the proxy of the environment, if any; raises `ProviderError`."""
    url = f"ws{base_url.removeprefix('http')}/realtime?{urlencode({'model': model})}"
    try:
        return await connect(
            url,
            additional_headers={"Authorization": f"Bearer {key}"} if key else {},
            compression=None,  # it would cost more time than it saves on sound
            max_size=MAX_MESSAGE_BYTES,
            open_timeout=CONNECT_SECONDS,
            close_timeout=2,
            proxy=None if is_this_machine(urlsplit(url).hostname or "") else True,
        )
    except (OSError, TimeoutError, WebSocketException) as error:
        raise _connect_problem(error) from None


def _connect_problem(error: Exception) -> ProviderError:
    status = error.response.status_code if isinstance(error, InvalidStatus) else None
    if status in {401, 403}:
        return ProviderError(
            "The provider refused the key.",
            f"It answered {status}.",
            "Check OPENAI_API_KEY.",
            code="key_refused",
        )
    why = f"It answered {status}." if status else str(error) or "No answer in time."
    place = "the proxy (HTTPS_PROXY)" if isinstance(error, InvalidProxyStatus) else "the network"
    return ProviderError(
        "The realtime provider cannot be reached.",
        why,
        f"Check the provider's URL (NAVAI_PROVIDER) and {place}.",
        code="provider_unreachable",
    )


def _reason(socket: ClientConnection) -> str:
    return socket.close_reason or f"Close code {socket.close_code}."
