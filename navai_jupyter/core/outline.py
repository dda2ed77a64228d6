"""Headings as destinations; the twin of ``js/src/core/outline.ts``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from navai_jupyter.core.wire import RouteInfo


@dataclass(frozen=True)
class Heading:
    name: str
    level: int
    cell_id: str


def outline(headings: Iterable[Heading]) -> list[RouteInfo]:
    """In document order, each told by what is above it; the second of one name is reached by its cell."""
    above: dict[int, str] = {}
    taken: set[str] = set()
    routes = []
    for heading in headings:
        above = {level: name for level, name in above.items() if level < heading.level}
        path = f"#{heading.name}"
        if path in taken:
            path = f"cell:{heading.cell_id}"
        taken.add(path)
        routes.append(RouteInfo(name=heading.name, path=path, description=" › ".join(above.values())))
        above[heading.level] = heading.name
    return routes
