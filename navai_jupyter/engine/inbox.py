"""What a client sent and nobody has read yet: in order, and never much of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

Act = Callable[[], None]
Prepare = Callable[[], Act]
"""Reads a message, and answers what is to be done about it."""


class Inbox:
    """Holds ``most`` bytes, and then whatever one more message brings."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._queue: asyncio.Queue[tuple[Prepare, int]] = asyncio.Queue()
        self._room = asyncio.Event()
        self._room.set()
        self._closed = False

    @property
    def full(self) -> bool:
        return self._held >= self._most

    async def put(self, prepare: Prepare, size: int) -> None:
        """Add when there is room: who reads a socket reads no more of it meanwhile."""
        await self._room.wait()
        self.put_now(prepare, size)

    def put_now(self, prepare: Prepare, size: int = 0) -> None:
        if self._closed:
            return
        self._held += size
        if self.full:
            self._room.clear()
        self._queue.put_nowait((prepare, size))

    async def get(self) -> tuple[Prepare, int]:
        """The next message, and its size."""
        prepare, size = await self._queue.get()
        self._held -= size
        if not self.full:
            self._room.set()
        return prepare, size

    def close(self) -> None:
        """Nobody will read on: forget what is here, and let nobody wait."""
        self._closed = True
        self._queue = asyncio.Queue()
        self._held = 0
        self._room.set()
