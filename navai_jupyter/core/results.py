"""Small, true JSON for the model from whatever a function returned."""

from __future__ import annotations

import dataclasses
import datetime
import json
import math
import re
from collections import OrderedDict, deque
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import Any

from pydantic import BaseModel, JsonValue

from navai_jupyter.core.figures import figure_of
from navai_jupyter.core.tables import VALUES, is_a, outline, plain
from navai_jupyter.core.text import sendable, text_of

LIMIT = 16 * 1024
"""Characters of JSON that a model is given at most for one result."""
FIRST = 10
"""Items of what is too long to be shown whole."""
LARGEST_EXACT = 2**53
"""Larger integers lose digits in a page."""
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+>")


class _TooMuch(Exception):
    """What is shown does not fit."""


@dataclass
class Detail:
    """How much of a value is shown, and for how many more characters there is room."""

    items: int
    text: int
    depth: int
    room: int = 0

    def take(self, characters: int) -> None:
        self.room -= characters
        if self.room < 0:
            raise _TooMuch


_LEVELS = (
    Detail(2000, LIMIT, 12),
    Detail(200, 4000, 8),
    Detail(50, 1000, 6),
    Detail(10, 300, 4),
    Detail(10, 80, 2),
)


def summarise(value: Any, limit: int = LIMIT) -> JsonValue:
    """The value itself when it fits, else its type, its size and its beginning."""
    for level in _LEVELS:
        detail = dataclasses.replace(level, room=limit)
        try:
            shown = _show(value, detail, detail.depth)
        except _TooMuch:  # objects that know each other would be shown over and over
            continue
        if len(json.dumps(shown, ensure_ascii=False)) <= limit:
            return shown
    return {"type": type(value).__name__, "text": text_of(value)[: limit // 2]}


def _show(value: Any, detail: Detail, depth: int) -> JsonValue:
    detail.take(1)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return _show(value.value, detail, depth)
    if isinstance(value, int):
        return int(value) if abs(value) <= LARGEST_EXACT else text_of(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(float(value))
    if isinstance(value, str):
        return _cut(value, detail)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return {"type": type(value).__name__, "bytes": len(value)}
    if is_a(value, "numpy", "generic"):
        scalar = plain(value)
        return text_of(value) if is_a(scalar, "numpy", "generic") else _show(scalar, detail, depth)
    if is_a(value, "numpy", "ndarray") and _is_short(value, detail, depth):
        return _show(plain(value), detail, depth)
    if parts := outline(value, detail.items):
        return _show_outline(parts, detail, depth)
    if depth == 0:
        return _cut(text_of(value), detail)
    if isinstance(value, BaseModel):
        return _show(dict(value), detail, depth)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _show({f.name: getattr(value, f.name) for f in dataclasses.fields(value)}, detail, depth)
    if isinstance(value, Mapping):
        return _show_mapping(value, detail, depth)
    if isinstance(value, list | tuple | AbstractSet | deque):
        return _show_items(value, detail, depth)
    return _cut(_ADDRESS.sub(">", text_of(value)), detail)


def _is_short(array: Any, detail: Detail, depth: int) -> bool:
    return bool(array.size <= min(detail.items, VALUES) and depth >= array.ndim and figure_of(array) is None)


def _show_mapping(value: Mapping[Any, Any], detail: Detail, depth: int) -> JsonValue:
    shown = len(value) if len(value) <= detail.items else FIRST
    first: JsonValue = {
        _cut(str(key), detail): _show(item, detail, depth - 1) for key, item in islice(value.items(), shown)
    }
    return first if shown == len(value) else _beginning(value, len(value), first)


def _show_items(value: Collection[Any], detail: Detail, depth: int) -> JsonValue:
    shown = len(value) if len(value) <= detail.items else FIRST
    first: JsonValue = [_show(item, detail, depth - 1) for item in islice(value, shown)]
    return first if shown == len(value) else _beginning(value, len(value), first)


def _beginning(value: Any, length: int, first: JsonValue) -> JsonValue:
    return {"type": type(value).__name__, "length": length, "first": first, "left_out": length - FIRST}


def _show_outline(parts: Mapping[str, Any], detail: Detail, depth: int) -> JsonValue:
    return {name: _show(part, detail, max(depth, 3)) for name, part in parts.items()}


def _cut(text: str, detail: Detail) -> str:
    kept = sendable(text[: detail.text])
    detail.take(len(kept))
    return kept if len(text) <= detail.text else f"{kept}… ({len(text) - detail.text} more characters)"


class Results(Mapping[str, Any]):
    """The objects that the last calls returned, by call id; ``last`` is the newest."""

    def __init__(self, size: int = 32):
        self._size = size
        self._objects: OrderedDict[str, Any] = OrderedDict()
        self.last: Any = None

    def add(self, call_id: str, value: Any) -> None:
        self.last = value
        if call_id:
            self._objects[call_id] = value
            self._objects.move_to_end(call_id)
        while len(self._objects) > self._size:
            self._objects.popitem(last=False)

    def __getitem__(self, call_id: str) -> Any:
        if call_id not in self._objects:
            raise KeyError(f"{call_id}: only the results of the last {self._size} calls are kept")
        return self._objects[call_id]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._objects))

    def __len__(self) -> int:
        return len(self._objects)

    def __repr__(self) -> str:
        kinds = ", ".join(f"{key}: {type(value).__name__}" for key, value in tuple(self._objects.items()))
        return f"<results of {len(self)} calls{': ' if kinds else ''}{kinds}>"
