"""A client that lives in real time: it sends what a microphone hears, and now and then that is a command."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

from navai_jupyter.client.audio import RATE, SAMPLE_BYTES, Speech
from tests.engine.peers import TOOLS

BLOCK_SECONDS = 0.04
BLOCK_BYTES = int(RATE * BLOCK_SECONDS) * SAMPLE_BYTES
CLOSING_SECONDS = 4.0
"""Silence after the last command, in which its answer may come."""

AS_OUR_CLIENTS = {"transcription": {"model": "any"}, "turn_detection": {"type": "semantic_vad"}}
"""Captions while somebody speaks, and ends judged by the words: more work than the protocol's defaults."""


def append(pcm: bytes) -> str:
    return json.dumps({"type": "input_audio_buffer.append", "audio": base64.b64encode(pcm).decode()})


SILENT = append(bytes(BLOCK_BYTES))


def blocks(speech: Speech) -> list[str]:
    """The events of one utterance."""
    pcm = speech.pcm.ljust(-(-len(speech.pcm) // BLOCK_BYTES) * BLOCK_BYTES, b"\0")
    return [append(pcm[at : at + BLOCK_BYTES]) for at in range(0, len(pcm), BLOCK_BYTES)]


@dataclass
class Talker:
    """Says each of ``utterances`` in turn, one every ``every`` seconds; with none it only listens."""

    url: str
    key: str = field(repr=False)
    utterances: list[Speech]
    every: float = 6.0
    asked: int = 0
    latencies: list[float] = field(default_factory=list)
    """Milliseconds from the end of each voice to the call that answers it."""
    _voice_end: float = 0.0

    async def talk(self, turns: int, delay: float = 0.0) -> None:
        """Speak ``turns`` times, the first time after ``delay`` seconds."""
        request = HTTPRequest(f"{self.url}?model=any", headers={"Authorization": f"Bearer {self.key}"})
        socket = await websocket_connect(request)
        session = {"type": "realtime", "tools": TOOLS, "audio": {"input": AS_OUR_CLIENTS}}
        await socket.write_message(json.dumps({"type": "session.update", "session": session}))
        reading = asyncio.create_task(self._read(socket))
        try:
            await self._send(socket, turns, delay)
        finally:
            socket.close()
            await reading

    async def _send(self, socket: WebSocketClientConnection, turns: int, delay: float) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        for event, voice_end in self._microphone(turns, delay):
            due += BLOCK_SECONDS
            await asyncio.sleep(due - loop.time())
            if voice_end is not None:
                self.asked += 1
                self._voice_end = due - BLOCK_SECONDS + voice_end
            await socket.write_message(event)

    def _microphone(self, turns: int, delay: float) -> Iterator[tuple[str, float | None]]:
        """Every block, and with the first of an utterance how many seconds later its voice ends."""
        yield from [(SILENT, None)] * int(delay / BLOCK_SECONDS)
        for speech in islice(cycle(self.utterances), turns) if self.utterances else ():
            first, *others = blocks(speech)
            yield first, speech.end
            yield from ((event, None) for event in others)
            yield from [(SILENT, None)] * (int(self.every / BLOCK_SECONDS) - len(others) - 1)
        yield from [(SILENT, None)] * int(CLOSING_SECONDS / BLOCK_SECONDS)

    async def _read(self, socket: WebSocketClientConnection) -> None:
        with suppress(WebSocketClosedError):  # the talk is over; what is still to be answered stays so
            await self._answer(socket)

    async def _answer(self, socket: WebSocketClientConnection) -> None:
        loop = asyncio.get_running_loop()
        while (text := await socket.read_message()) is not None:
            event: dict[str, Any] = json.loads(text)
            if event["type"] == "response.function_call_arguments.done":
                self.latencies.append((loop.time() - self._voice_end) * 1000)
                item = {"type": "function_call_output", "call_id": event["call_id"], "output": '{"ok": true}'}
                await socket.write_message(json.dumps({"type": "conversation.item.create", "item": item}))
            elif event["type"] == "response.done" and _called(event["response"]):
                await socket.write_message('{"type": "response.create"}')


def _called(response: dict[str, Any]) -> bool:
    return any(item["type"] == "function_call" for item in response["output"])
