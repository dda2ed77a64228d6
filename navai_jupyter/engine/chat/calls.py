"""Whole tool calls from the fragments in which they are streamed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from navai_jupyter.engine.chat.deltas import CallPart
from navai_jupyter.engine.chat.failure import unusable
from navai_jupyter.engine.planner import Call


@dataclass
class _Open:
    """A call that may grow."""

    index: int | None
    id: str
    name: str
    arguments: str = ""
    whole: dict[str, Any] = field(default_factory=dict)

    def continues(self, part: CallPart) -> bool:
        """Whether `part` belongs here; some servers number every call 0, some repeat id or name."""
        if part.index is not None and part.index != self.index:
            return False
        if part.id and self.id:
            return part.id == self.id
        return not (part.name and self.name and self.complete)

    @property
    def complete(self) -> bool:
        if self.whole:
            return True
        try:
            return isinstance(json.loads(self.arguments), dict)
        except ValueError:
            return False


class CallAssembler:
    def __init__(self) -> None:
        self._open: list[_Open] = []

    def add(self, part: CallPart) -> None:
        call = next((call for call in reversed(self._open) if call.continues(part)), None)
        if call is None:
            call = _Open(part.index, part.id, part.name)
            self._open.append(call)
        call.id, call.name = call.id or part.id, call.name or part.name
        if isinstance(part.arguments, Mapping):
            call.whole.update(part.arguments)
        else:
            call.arguments += part.arguments

    def calls(self) -> tuple[Call, ...]:
        """All calls, in the order in which they began; raises `ChatFailure` when one cannot be read."""
        return tuple(Call(call.name, call.whole or _arguments(call)) for call in self._open)


def _arguments(call: _Open) -> dict[str, Any]:
    if not call.name:
        raise unusable("It made a call without a function's name.")
    try:
        arguments = json.loads(call.arguments or "{}")
    except ValueError as error:
        raise unusable(f"The arguments of its call of {call.name} are not JSON.") from error
    if isinstance(arguments, str):  # encoded twice
        return _arguments(_Open(None, "", call.name, arguments))
    if not isinstance(arguments, dict):
        raise unusable(f"The arguments of its call of {call.name} are not a JSON object.")
    return arguments
