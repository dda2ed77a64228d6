"""Figures, mostly in milliseconds, each beside the floor or the peer that was measured with it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

HEAD = ("what", "p50", "p95", "unit", "n", "beside")
NOTHING = "–"


@dataclass(frozen=True)
class Figure:
    """One thing that was measured; ``beside`` are other figures of the same run that it is compared with."""

    what: str
    samples: Sequence[float] = field(repr=False)
    beside: tuple[Figure, ...] = ()
    unit: str = "ms"

    @property
    def p50(self) -> float | None:
        return statistics.median(self.samples) if self.samples else None

    @property
    def p95(self) -> float | None:
        if len(self.samples) < 2:
            return self.p50
        return statistics.quantiles(self.samples, n=20, method="inclusive")[-1]

    def ratios(self) -> dict[str, float]:
        """How many times the median of each neighbour this one's median is."""
        return {
            peer.what: self.p50 / peer.p50
            for peer in self.beside
            if self.p50 is not None and peer.p50  # nothing is a multiple of nothing
        }

    def to_json(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "unit": self.unit,
            "p50": self.p50,
            "p95": self.p95,
            "n": len(self.samples),
            "beside": self.ratios(),
            "samples": [round(sample, 3) for sample in self.samples],
        }


@dataclass(frozen=True)
class Section:
    """Figures that were measured together."""

    title: str
    figures: list[Figure]

    def to_json(self) -> dict[str, Any]:
        return {"title": self.title, "figures": [figure.to_json() for figure in self.figures]}


def table(sections: Sequence[Section]) -> str:
    """Aligned columns of text, one figure a line, under the title of its section."""
    rows = [(section.title, [_row(figure) for figure in section.figures]) for section in sections]
    lines = [HEAD, *(row for _, section in rows for row in section)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    text = [_align(HEAD, widths)]
    for title, section in rows:
        text += ["", title, *(_align(row, widths) for row in section)]
    return "\n".join(text)


def _row(figure: Figure) -> tuple[str, ...]:
    beside = " · ".join(f"{ratio:.1f} × {name}" for name, ratio in figure.ratios().items())
    return (
        f"  {figure.what}",
        _number(figure.p50),
        _number(figure.p95),
        figure.unit,
        str(len(figure.samples)),
        beside,
    )


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}"


def _align(line: tuple[str, ...], widths: list[int]) -> str:
    what, p50, p95, unit, n, beside = (text.ljust(width) for text, width in zip(line, widths, strict=True))
    p50, p95, n = (text.strip().rjust(len(text)) for text in (p50, p95, n))
    return "  ".join([what, p50, p95, unit, n, beside]).rstrip()
