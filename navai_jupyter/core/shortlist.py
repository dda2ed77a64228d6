"""Which functions get a tool of their own, where a model cannot be told of all.

The twin of ``js/src/core/shortlist.ts``; both are held to ``tests/cases/catalogue.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from pydantic import JsonValue

from navai_jupyter.core.compact import compact_parameters
from navai_jupyter.core.wire import FunctionInfo

ROOM = 14_000
"""Characters that all tools of functions may take, about 3,500 tokens: each response reads them anew."""
MOST = 80
"""OpenAI's APIs refuse more than 128 tools: so many leave room for the reserved ones and the page's own."""


@dataclass(frozen=True)
class Shortlist:
    """``direct`` have a tool of their own, in the given order; unless ``is_whole`` there are others."""

    direct: list[FunctionInfo]
    is_whole: bool


def shortlist(functions: Sequence[FunctionInfo], used: Sequence[str]) -> Shortlist:
    """The page's own are few, and stand beside all others where `MOST` and `ROOM` allow that.

    Else all share both: what was ``used`` lately comes first, then one of the notebook's and one of the page's
    in turn, then the server's.
    """
    others = [info for info in functions if info.source != "page"]
    if len(others) <= MOST and sum(map(size, others)) <= ROOM:
        return Shortlist(list(functions), is_whole=True)
    chosen: set[int] = set()
    left = ROOM
    for info in _ranked(functions, used):
        needed = size(info)
        if needed <= left and len(chosen) < MOST and id(info) not in chosen:
            chosen.add(id(info))
            left -= needed
    return Shortlist([info for info in functions if id(info) in chosen], is_whole=False)


def told(info: FunctionInfo) -> dict[str, JsonValue]:
    """A function as a model is told of it."""
    parameters = compact_parameters(info.parameters)
    return {"name": info.name, "description": info.description, "parameters": parameters}


def _ranked(functions: Sequence[FunctionInfo], used: Sequence[str]) -> Iterable[FunctionInfo]:
    kernel, page, server = (
        [info for info in functions if info.source == source] for source in ("kernel", "page", "server")
    )
    by_name = {info.name: info for info in functions}
    in_turn = (info for pair in zip_longest(kernel, page) for info in pair if info is not None)
    return chain((by_name[name] for name in used if name in by_name), in_turn, server)


def size(info: FunctionInfo) -> int:
    """Characters that a model reads of it."""
    return len(json.dumps(told(info), ensure_ascii=False, separators=(",", ":")))
