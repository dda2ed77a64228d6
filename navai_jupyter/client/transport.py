"""The seam between a session and the network: one small interface, which anybody may implement."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any, Literal, Protocol

from navai_jupyter.core.errors import ProviderError

Event = dict[str, Any]
State = Literal["idle", "connecting", "connected", "error", "closed"]

CONNECT_SECONDS = 12.0


class Transport(Protocol):
    """One way to a provider. Every method raises `ProviderError`, and `connect` may follow a `close`."""

    @property
    def name(self) -> str:
        """As a person calls it: ``websocket``, ``webrtc``."""
        ...

    @property
    def live(self) -> bool:
        """Sound arrives as it is heard, and the provider knows how much of it was; else it may be far ahead."""
        ...

    @property
    def state(self) -> State: ...

    async def connect(self) -> None: ...

    async def send(self, event: Event) -> None: ...

    async def send_audio(self, pcm: bytes) -> None:
        """What the microphone took: PCM16, mono, 24 kHz, at the pace at which it is spoken."""
        ...

    def events(self) -> AsyncIterator[Event | bytes]:
        """What arrives, until the connection ends: events, and the agent's voice as PCM16, mono, 24 kHz."""
        ...

    async def close(self) -> None: ...


def parse_event(message: str | bytes) -> Event:
    try:
        event = json.loads(message)
    except ValueError:
        event = None
    if isinstance(event, dict) and isinstance(event.get("type"), str):
        return event
    raise ProviderError(
        "The provider does not speak the Realtime API.",
        "It sent something that is no event.",
        "Check the provider's URL (NAVAI_PROVIDER).",
        code="provider_answer",
    )


def not_connected() -> ProviderError:
    return ProviderError("The session is not connected.", fix="Call connect() first.", code="not_connected")


def closed(why: str) -> ProviderError:
    return ProviderError("The provider closed the session.", why, "Start again.", code="session_closed")
