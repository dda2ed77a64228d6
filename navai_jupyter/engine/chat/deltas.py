"""One piece of a streamed answer, read leniently: servers differ in what they leave out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from navai_jupyter.engine.chat.failure import refused, unusable


@dataclass(frozen=True)
class CallPart:
    """A fragment of a tool call, or a whole one; ``arguments`` is an object on servers that send it so."""

    index: int | None
    id: str
    name: str
    arguments: str | Mapping[str, Any]


@dataclass(frozen=True)
class Delta:
    """``text`` to say, ``calls`` to make; ``thought`` when the model thinks; ``finish`` when it is done."""

    text: str = ""
    calls: tuple[CallPart, ...] = ()
    thought: bool = False
    finish: str = ""

    @property
    def empty(self) -> bool:
        """Nothing but a sign of life, as the piece that only names the role."""
        return not (self.text or self.calls or self.thought or self.finish)


def read_delta(data: str, key: str = "") -> Delta:
    """A chunk of the stream, or a whole answer of a server that does not stream; raises `ChatFailure`."""
    try:
        chunk = json.loads(data)
    except ValueError as error:
        raise unusable("A piece of its answer is not JSON.") from error
    if not isinstance(chunk, dict):
        raise unusable("A piece of its answer is not a JSON object.")
    if chunk.get("error"):
        raise refused(500, data, key)
    try:
        return _delta(chunk)
    except (AttributeError, TypeError) as error:
        raise unusable("A piece of its answer is no piece of a chat completion.") from error


def _delta(chunk: Mapping[str, Any]) -> Delta:
    choices = chunk.get("choices") or [{}]  # the last chunk may have none, only numbers of use
    choice = choices[0] if isinstance(choices, list) and isinstance(choices[0], dict) else {}
    piece = choice.get("delta") or choice.get("message") or {}
    calls = piece.get("tool_calls") or []
    return Delta(
        text=_text(piece.get("content")),
        calls=tuple(_call(call) for call in calls if isinstance(call, dict)),
        thought=any(piece.get(name) for name in ("reasoning_content", "reasoning", "thinking")),
        finish=choice.get("finish_reason") or "",
    )


def _text(content: object) -> str:
    if isinstance(content, list):  # parts, as some servers send them
        return "".join(part.get("text") or "" for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def _call(call: Mapping[str, Any]) -> CallPart:
    function = call.get("function") or {}
    index, arguments = call.get("index"), function.get("arguments") or ""
    if not isinstance(arguments, str | Mapping):
        raise TypeError("arguments are JSON or an object")
    return CallPart(
        index=index if isinstance(index, int) else None,
        id=call.get("id") or "",
        name=function.get("name") or "",
        arguments=arguments,
    )
