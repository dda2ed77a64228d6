"""How a session stands at one moment, and what happens in it from then on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, Self, TypeVar

from navai_jupyter.client.turn import Call
from navai_jupyter.core.errors import NavaiError, ProviderError

Status = Literal["idle", "connecting", "connected", "error"]
MOST_UNREAD = 20_000
T = TypeVar("T")


@dataclass(frozen=True)
class Snapshot:
    """``transcript`` is who said what, ``running`` what has no answer yet, ``why`` the reason for ``way``."""

    status: Status
    agent_voice_state: Literal["idle", "speaking"]
    error: NavaiError | None
    transcript: tuple[tuple[str, str], ...]
    calls: tuple[Call, ...]
    running: tuple[str, ...]
    way: str
    why: str

    @property
    def is_connecting(self) -> bool:
        return self.status == "connecting"

    @property
    def is_connected(self) -> bool:
        return self.status == "connected"

    @property
    def is_agent_speaking(self) -> bool:
        return self.agent_voice_state == "speaking"


class Subscription(Generic[T]):
    """``async for`` over what happens after it was made, until the session stops or it is closed."""

    def __init__(self, forget: Callable[[Subscription[T]], None]):
        self._forget = forget
        self._unread: asyncio.Queue[T | None] = asyncio.Queue()

    def put(self, one: T | None) -> None:
        """None ends it, as does a reader that does not read."""
        if self._unread.qsize() < MOST_UNREAD:
            self._unread.put_nowait(one)

    def close(self) -> None:
        self._forget(self)
        self._unread.put_nowait(None)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        if self._unread.qsize() >= MOST_UNREAD:
            self.close()
            raise ProviderError(
                "What happens in the session was not read.",
                f"{MOST_UNREAD} events wait.",
                "Read on, or close the subscription.",
                code="too_slow",
            )
        one = await self._unread.get()
        if one is None:
            self._forget(self)
            raise StopAsyncIteration
        return one
