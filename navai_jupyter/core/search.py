"""From what is wanted to the functions that fit best.

The twin of ``js/src/core/search.ts``, whose head describes the algorithm; both are held to
``tests/cases/catalogue.json``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import log
from typing import Any

from navai_jupyter.core.distance import ratio
from navai_jupyter.core.spelling import normalise
from navai_jupyter.core.wire import FunctionInfo

NAMED, TOLD, TAKEN = 1.0, 0.6, 0.3
NAME_SHARE = 0.5
WORTH = 0.4
SHORTEST, PREFIX_FLOOR, TYPO_FLOOR = 4, 0.7, 0.75
FILLERS = frozenset(
    "a an and are as at be by can could do does for from give had has have how i in into is it its me much many"
    " my of on or our please put tell that the their them there this to us was we what when where which who"
    " whose will with would you your".split()
)


@dataclass(frozen=True)
class _Entry:
    info: FunctionInfo
    name: list[str]
    weights: dict[str, float]
    """Each of its words, with what it counts where it stands."""


def search(query: str, functions: Sequence[FunctionInfo], most: int = 5) -> list[FunctionInfo]:
    """The functions that fit, the best first; none when no word of the query has anything to do with any."""
    entries = [_entry(info) for info in functions]
    uses = Counter(word for entry in entries for word in entry.weights)
    rarity = {word: log(1 + len(entries) / times) for word, times in uses.items()}
    wanted = _likenesses(_words(query), uses)
    scored = [(round(_score(entry, wanted, rarity) * 1e6), entry.info) for entry in entries]
    ranked = sorted((one for one in scored if one[0] > 0), key=lambda one: -one[0])
    return [info for score, info in ranked[:most] if score >= WORTH * ranked[0][0]]


def _entry(info: FunctionInfo) -> _Entry:
    weights: dict[str, float] = {}
    name = _words(info.name)
    for text, weight in (
        (name, NAMED),
        (_words(info.description), TOLD),
        (_words(" ".join(_told(info.parameters))), TAKEN),
    ):
        for word in text:
            weights.setdefault(word, weight)
    return _Entry(info, name, weights)


def _told(schema: Any) -> Iterable[str]:
    """Names, descriptions and choices of the parameters."""
    for name, parameter in (schema.get("properties") or {}).items():
        yield name
        if isinstance(parameter, dict):
            yield str(parameter.get("description") or "")
            yield from ("null" if choice is None else str(choice) for choice in parameter.get("enum") or ())


def _words(text: str) -> list[str]:
    every = list(dict.fromkeys(normalise(text).split()))
    return [word for word in every if word not in FILLERS] or every


def _likenesses(wanted: Iterable[str], known: Collection[str]) -> list[dict[str, float]]:
    """For each wanted word the known ones that are like it, and how much."""
    return [
        {word: alike for word in known if word[0] == one[0] and (alike := _likeness(one, word)) > 0}
        for one in wanted
    ]


def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    short, long = sorted((left, right), key=len)
    if long == f"{short}s":
        return 0.95
    if len(short) < SHORTEST:
        return 0.0
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False)))
    inflected = 2 * shared / (len(short) + len(long)) if shared >= SHORTEST else 0.0
    if inflected >= PREFIX_FLOOR:
        return inflected
    if len(short) < TYPO_FLOOR * len(long):
        return 0.0
    mistyped = ratio(left, right)
    return mistyped if mistyped >= TYPO_FLOOR else 0.0


def _score(entry: _Entry, wanted: list[dict[str, float]], rarity: dict[str, float]) -> float:
    said = sum(
        max(
            (rarity[word] * weight * alike.get(word, 0.0) for word, weight in entry.weights.items()),
            default=0.0,
        )
        for alike in wanted
    )
    covered = sum(
        rarity[word] * max((alike.get(word, 0.0) for alike in wanted), default=0.0) for word in entry.name
    )
    total = sum(rarity[word] for word in entry.name)
    return said * (1 - NAME_SHARE + NAME_SHARE * covered / total) if total else 0.0
