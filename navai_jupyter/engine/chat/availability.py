"""Whether the chat server is asked: after a failure it gets a rest, and a look now and then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Literal

from pydantic import BaseModel

from navai_jupyter.engine.chat.failure import ChatFailure

log = logging.getLogger(__name__)

RESTS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds between looks; longer each time that a look succeeded and the next answer failed again."""
NOTICE = "{}; I understand commands only."


class ChatHealth(BaseModel):
    """Part of ``GET /healthz``, which is open to all: no address and no key."""

    state: Literal["off", "checking", "ready", "away"] = "off"
    detail: str = ""


class Availability:
    """``look`` returns when the server seems well and raises `ChatFailure` when not.

    An outage lasts from the first failure to the next whole answer.
    """

    def __init__(self, look: Callable[[], Awaitable[object]]) -> None:
        self.health = ChatHealth(state="checking")
        self._look = look
        self._looking: asyncio.Task[None] | None = None
        self._failures = 0
        self._told: set[str] = set()

    @property
    def usable(self) -> bool:
        return self.health.state != "away"

    @property
    def doubtful(self) -> bool:
        """It failed, and has not answered since."""
        return self._failures > 0

    def start(self) -> None:
        """Look for the first time, before anybody speaks."""
        self._looking = asyncio.get_running_loop().create_task(self._look_until_well(0.0))

    def close(self) -> None:
        if self._looking is not None:
            self._looking.cancel()

    def answered(self) -> None:
        self._failures = 0
        self._told.clear()
        self.health = ChatHealth(state="ready")

    def failed(self, failure: ChatFailure) -> None:
        self._note(failure)
        rest = RESTS[min(self._failures, len(RESTS)) - 1]
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(self._look_until_well(rest))

    def notice(self, session: str) -> str:
        """What a session must be told, once in an outage; else empty."""
        if self.usable or session in self._told:
            return ""
        self._told.add(session)
        return NOTICE.format(self.health.detail)

    async def _look_until_well(self, rest: float) -> None:
        while True:
            await asyncio.sleep(rest)
            try:
                await self._look()
            except ChatFailure as failure:
                if self.usable:
                    self._note(failure)
                rest = max(rest, RESTS[0])
            else:
                self.health = ChatHealth(state="ready")
                return

    def _note(self, failure: ChatFailure) -> None:
        self._failures += 1
        self.health = ChatHealth(state="away", detail=failure.said)
        log.warning("%s: %s", failure.said, failure)
