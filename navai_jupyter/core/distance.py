"""Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours."""

from __future__ import annotations


def distance(left: str, right: str) -> int:
    before_last: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        row = [i]
        for j, b in enumerate(right, start=1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, before_last[j - 2] + 1)
            row.append(best)
        before_last, last = last, row
    return last[-1]


def ratio(left: str, right: str) -> float:
    """1 for equal texts, 0 for texts with nothing in common."""
    longest = max(len(left), len(right))
    return 1 - distance(left, right) / longest if longest else 1.0
