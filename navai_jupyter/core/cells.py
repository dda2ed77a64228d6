"""Which cell of a notebook a phrase means; the twin of ``js/src/core/cells.ts``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from navai_jupyter.core.cell_phrases import CellPhrase
from navai_jupyter.core.definitions import definitions
from navai_jupyter.core.outline import Heading, outline
from navai_jupyter.core.routes import MAX_CANDIDATES, Found, Resolution, Tie, Unknown, resolve
from navai_jupyter.core.spelling import normalise
from navai_jupyter.core.wire import RouteInfo

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class CellView:
    """``shows`` are kinds of output: output, plot, table, error."""

    id: str
    type: Literal["code", "markdown", "raw"]
    source: str = ""
    tags: tuple[str, ...] = ()
    headings: tuple[tuple[str, int], ...] = ()
    shows: frozenset[str] = frozenset()
    running: bool = False


def find_cell(phrase: CellPhrase, cells: Sequence[CellView], active: str | None) -> Resolution:
    """``active`` is the cell in which the person was when they began to speak."""
    at = next((n for n, cell in enumerate(cells) if cell.id == active), -1)
    scope = _scope(phrase.inside, cells)
    found = [n for n in _matching(phrase, cells) if n in scope]
    chosen = _choose(phrase, found, at)
    routes = [cell_route(cells, n) for n in dict.fromkeys(chosen)]
    if len(routes) == 1:
        return Found(routes[0])
    return Tie(routes[:MAX_CANDIDATES]) if routes else Unknown([])


def cell_route(cells: Sequence[CellView], at: int) -> RouteInfo:
    """A cell as a destination: its number, and the heading that it lies under."""
    above = [name for cell in cells[: at + 1] for name, _ in cell.headings]
    return RouteInfo(name=f"Cell {at + 1}", path=f"cell:{cells[at].id}", description=above[-1] if above else "")


def headings_of(cells: Sequence[CellView]) -> list[Heading]:
    return [Heading(name, level, cell.id) for cell in cells for name, level in cell.headings]


def _matching(phrase: CellPhrase, cells: Sequence[CellView]) -> list[int]:
    if phrase.kind == "section":
        return [n for n, cell in enumerate(cells) for _ in cell.headings]
    if phrase.kind == "makes":
        return _called(phrase.name, [definitions(c.source) if c.type == "code" else [] for c in cells])
    if phrase.kind == "tag":
        return _called(phrase.name, [list(cell.tags) for cell in cells])
    return [n for n, cell in enumerate(cells) if _is(phrase, cell)]


def _is(phrase: CellPhrase, cell: CellView) -> bool:
    match phrase.kind:
        case "cell":
            return True
        case "code" | "markdown" | "raw":
            return cell.type == phrase.kind
        case "empty":
            return not cell.source.strip() and not cell.headings
        case "running":
            return cell.running
    return phrase.kind in cell.shows


def _called(said: str, names: Sequence[Sequence[str]]) -> list[int]:
    """The cells that have the name which is said; a word may be said letter by letter."""
    every = list(dict.fromkeys(name for each in names for name in each))
    spelt = {name: normalise(_HUMP.sub(" ", name)) for name in every}
    joined = said.replace(" ", "")
    meant = next((name for name in every if spelt[name].replace(" ", "") == joined), None)
    if meant is None:
        found = resolve(said, [RouteInfo(name=spelt[name], path=name) for name in every])
        if not isinstance(found, Found):
            return []
        meant = found.route.path
    return [n for n, each in enumerate(names) if meant in each]


def _scope(inside: str, cells: Sequence[CellView]) -> range:
    """The cells under a heading, as far as the next one of its level or above."""
    if not inside:
        return range(len(cells))
    headings = headings_of(cells)
    found = resolve(inside, outline(headings))
    if not isinstance(found, Found):
        return range(0)
    at = next(n for n, route in enumerate(outline(headings)) if route == found.route)
    ends = (other.cell_id for other in headings[at + 1 :] if other.level <= headings[at].level)
    places = {cell.id: n for n, cell in enumerate(cells)}
    end = next(ends, None)
    return range(places[headings[at].cell_id], places[end] if end else len(cells))


def _choose(phrase: CellPhrase, found: Sequence[int], at: int) -> list[int]:
    which = phrase.which
    if isinstance(which, int):
        place = which if which < 0 else which - 1
        return [found[place]] if which and -len(found) <= place < len(found) else []
    if which == "current":
        return [at] if at in found else []
    if which == "next":
        return [n for n in found if n > at][:1]
    if which == "previous":
        before = [n for n in found if n < at]
        return before[-2:-1] if phrase.kind == "section" and at not in found else before[-1:]
    # A name is made where it first gets a value; what comes later changes it.
    return list(found[:1]) if phrase.kind == "makes" else list(found)
