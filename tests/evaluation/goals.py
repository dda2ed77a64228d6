"""What the spoken evaluation is to reach, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.evaluation.scores import Score

CLEAN_NEURAL = "neural voices, clean"
NEURAL = "neural voices"
"""Rows over all voices that could be a person's."""

LEAST_EXACT = {CLEAN_NEURAL: 95.0, NEURAL: 90.0}
MOST_FALSE = {CLEAN_NEURAL: 2.0, NEURAL: 2.0}
"""Per cent of the commands that are to be carried out exactly, and of the other sentences that may call."""


def goals(rows: Mapping[str, Score]) -> Iterator[str]:
    """A line for each goal that was measured: the figure, the goal, and whether it is reached."""
    for name, least in LEAST_EXACT.items():
        if name in rows and (exact := rows[name].exact) is not None:
            yield _line(f"exact call, {name}", exact, f"≥ {least:g}", exact >= least)
    for name, most in MOST_FALSE.items():
        if name in rows and (false := rows[name].false_accepts) is not None:
            yield _line(f"false accepts, {name}", false, f"≤ {most:g}", false <= most)


def _line(what: str, figure: float, goal: str, reached: bool) -> str:
    return f"Goal: {what}: {figure:.1f} % (goal {goal} %), {'reached' if reached else 'MISSED'}"
