"""Click → connected, beside the least that a browser needs for it: a bare peer connection by the same relay."""

from __future__ import annotations

from tests.benchmarks.laboratory import Laboratory
from tests.benchmarks.measure import Figure, Section

CLICKS = 5
"""In one page; the first of them finds nothing warm but the engine."""


def measure_connect(laboratory: Laboratory, pages: int) -> Section:
    firsts: list[float] = []
    later: list[float] = []
    bare: list[float] = []
    for _ in range(pages):
        laboratory.open()
        firsts += laboratory.click()
        for _ in range(1, CLICKS):
            bare.append(laboratory.measure("barePeer"))
            later += laboratory.click()
    peer = Figure("bare peer connection", bare)
    figures = [
        Figure("click → connected", later, (peer,)),
        Figure("click → connected, first of a page", firsts, (peer,)),
        peer,
    ]
    return Section("Connecting, the engine warm", figures)
