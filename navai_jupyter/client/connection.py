"""One connection with the provider, from its configuration to its end."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

from navai_jupyter.client.transport import Event, Transport
from navai_jupyter.core.errors import NavaiError, ProviderError

UPDATE_SECONDS = 30.0
UNASKED = "navai_"
"""Begins the ids of events that nobody waits for: an error about one is not about the turn."""


@dataclass(frozen=True)
class Briefing:
    """What a new connection is told: who is here, and what was said before."""

    session: dict[str, Any]
    items: list[dict[str, Any]]


class Connection:
    """``transport`` is connected; the id is new, so that call ids of another connection mean nothing in it."""

    def __init__(self, transport: Transport):
        self.id = secrets.token_hex(8)
        self.transport = transport
        self.born = monotonic()
        self._arriving = transport.events()
        self._early: list[Event | bytes] = []

    async def configure(self, briefing: Briefing) -> None:
        await self.send({"type": "session.update", "session": briefing.session})
        try:
            async with asyncio.timeout(UPDATE_SECONDS):
                await self._updated()
        except TimeoutError:
            raise ProviderError(
                "The provider does not accept the session.",
                f"No session.updated within {UPDATE_SECONDS:.0f} s.",
                "Check that the URL speaks the Realtime API.",
                code="provider_timeout",
            ) from None
        for number, item in enumerate(briefing.items):
            event_id = f"{UNASKED}replay_{number}"
            await self.send({"type": "conversation.item.create", "item": item, "event_id": event_id})

    async def send(self, event: Event) -> None:
        await self.transport.send(event)

    async def arrivals(self) -> AsyncIterator[Event | bytes]:
        """All that the provider sent, from its first event on."""
        for arrived in self._early:
            yield arrived
        async for arrived in self._arriving:
            yield arrived

    async def close(self) -> None:
        with suppress(NavaiError):
            await self.transport.close()

    async def _updated(self) -> None:
        async for arrived in self._arriving:
            self._early.append(arrived)
            if isinstance(arrived, bytes):
                continue
            if arrived["type"] == "session.updated":
                return
            if arrived["type"] == "error":
                raise reported(arrived)
        raise ProviderError(
            "The provider closed the session.",
            "It did so before accepting it.",
            "Try again.",
            code="session_closed",
        )


def reported(event: Event) -> ProviderError:
    """An error event in words."""
    error = event.get("error", {})
    return ProviderError(
        "The provider reported an error.",
        str(error.get("message", "It gave no reason.")),
        "Try again; if it stays, check the model and the settings.",
        code=error.get("code") or "provider",
    )
