"""Numbers below zero that are said without a minus: "lower the contrast by ten", "go back five seconds"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.thesaurus import stem

DOWN = frozenset(
    "lower reduce decrease dim lessen less fewer down back backward backwards minus rewind".split()
)
ABSOLUTE = frozenset({"to", "at"})
"""Words before a number that is no change: "lower it to five"."""
SIGNED = frozenset(map(stem, ("negative", "minus")))
"""Words of a description that say that a number may be below zero."""


def signed(card: Card, filled: Mapping[str, Any], rest: Iterable[str]) -> dict[str, Any]:
    """The values with the sign that the other words of the sentence, ``rest``, give to the only number."""
    numbers = [slot for slot in card.slots if slot.numeric]
    named = next((slot for slot in numbers if len(numbers) == 1 and slot.name in filled), None)
    value = filled.get(named.name) if named else None
    words = DOWN.intersection(rest)
    if named is None or not isinstance(value, int | float) or not words or not _may_fall(card, named):
        return dict(filled)
    if value <= 0 or {stem(word) for word in words} & card.own:
        return dict(filled)
    return {**filled, named.name: -value}


def _may_fall(card: Card, slot: Slot) -> bool:
    below = slot.minimum is not None and slot.minimum < 0
    return below or bool(SIGNED & {*card.about, *map(stem, slot.about)})
