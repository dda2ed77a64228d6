"""The way by WebSocket: sound travels inside the events."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from navai_jupyter.client.dial import open_socket
from navai_jupyter.client.transport import Event, State, closed, not_connected, parse_event
from navai_jupyter.core.errors import ProviderError


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


def _reason(socket: ClientConnection) -> str:
    return socket.close_reason or f"Close code {socket.close_code}."
