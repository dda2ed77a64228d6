"""The way by WebRTC: events on a data channel, sound on tracks, as in a browser."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import httpx

from navai_jupyter.client.transport import CONNECT_SECONDS, Event, State, not_connected
from navai_jupyter.core.errors import ProviderError
from navai_jupyter.core.offers import post_offer
from navai_jupyter.core.proxy import DIRECT
from navai_jupyter.core.secret import SDK_PREFIX

if TYPE_CHECKING:
    from navai_jupyter.client.peer import Peer

SEND_SECONDS = 6.0


class WebRTCTransport:
    """``base_url`` includes the version; media has ``seconds`` to flow once the provider has answered."""

    name = "webrtc"
    live = True

    def __init__(self, base_url: str, key: str, model: str, *, seconds: float = CONNECT_SECONDS):
        self._address = (base_url, key, model)
        self._seconds = seconds
        self._peer: Peer | None = None
        self._state: State = "idle"

    @property
    def state(self) -> State:
        return self._state

    async def connect(self) -> None:
        self._state = "connecting"
        try:
            self._peer = peer = _new_peer()
            await peer.accept(await _answer(*self._address, await peer.offer()))
            await peer.opened(self._seconds)
        except BaseException:
            await self.close()
            self._state = "error"
            raise
        self._state = "connected"

    async def send(self, event: Event) -> None:
        if self._peer is None:
            raise not_connected()
        await self._peer.opened(SEND_SECONDS)
        self._peer.send(json.dumps(event))

    async def send_audio(self, pcm: bytes) -> None:
        if self._peer is None:
            raise not_connected()
        await self._peer.microphone.put(pcm)

    async def events(self) -> AsyncIterator[Event | bytes]:
        if self._peer is None:
            raise not_connected()
        arrivals = self._peer.arrivals
        while not isinstance(arrived := await arrivals.get(), ProviderError):
            yield arrived
        self._state = "closed"
        raise arrived

    async def close(self) -> None:
        peer, self._peer = self._peer, None
        self._state = "closed"
        if peer is not None:
            await peer.close()


async def _answer(base_url: str, key: str, model: str, offer: str) -> str:
    """A client secret knows its session; with the project's key it is sent along."""
    session = None if key.startswith(SDK_PREFIX) else {"type": "realtime", "model": model}
    async with httpx.AsyncClient(mounts=DIRECT) as http:
        return (await post_offer(http, base_url, key, offer, session)).sdp


def _new_peer() -> Peer:
    try:
        from navai_jupyter.client.peer import Peer
    except ImportError as error:
        raise ProviderError(
            "WebRTC is not installed.",
            f"Python cannot find {error.name}.",
            'Install it with: pip install "navai-jupyter[local]"; or use transport="websocket".',
            code="no_webrtc",
        ) from None
    return Peer()
