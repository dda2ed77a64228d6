"""The provider's own types, held against every event that a client receives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openai.types.realtime.realtime_server_event import RealtimeServerEvent
from pydantic import BaseModel, TypeAdapter

EVENT: TypeAdapter[Any] = TypeAdapter(RealtimeServerEvent)

SENT_THOUGH_UNTYPED = {"session.id", "session.object", "session.expires_at"}
"""The provider sends these as well; its types leave them out."""


def check(raw: str | bytes) -> None:
    """Exact types, and no field that the provider does not know: the clients' own parsers let more pass."""
    event = EVENT.validate_json(raw, strict=True)
    unknown = set(_unknown_fields(event, "")) - SENT_THOUGH_UNTYPED
    assert not unknown, f"{event.type} has fields that the provider's types do not know: {sorted(unknown)}"


def _unknown_fields(value: object, path: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from _unknown_fields(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list):
        for one in value:
            yield from _unknown_fields(one, path)
