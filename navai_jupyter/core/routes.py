"""From what was said to one destination, or to the candidates when two are equally good.

The twin of ``js/src/core/resolve.ts``, whose head describes the algorithm; both are held to
``tests/cases/routes.json``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from navai_jupyter.core.distance import ratio
from navai_jupyter.core.wire import RouteInfo

FLOOR = 0.6
TIE_MARGIN = 0.05
TOKEN_FLOOR = 0.75
MAX_CANDIDATES = 5
FILLERS = frozenset("a an chapter go heading me open part please section show take the to".split())
NUMBERS = {
    word: str(n)
    for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}


@dataclass(frozen=True)
class Found:
    route: RouteInfo


@dataclass(frozen=True)
class Tie:
    candidates: list[RouteInfo]


@dataclass(frozen=True)
class Unknown:
    candidates: list[RouteInfo]


Resolution = Found | Tie | Unknown


def normalise(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(_letter(char) for char in plain)
    return " ".join(NUMBERS.get(word, word) for word in kept.split(" ") if word)


def resolve(target: str, routes: Sequence[RouteInfo]) -> Resolution:
    path = target.strip().lower()
    said = normalise(target)
    by_path = next((r for r in routes if r.path.strip().lower() == path), None)
    if by_path:
        return Found(by_path)
    if not said:
        return Unknown([])
    named = _one_per_path(r for r in routes if said in _names(r))
    if named:
        return Found(named[0]) if len(named) == 1 else Tie(named[:MAX_CANDIDATES])
    return _rank(said, routes)


def navigation_answer(resolution: Resolution) -> dict[str, JsonValue]:
    """What ``navigate_to`` answers (NAVAI's shape, and the candidates beside it)."""
    if isinstance(resolution, Found):
        return {"ok": True, "path": resolution.route.path, "name": resolution.route.name}
    names: list[JsonValue] = [r.name for r in resolution.candidates]
    if isinstance(resolution, Tie):
        return {"ok": False, "error": "Several destinations fit equally well.", "candidates": names}
    return {"ok": False, "error": "Unknown or disallowed route.", "candidates": names}


def _rank(said: str, routes: Sequence[RouteInfo]) -> Resolution:
    scored = [(max((_score(said, name) for name in _names(r)), default=0.0), r) for r in routes]
    ranked = sorted(scored, key=lambda pair: -pair[0])

    def above(least: float) -> list[RouteInfo]:
        return _one_per_path(r for score, r in ranked if score >= least)[:MAX_CANDIDATES]

    if not ranked or ranked[0][0] < FLOOR:
        return Unknown(above(FLOOR / 2))
    best = above(ranked[0][0] - TIE_MARGIN)
    return Found(best[0]) if len(best) == 1 else Tie(best)


def _score(said: str, name: str) -> float:
    wanted, offered = _words(said), _words(name)
    if any(_is_strict(word) and word not in offered for word in wanted):
        return 0.0
    covered = _cover(wanted, offered) * (0.75 + 0.25 * _cover(offered, wanted))
    joined = ratio("".join(wanted), "".join(offered))
    return max(covered, joined if joined >= TOKEN_FLOOR else 0.0)


def _cover(words: list[str], among: list[str]) -> float:
    total = sum(len(word) for word in words)
    alike = sum(len(word) * max((_likeness(word, other) for other in among), default=0.0) for word in words)
    return alike / total if total else 0.0


def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if min(len(left), len(right)) < 4:
        return 0.0
    alike = ratio(left, right)
    return alike if alike >= TOKEN_FLOOR else 0.0


def _is_strict(word: str) -> bool:
    """Numbers and single letters tell destinations apart ("Step 2", "Model B"): they are never guessed."""
    return len(word) == 1 or any(unicodedata.category(char).startswith("N") for char in word)


def _words(normalised: str) -> list[str]:
    every = list(dict.fromkeys(normalised.split()))
    return [word for word in every if word not in FILLERS] or every


def _names(route: RouteInfo) -> list[str]:
    return [normalise(name) for name in (route.name, *route.synonyms)]


def _one_per_path(routes: Iterable[RouteInfo]) -> list[RouteInfo]:
    return list({route.path: route for route in reversed(list(routes))}.values())[::-1]


def _letter(char: str) -> str:
    kind = unicodedata.category(char)[0]
    return char if kind in "LN" else "" if kind == "M" else " "
