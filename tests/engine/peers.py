"""Clients of the engine: one over a WebSocket, one over WebRTC; both check every event they get."""

from __future__ import annotations

import asyncio
import base64
import fractions
import json
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Self

import av
import httpx
import numpy as np
from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from navai_jupyter.engine.session.formats import FormatName, decoder, encoder
from navai_jupyter.engine.voice import synthesise
from tests.engine.clients.provider import check

RATE = 24_000
BLOCK = RATE // 25
SILENCE = np.zeros(RATE, np.int16)
LONGEST_WAIT = 20.0

NAVIGATE = {
    "type": "function",
    "name": "navigate_to",
    "description": "Go to a place in the notebook.",
    "parameters": {
        "type": "object",
        "properties": {
            "target": {"type": "string", "examples": ["Results", "Model training", "Data cleaning"]}
        },
        "required": ["target"],
    },
}
ADD = {
    "type": "function",
    "name": "add",
    "description": "Add two numbers.",
    "parameters": {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}},
        "required": ["a", "b"],
    },
}
TOOLS = [NAVIGATE, ADD]


@dataclass(frozen=True)
class EngineAddress:
    origin: str
    key: str

    @property
    def base_url(self) -> str:
        return f"{self.origin}/v1"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


class Peer(ABC):
    """What both clients can do; `heard` is the speech that arrived so far."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.heard: list[np.ndarray] = []
        self.said_at = 0.0
        self._arrived: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @abstractmethod
    async def send(self, kind: str, **fields: Any) -> None: ...

    @abstractmethod
    async def say(self, sentence: str) -> None:
        """Speak, then be silent long enough to end the turn; `said_at` is when the last word was out."""

    def _listen(self, sound: bytes) -> None:
        """Sound that came inside an event."""
        self.heard.append(np.frombuffer(sound, "<i2"))

    async def configure(self, **session: Any) -> dict[str, Any]:
        await self.send("session.update", session={"type": "realtime", "tools": TOOLS, **session})
        return (await self.expect("session.updated"))["session"]

    async def type(self, text: str) -> None:
        content = [{"type": "input_text", "text": text}]
        await self.send(
            "conversation.item.create", item={"type": "message", "role": "user", "content": content}
        )
        await self.send("response.create")

    async def answer(self, call: dict[str, Any], output: Any) -> None:
        item = {"type": "function_call_output", "call_id": call["call_id"], "output": json.dumps(output)}
        await self.send("conversation.item.create", item=item)
        await self.send("response.create")

    async def expect(self, kind: str) -> dict[str, Any]:
        """The next event of this kind; those before it are in `events`."""
        async with asyncio.timeout(LONGEST_WAIT):
            while True:
                event = await self._arrived.get()
                self.events.append(event)
                if event["type"] == kind:
                    return event

    async def expect_call(self) -> dict[str, Any]:
        response = (await self.expect("response.done"))["response"]
        assert [item["type"] for item in response["output"]] == ["function_call"], self.kinds()
        return response["output"][0]

    def kinds(self) -> list[str]:
        return [event["type"] for event in self.events]

    def loudness(self) -> int:
        return max((int(np.abs(block).max()) for block in self.heard if len(block)), default=0)

    def _take(self, text: str) -> None:
        check(text)
        event = json.loads(text)
        assert event["event_id"]
        if event["type"] == "response.output_audio.delta":
            self._listen(base64.b64decode(event["delta"]))
        self._arrived.put_nowait(event)


class SocketPeer(Peer):
    """``law`` is the format of both directions when it is not the usual one."""

    def __init__(self, engine: EngineAddress, key: str | None = None, law: FormatName = "audio/pcm") -> None:
        super().__init__()
        self._law = law
        url = f"{engine.base_url.replace('http', 'ws')}/realtime?model=any"
        self._request = HTTPRequest(url, headers={"Authorization": f"Bearer {key or engine.key}"})

    async def __aenter__(self) -> Self:
        self._socket = await websocket_connect(self._request)
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._socket.close()
        await self._reading

    async def send(self, kind: str, **fields: Any) -> None:
        await self._socket.write_message(json.dumps({"type": kind, **fields}))

    async def say(self, sentence: str) -> None:
        speech, _ = synthesise(sentence)
        wire = encoder(self._law)
        for samples in (SILENCE, speech, SILENCE):
            for at in range(0, len(samples), BLOCK):
                sound = wire.encode((samples[at : at + BLOCK] / 32768).astype(np.float32))
                await self.send("input_audio_buffer.append", audio=base64.b64encode(sound).decode())
            self.said_at = self.said_at if samples is SILENCE else time.monotonic()

    def _listen(self, sound: bytes) -> None:
        self.heard.append((decoder(self._law).decode(sound) * 32767).astype(np.int16))

    async def _read(self) -> None:
        while (text := await self._socket.read_message()) is not None:
            self._take(str(text))


class Microphone(MediaStreamTrack):
    """A track that is silent until something is put into `samples`; with `pauses` it sends no silence."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self.samples = np.zeros(0, np.int16)
        self.silent = asyncio.Event()
        self.pauses = False
        self._sent = 0
        self._began = time.monotonic()

    async def recv(self) -> av.AudioFrame:
        while self.pauses and not len(self.samples):  # noqa: ASYNC110 - a microphone has a clock anyway
            await asyncio.sleep(0.02)
        await asyncio.sleep(max(0.0, self._began + self._sent / RATE - time.monotonic()))
        block, self.samples = self.samples[: RATE // 50], self.samples[RATE // 50 :]
        if not len(self.samples):
            self.silent.set()
        block = np.pad(block, (0, RATE // 50 - len(block)))
        frame = av.AudioFrame.from_ndarray(block[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.time_base = RATE, fractions.Fraction(1, RATE)
        frame.pts = self._sent
        self._sent += RATE // 50
        return frame


class TrackPeer(Peer):
    """A browser's part: an offer, a microphone track, the events' data channel."""

    def __init__(self, engine: EngineAddress, key: str | None = None, session: dict[str, Any] | None = None):
        super().__init__()
        self._engine = engine
        self._key = key or engine.key
        self._session = session
        self._listening: asyncio.Task[None] | None = None
        self.call_id = ""

    async def __aenter__(self) -> Self:
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._microphone = Microphone()
        self.connection.addTrack(self._microphone)
        self._channel = self.connection.createDataChannel("oai-events")
        self._channel.on("message", self._take)
        self.connection.on("track", self._hear)
        await self.connection.setLocalDescription(await self.connection.createOffer())
        response = await self._post_offer(self.connection.localDescription.sdp)
        assert response.status_code == 201, response.text
        assert response.headers["content-type"] == "application/sdp"
        self.call_id = response.headers["location"].rsplit("/", 1)[-1]
        self.answer_sdp = response.text
        await self.connection.setRemoteDescription(RTCSessionDescription(response.text, "answer"))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._microphone.stop()
        await self.connection.close()
        if self._listening is not None:
            await self._listening

    async def send(self, kind: str, **fields: Any) -> None:
        self._channel.send(json.dumps({"type": kind, **fields}))

    def send_no_silence(self) -> None:
        """As a browser with discontinuous transmission."""
        self._microphone.pauses = True

    async def say(self, sentence: str) -> None:
        speech, _ = synthesise(sentence)
        self._microphone.silent.clear()
        self._microphone.samples = speech
        async with asyncio.timeout(LONGEST_WAIT):
            await self._microphone.silent.wait()
        self.said_at = time.monotonic()

    async def _post_offer(self, sdp: str) -> httpx.Response:
        url = f"{self._engine.base_url}/realtime/calls"
        headers = {"Authorization": f"Bearer {self._key}"}
        async with httpx.AsyncClient() as client:
            if self._session is None:
                return await client.post(
                    url, content=sdp, headers={**headers, "Content-Type": "application/sdp"}
                )
            form = {"sdp": (None, sdp), "session": (None, json.dumps(self._session))}
            return await client.post(url, files=form, headers=headers)

    def _hear(self, track: MediaStreamTrack) -> None:
        async def listen() -> None:
            while True:
                try:
                    frame = await track.recv()
                except MediaStreamError:
                    return
                assert isinstance(frame, av.AudioFrame)
                self.heard.append(frame.to_ndarray())

        self._listening = asyncio.create_task(listen())
