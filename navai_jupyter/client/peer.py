"""One peer connection of aiortc, as a browser would make it: a microphone track and the channel of events."""

from __future__ import annotations

import asyncio
import re

from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)

from navai_jupyter.client.tracks import Microphone, voice
from navai_jupyter.client.transport import Event, closed, parse_event
from navai_jupyter.core.errors import ProviderError

CHANNEL = "oai-events"
MAX_MESSAGE = 262_144
"""Bytes that a browser takes in one message; some versions of aiortc offer less, though they take any size."""


class Peer:
    def __init__(self) -> None:
        # Providers have public addresses, and see ours: no server need tell it.
        self._connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.microphone = Microphone()
        self._connection.addTrack(self.microphone)
        self._channel = self._connection.createDataChannel(CHANNEL)
        self._opened = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None
        self.arrivals: asyncio.Queue[Event | bytes | ProviderError] = asyncio.Queue()
        self._channel.on("open", self._opened.set)
        self._channel.on("message", self._take)
        self._channel.on("close", lambda: self._end("Its channel of events was closed."))
        self._connection.on("track", self._hear)
        self._connection.on("connectionstatechange", self._follow)

    async def offer(self) -> str:
        """The SDP; raises `ProviderError` where nothing could ever answer it."""
        await self._connection.setLocalDescription(await self._connection.createOffer())
        sdp: str = self._connection.localDescription.sdp
        if "a=candidate:" not in sdp:
            raise ProviderError(
                "WebRTC has no way out of this machine.",
                "Only the loopback interface is up, and WebRTC does not use it.",
                'Use transport="websocket".',
                code="loopback_only",
            )
        return re.sub(r"a=max-message-size:\d+", f"a=max-message-size:{MAX_MESSAGE}", sdp)

    async def accept(self, answer: str) -> None:
        try:
            await self._connection.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        except Exception as error:  # aiortc raises many kinds for what is one: an answer that is none
            raise ProviderError(
                "The provider's answer to the call is no usable SDP.",
                str(error),
                "Check that its URL speaks the Realtime API over WebRTC.",
                code="provider_answer",
            ) from None

    async def opened(self, seconds: float) -> None:
        """Return once the channel of events is open: then media flows too, because both share one route."""
        try:
            await asyncio.wait_for(self._opened.wait(), seconds)
        except TimeoutError:
            raise ProviderError(
                "WebRTC found no way to the provider.",
                f"No media flowed within {seconds:g} s; a firewall may block UDP.",
                'Use transport="websocket".',
                code="no_media",
            ) from None

    def send(self, text: str) -> None:
        if self._channel.readyState != "open":
            raise closed("Its channel of events is closed.")
        try:
            self._channel.send(text)
        except ValueError as error:
            raise ProviderError(
                "The event is too large for WebRTC.",
                str(error),
                'Offer fewer functions, or use transport="websocket".',
                code="too_large",
            ) from None

    async def close(self) -> None:
        self.microphone.stop()
        await self._connection.close()
        if self._listening is not None:
            self._listening.cancel()  # a track that never began does not end either
            await asyncio.wait({self._listening})
        self._end("It was closed here.")

    def _take(self, message: str | bytes) -> None:
        try:
            self.arrivals.put_nowait(parse_event(message))
        except ProviderError as error:
            self.arrivals.put_nowait(error)

    def _hear(self, track: MediaStreamTrack) -> None:
        async def listen() -> None:
            async for pcm in voice(track):
                self.arrivals.put_nowait(pcm)

        self._listening = asyncio.get_running_loop().create_task(listen())

    def _follow(self) -> None:
        if self._connection.connectionState in ("failed", "closed"):
            self._end(f"The peer connection {self._connection.connectionState}.")

    def _end(self, why: str) -> None:
        self.arrivals.put_nowait(closed(why))
