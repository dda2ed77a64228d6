"""What the resolver of destinations makes of what is said: ``python -m tests.benchmarks.resolver``."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Any

from navai_jupyter.core.outline import Heading, outline
from navai_jupyter.core.routes import Found, Tie, resolve
from navai_jupyter.core.wire import RouteInfo
from tests.benchmarks.measure import Figure, Section, table

CASES = Path(__file__).parent.parent / "cases"
NOTEBOOKS: dict[str, Any] = json.loads((CASES / "notebooks.json").read_text())
SAID: dict[str, list[dict[str, Any]]] = json.loads((CASES / "resolver.json").read_text())["said"]
PARTS = {"tuned": "tuned on", "heldout": "held-out"}
OUTCOMES = {
    "right": "went to the right place, or rightly asked or refused",
    "asked": "asked, with the right place among the answers",
    "missed": "found nothing, or asked about others",
    "wrong": "went to a wrong place",
}


def headings_of(name: str) -> list[RouteInfo]:
    """The destinations of one of the fixture notebooks."""
    cells = NOTEBOOKS[name]["cells"]
    return outline(Heading(*heading, cell["id"]) for cell in cells for heading in cell.get("headings", []))


def outcome(case: dict[str, Any]) -> str:
    """What came of one sentence; ``go`` is a path, or the paths to ask about, or nothing."""
    found = resolve(case["said"], headings_of(case["in"]))
    wanted = case["go"]
    if isinstance(found, Found):
        return "right" if found.route.path == wanted else "wrong"
    if isinstance(found, Tie):
        paths = [route.path for route in found.candidates]
        if isinstance(wanted, list) and set(paths) == set(wanted):
            return "right"
        return "asked" if wanted in paths else "missed"
    return "right" if wanted is None else "missed"


def count(part: str) -> dict[str, int]:
    return dict(Counter(outcome(case) for case in SAID[part]))


def measure_resolver(runs: int) -> Section:
    """Shares of each outcome, wrong guesses apart, and how long a look among 200 names takes."""
    figures = []
    for part, name in PARTS.items():
        counts, total = count(part), len(SAID[part])
        figures += [
            Figure(f"{name}: {words}", [100 * counts.get(kind, 0) / total], unit=f"% of {total}")
            for kind, words in OUTCOMES.items()
        ]
    return Section("Destinations by name", [*figures, Figure("one look among 200 names", _times(runs))])


def _times(runs: int) -> list[float]:
    every = [route for name in NOTEBOOKS for route in headings_of(name)]
    names = [route.model_copy(update={"path": f"{route.path} {n}"}) for n in range(4) for route in every][:200]
    samples = []
    for _ in range(runs):
        started = perf_counter()
        resolve("the discusion of the results", names)
        samples.append((perf_counter() - started) * 1000)
    return samples


if __name__ == "__main__":
    print(table([measure_resolver(runs=100)]))
