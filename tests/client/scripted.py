"""The transport seam's second implementation: it answers each event that is sent by a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable

from navai_jupyter.client.transport import Event, State

Script = Callable[[Event], Iterable[Event]]


class ScriptedTransport:
    name = "scripted"
    live = False

    def __init__(self, script: Script):
        self.sent: list[Event] = []
        self.state: State = "idle"
        self._script = script
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue()

    async def connect(self) -> None:
        self.state = "connected"

    async def send(self, event: Event) -> None:
        self.sent.append(event)
        for answer in self._script(event):
            self._queue.put_nowait(answer)

    async def send_audio(self, pcm: bytes) -> None:
        await self.send({"type": "input_audio_buffer.append"})

    async def events(self) -> AsyncIterator[Event]:
        while (event := await self._queue.get()) is not None:
            yield event

    async def close(self) -> None:
        self.state = "closed"

    def drop(self) -> None:
        """The provider goes away."""
        self._queue.put_nowait(None)

    def outputs(self) -> list[Event]:
        """The function outputs that were sent back."""
        items = [event["item"] for event in self.sent if event["type"] == "conversation.item.create"]
        return [item for item in items if item["type"] == "function_call_output"]
