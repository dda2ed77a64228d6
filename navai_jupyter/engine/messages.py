"""Events as messages of a data channel, where a too long one would close the channel."""

from __future__ import annotations

import json
from typing import Any

MAX_MESSAGE = 262_144
"""Bytes: what Chromium sends and takes at most; aiortc would advertise a quarter of it."""


def message(event: dict[str, Any]) -> str:
    """The event as JSON. What is too large leaves out sound, then schemas, then the ends of long texts."""
    text = json.dumps(event)
    if len(text) <= MAX_MESSAGE:
        return text
    event = _without_schemas(_without_sound(event))
    longest = MAX_MESSAGE
    while len(text := json.dumps(event)) > MAX_MESSAGE:
        longest //= 2
        event = _shortened(event, longest)
    return text


def _without_sound(event: dict[str, Any]) -> dict[str, Any]:
    """Half a sound would be none that can be decoded."""
    item = event.get("item")
    if not isinstance(item, dict) or "content" not in item:
        return event
    content = [{key: value for key, value in part.items() if key != "audio"} for part in item["content"]]
    return {**event, "item": {**item, "content": content}}


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
