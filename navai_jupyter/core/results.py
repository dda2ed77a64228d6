"""Small, true JSON for the model from whatever a function returned."""

from __future__ import annotations

import dataclasses
import datetime
import json
import math
import sys
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import Any, cast

from pydantic import BaseModel, JsonValue

from navai_jupyter.core.text import sendable, text_of

LIMIT = 16 * 1024
"""Characters of JSON that a model is given at most for one result."""
LARGEST_EXACT = 2**53
"""Larger integers lose digits in a page."""


@dataclass(frozen=True)
class Detail:
    """How much of a value is shown."""

    items: int
    text: int
    depth: int


_LEVELS = (
    Detail(2000, LIMIT, 12),
    Detail(200, 4000, 8),
    Detail(50, 1000, 6),
    Detail(10, 300, 4),
    Detail(3, 80, 3),
)


def summarise(value: Any, limit: int = LIMIT) -> JsonValue:
    """The value itself when it fits, else its type, its size and its beginning."""
    for detail in _LEVELS:
        shown = _show(value, detail, detail.depth)
        if len(json.dumps(shown, ensure_ascii=False)) <= limit:
            return shown
    return {"type": type(value).__name__, "text": text_of(value)[: limit // 2]}


def _show(value: Any, detail: Detail, depth: int) -> JsonValue:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return _show(value.value, detail, depth)
    if isinstance(value, int):
        return int(value) if abs(value) <= LARGEST_EXACT else str(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(float(value))
    if isinstance(value, str):
        return _cut(value, detail.text)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return {"type": type(value).__name__, "bytes": len(value)}
    table = _show_table(value, detail, depth)
    if table is not None:
        return table
    if depth == 0:
        return _cut(text_of(value), detail.text)
    if isinstance(value, BaseModel):
        return _show(dict(value), detail, depth)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _show({f.name: getattr(value, f.name) for f in dataclasses.fields(value)}, detail, depth)
    if isinstance(value, Mapping):
        return _show_mapping(value, detail, depth)
    if isinstance(value, list | tuple | AbstractSet):
        return _show_items(value, len(value), detail, depth)
    return _cut(text_of(value), detail.text)


def _show_mapping(value: Mapping[Any, Any], detail: Detail, depth: int) -> JsonValue:
    first: JsonValue = {
        _cut(str(key), detail.text): _show(item, detail, depth - 1)
        for key, item in islice(value.items(), detail.items)
    }
    if len(value) <= detail.items:
        return first
    return {"type": type(value).__name__, "length": len(value), "first": first}


def _show_items(value: Iterable[Any], length: int, detail: Detail, depth: int) -> JsonValue:
    first: JsonValue = [_show(item, detail, depth - 1) for item in islice(value, detail.items)]
    if length <= detail.items:
        return first
    return {"type": type(value).__name__, "length": length, "first": first}


def _show_table(value: Any, detail: Detail, depth: int) -> JsonValue:
    """pandas and numpy values; neither is imported here: a value of theirs means that they are loaded."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and isinstance(value, numpy.generic):
        return _show(value.item(), detail, depth) if not isinstance(value.item(), numpy.generic) else str(value)
    if numpy is not None and isinstance(value, numpy.ndarray):
        return _show_array(value, detail, depth)
    if pandas is not None and isinstance(value, pandas.DataFrame):
        return {
            "type": "DataFrame",
            "shape": list(value.shape),
            "columns": {str(name): str(kind) for name, kind in islice(value.dtypes.items(), detail.items)},
            "first": [_show(row, detail, 2) for row in value.head(min(detail.items, 10)).to_dict("records")],
        }
    if pandas is not None and isinstance(value, pandas.Series | pandas.Index):
        items = cast(Iterable[Any], value.tolist() if len(value) <= detail.items else value[: detail.items])
        head: JsonValue = [_show(item, detail, 2) for item in items]
        return {"type": type(value).__name__, "length": len(value), "dtype": str(value.dtype), "first": head}
    return None


def _show_array(value: Any, detail: Detail, depth: int) -> JsonValue:
    if value.size <= detail.items and depth >= value.ndim:
        return _show(value.tolist(), detail, depth)
    summary: dict[str, JsonValue] = {
        "type": "ndarray",
        "shape": list(value.shape),
        "dtype": str(value.dtype),
        "first": _show(value.ravel()[: min(detail.items, 10)].tolist(), detail, 2),
    }
    if value.size and value.dtype.kind in "iuf":
        for name in ("min", "max", "mean"):
            summary[name] = _show(getattr(value, name)().item(), detail, 1)
    return summary


def _cut(text: str, limit: int) -> str:
    kept = sendable(text[:limit])
    return kept if len(text) <= limit else f"{kept}… ({len(text) - limit} more characters)"


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
        return self._objects[call_id]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._objects))

    def __len__(self) -> int:
        return len(self._objects)

    def __repr__(self) -> str:
        kinds = ", ".join(f"{key}: {type(value).__name__}" for key, value in tuple(self._objects.items()))
        return f"<results of {len(self)} calls{': ' if kinds else ''}{kinds}>"
