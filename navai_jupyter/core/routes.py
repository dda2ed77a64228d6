"""From what was said to one destination, or to the candidates when two are equally good.

The twin of ``js/src/core/resolve.ts``, whose head describes the algorithm; both are held to
``tests/cases/routes.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from navai_jupyter.core.likeness import score, telling
from navai_jupyter.core.spelling import normalise
from navai_jupyter.core.wire import RouteInfo

FLOOR = 0.6
TIE_MARGIN = 0.05
MAX_CANDIDATES = 5
NUMBERED_NAME = re.compile(r"((?:[^\W\d]+ )?\d[\d.]*) (.+)")
"""A name after its number, as in "2.1 Data" and "Part 3 models": each half is a name as well."""
NTH = re.compile(r"(\d+|last) (.+)")
INSIDE = re.compile(r" (?:under|in|inside|within|of|from) ")


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


def resolve(target: str, routes: Sequence[RouteInfo]) -> Resolution:
    return resolve_exactly(target, routes) or _rank(normalise(target), routes)


def resolve_exactly(target: str, routes: Sequence[RouteInfo]) -> Resolution | None:
    """Only what a path, a name or its place says in so many words."""
    path = target.strip().lower()
    by_path = next((route for route in routes if route.path.strip().lower() == path), None)
    if by_path:
        return Found(by_path)
    said = normalise(target)
    if not said:
        return Unknown([])
    return _one(_named(said, routes)) or _nth(said, routes) or _inside(said, routes)


def navigation_answer(resolution: Resolution) -> dict[str, JsonValue]:
    """What ``navigate_to`` answers (NAVAI's shape, and the candidates beside it)."""
    if isinstance(resolution, Found):
        return {"ok": True, "path": resolution.route.path, "name": resolution.route.name}
    names: list[JsonValue] = [r.name for r in resolution.candidates]
    if isinstance(resolution, Tie):
        return {"ok": False, "error": "Several destinations fit equally well.", "candidates": names}
    return {"ok": False, "error": "Unknown or disallowed route.", "candidates": names}


def _named(said: str, routes: Sequence[RouteInfo]) -> list[RouteInfo]:
    """Whose name or synonym this is; else whose name it is without fillers, or one half of it."""
    exact = [route for route in routes if said in _names(route)]
    if exact:
        return _one_per_path(exact)
    words = telling(said)
    return _one_per_path(r for r in routes if any(telling(form) == words for form in _forms(r)))


def _nth(said: str, routes: Sequence[RouteInfo]) -> Resolution | None:
    """ "the second setup" and "the last setup", of several with that name."""
    match = NTH.fullmatch(" ".join(telling(said)))
    twins = _named(match[2], routes) if match else []
    if not match or len(twins) < 2:
        return None
    if match[1] == "last":
        return Found(twins[-1])
    place = int(match[1])
    return Found(twins[place - 1]) if 1 <= place <= len(twins) else Tie(twins[:MAX_CANDIDATES])


def _inside(said: str, routes: Sequence[RouteInfo]) -> Resolution | None:
    """ "setup under chapter 2": a name, and what it lies under."""
    for match in INSIDE.finditer(said):
        name, above = said[: match.start()], said[match.end() :]
        below = [route for route in routes if _lies_under(route, above)]
        if not below:
            continue
        found = _one(_named(name, below)) or _rank(name, below)
        if not isinstance(found, Unknown):
            return found
    return None


def _lies_under(route: RouteInfo, above: str) -> bool:
    parts = (normalise(part) for part in route.description.split(" › "))
    return any(part and score(above, part) >= FLOOR for part in parts)


def _one(named: list[RouteInfo]) -> Resolution | None:
    if not named:
        return None
    return Found(named[0]) if len(named) == 1 else Tie(named[:MAX_CANDIDATES])


def _rank(said: str, routes: Sequence[RouteInfo]) -> Resolution:
    scored = [(max((score(said, name) for name in _names(r)), default=0.0), r) for r in routes]
    ranked = sorted(scored, key=lambda pair: -pair[0])

    def above(least: float) -> list[RouteInfo]:
        return _one_per_path(r for score, r in ranked if score >= least)[:MAX_CANDIDATES]

    if not ranked or ranked[0][0] < FLOOR:
        return Unknown(above(FLOOR / 2))
    best = above(ranked[0][0] - TIE_MARGIN)
    return Found(best[0]) if len(best) == 1 else Tie(best)


def _names(route: RouteInfo) -> list[str]:
    return [normalise(name) for name in (route.name, *route.synonyms)]


def _forms(route: RouteInfo) -> list[str]:
    halves = (NUMBERED_NAME.fullmatch(name) for name in _names(route))
    return [*_names(route), *(half for match in halves if match for half in match.groups())]


def _one_per_path(routes: Iterable[RouteInfo]) -> list[RouteInfo]:
    return list({route.path: route for route in reversed(list(routes))}.values())[::-1]
