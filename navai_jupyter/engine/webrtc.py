"""Carries a session over WebRTC: events on the data channel, sound on the tracks."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import suppress
from typing import Any, Protocol

import av
import numpy as np
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCDataChannel,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError

from navai_jupyter.engine.live import LiveSession
from navai_jupyter.engine.messages import MAX_MESSAGE, message
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.problem import BadEvent
from navai_jupyter.engine.speech.audio import EAR_RATE, Resampler, Samples
from navai_jupyter.engine.tracks import SpeechTrack
from navai_jupyter.engine.web import Engine

log = logging.getLogger(__name__)

CHANNEL = "oai-events"
MOST_UNSENT = 8 * 2**20
"""Bytes of events that a peer may leave unread."""
CONNECT_SECONDS = 30.0
END_SECONDS = 2.0
QUIET_SECONDS = 0.3
NOTHING = np.zeros(int(EAR_RATE * QUIET_SECONDS), np.float32)
"""A browser may send nothing at all while it is quiet (discontinuous transmission); a turn must still end."""


class Sideband(Protocol):
    """Another connection that is sent the call's events, and closed with it."""

    def send(self, event: dict[str, Any]) -> None: ...

    def end(self) -> None: ...


class Call:
    """One peer; it answers an offer, and ends with its connection. ``sidebands`` have joined it."""

    def __init__(self, config: SessionConfig, engine: Engine) -> None:
        self.id = new_id("rtc")
        self._engine = engine
        self._peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._channel: RTCDataChannel | None = None
        self._live = LiveSession(config, engine.models, self, on_track=True, limits=engine.limits)
        self._speech = SpeechTrack(self._live.playback_started, self._live.playback_stopped)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.sidebands: set[Sideband] = set()

    async def answer(self, sdp: str) -> str:
        """The SDP answer, after which the call is on; raises `BadEvent` for an offer that is none."""
        self._peer.on("datachannel", self._on_channel)
        self._peer.on("track", self._on_track)
        self._peer.on("connectionstatechange", self._on_state)
        try:
            await self._peer.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
            if not any(one.kind == "audio" for one in self._peer.getTransceivers()):
                raise ValueError("it offers no audio")
            self._peer.addTrack(self._speech)
            await self._peer.setLocalDescription(await self._peer.createAnswer())
        except Exception as error:
            # aiortc raises many kinds for what is one to the client: an offer we cannot answer.
            self._live.close()
            await self._peer.close()
            raise BadEvent(f"The SDP offer cannot be answered: {error}", code="invalid_offer") from error
        self._engine.calls[self.id] = self
        self._engine.sessions.add(self._live)
        self._spawn(self._give_up_unconnected())
        local: str = self._peer.localDescription.sdp
        return re.sub(r"a=max-message-size:\d+", f"a=max-message-size:{MAX_MESSAGE}", local)

    def join(self, sideband: Sideband) -> None:
        """Tell it all that happens from now on; the beginning too, when the peer is still connecting."""
        self.sidebands.add(sideband)
        if self._channel is not None:
            session = self._live.config.wire()
            sideband.send({"type": "session.created", "event_id": new_id("event"), "session": session})

    async def receive(self, text: str | bytes) -> None:
        """An event of a sideband."""
        await self._live.receive(text)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._engine.calls.pop(self.id, None)
        self._engine.sessions.discard(self._live)
        self._live.close()
        self._speech.stop()
        for sideband in list(self.sidebands):
            sideband.end()
        current = asyncio.current_task()
        for task in self._tasks - {current}:
            task.cancel()
        await self._peer.close()

    def send(self, event: dict[str, Any]) -> None:
        for sideband in list(self.sidebands):
            sideband.send(event)
        if self._channel is None or self._channel.readyState != "open":
            return
        if self._channel.bufferedAmount > MOST_UNSENT:
            log.warning("A peer does not read what it is sent; its call is ended")
            self._live.close()
            self._spawn(self.close())
            return
        self._channel.send(message(event))

    def play(self, response_id: str, samples: Samples) -> None:
        self._speech.play(response_id, samples)

    async def room(self) -> None:
        await self._speech.room()

    def end_of_speech(self, response_id: str) -> None:
        self._speech.end(response_id)

    def clear_playback(self) -> int:
        return self._speech.clear()

    def end(self) -> None:
        self._spawn(self._close_when_sent())

    def _on_channel(self, channel: RTCDataChannel) -> None:
        if channel.label != CHANNEL:
            return
        self._channel = channel
        channel.on("message", self._live.receive_now)
        channel.on("close", lambda: self._spawn(self.close()))
        self._live.start()

    def _on_track(self, track: MediaStreamTrack) -> None:
        if track.kind == "audio":
            self._spawn(self._listen(track))

    async def _on_state(self) -> None:
        if self._peer.connectionState in ("failed", "closed"):
            await self.close()

    async def _listen(self, track: MediaStreamTrack) -> None:
        resampler = Resampler()
        while True:
            try:
                frame = await asyncio.wait_for(track.recv(), QUIET_SECONDS)
            except MediaStreamError:
                return
            except TimeoutError:
                self._live.hear(NOTHING)
                continue
            if isinstance(frame, av.AudioFrame):
                self._live.hear(resampler.frame(frame))

    async def _close_when_sent(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                while self._channel is not None and self._channel.bufferedAmount:  # noqa: ASYNC110 - no event tells
                    await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)  # what was sent is still on its way, and closing would overtake it
        await self.close()

    async def _give_up_unconnected(self) -> None:
        await asyncio.sleep(CONNECT_SECONDS)
        if self._peer.connectionState != "connected":
            log.info("A call was never connected")
            await self.close()

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
