"""Events as messages of a data channel, where a too long one would close the channel."""

from __future__ import annotations

import json
from typing import Any

MAX_MESSAGE = 262_144
"""Bytes: what Chromium sends and takes at most; aiortc would advertise a quarter of it."""


def message(event: dict[str, Any]) -> str:
    """The event as JSON. The echo of something very large leaves out schemas, then the ends of long texts."""
    text = json.dumps(event)
    if len(text) <= MAX_MESSAGE:
        return text
    event = _without_schemas(event)
    longest = MAX_MESSAGE
    while len(text := json.dumps(event)) > MAX_MESSAGE:
        longest //= 2
        event = _shortened(event, longest)
    return text


def _without_schemas(event: dict[str, Any]) -> dict[str, Any]:
    session = event.get("session")
    if not isinstance(session, dict):
        return event
    tools = [{"type": tool["type"], "name": tool["name"]} for tool in session["tools"]]
    return {**event, "session": {**session, "tools": tools}}


def _shortened(value: Any, longest: int) -> Any:
    match value:
        case str() if len(value) > longest:
            return f"{value[:longest]}…"
        case dict():
            return {key: _shortened(one, longest) for key, one in value.items()}
        case list():
            return [_shortened(one, longest) for one in value]
    return value
