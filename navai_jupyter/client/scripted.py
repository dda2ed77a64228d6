"""A transport without a network, for tests: it answers each event that is sent by a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from itertools import count
from typing import Any

from navai_jupyter.client.transport import Event, State, closed, not_connected
from navai_jupyter.core.errors import ProviderError

Script = Callable[[Event], Iterable[Event | bytes]]


class ScriptedTransport:
    """``sent`` has what the session sent, of all connections; ``script`` may be replaced at any time."""

    name = "scripted"
    live = False

    def __init__(self, script: Script):
        self.script = script
        self.sent: list[Event] = []
        self.connections = 0
        self.refusals: list[ProviderError] = []
        """Raised by the next attempts to connect."""
        self._state: State = "idle"
        self._arrivals: asyncio.Queue[Event | bytes | None] = asyncio.Queue()

    @property
    def state(self) -> State:
        return self._state

    async def connect(self) -> None:
        if self.refusals:
            self._state = "error"
            raise self.refusals.pop(0)
        self.connections += 1
        self._state = "connected"
        self._arrivals = asyncio.Queue()
        self.emit({"type": "session.created", "session": {}})

    async def send(self, event: Event) -> None:
        if self._state != "connected":
            raise not_connected()
        self.sent.append(event)
        self.emit(*self.script(event))

    async def send_audio(self, pcm: bytes) -> None:
        await self.send({"type": "input_audio_buffer.append", "audio": pcm})

    async def events(self) -> AsyncIterator[Event | bytes]:
        arrivals = self._arrivals
        while (arrived := await arrivals.get()) is not None:
            yield arrived
        self._state = "closed"
        raise closed("The script ended it.")

    async def close(self) -> None:
        self.drop()

    def emit(self, *arrivals: Event | bytes) -> None:
        """Let the provider say something of its own accord."""
        for one in arrivals:
            self._arrivals.put_nowait(one)

    def drop(self) -> None:
        """Let the connection end."""
        self._state = "closed"
        self._arrivals.put_nowait(None)

    def outputs(self) -> list[Event]:
        """The function outputs that were sent."""
        items = [event["item"] for event in self.sent if event["type"] == "conversation.item.create"]
        return [item for item in items if item["type"] == "function_call_output"]


def respond_with(*responses: Event) -> Script:
    """A script that accepts the session, takes items, and answers each ``response.create`` with the next."""
    left = list(responses)
    numbers = count(1)

    def script(event: Event) -> list[Event | bytes]:
        match event["type"]:
            case "session.update":
                return [{"type": "session.updated", "session": event["session"]}]
            case "conversation.item.create":
                item = {"id": f"item_{next(numbers)}", **event["item"]}
                return [{"type": "conversation.item.added", "item": item}]
            case "response.create" if left:
                done = left.pop(0)
                begun = {"id": done["response"]["id"], "status": "in_progress", "output": []}
                return [{"type": "response.created", "response": begun}, done]
            case _:
                return []

    return script


def done(*items: Event, status: str = "completed", **fields: Any) -> Event:
    """The ``response.done`` of a response with these items."""
    response_id = fields.pop("id", f"resp_{next(_responses)}")
    return {
        "type": "response.done",
        "response": {"id": response_id, "status": status, "output": list(items), **fields},
    }


def call(name: str, arguments: str = "{}", call_id: str = "call_0") -> Event:
    """A function call, for `done`."""
    return {
        "id": f"item_{call_id}",
        "type": "function_call",
        "status": "completed",
        "name": name,
        "arguments": arguments,
        "call_id": call_id,
    }


_responses = count(1)
