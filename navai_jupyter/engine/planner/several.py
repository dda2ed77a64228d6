"""One command for several values: "delete boxes one and four"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from navai_jupyter.engine.planner.numbers import GUESSED
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot, Value
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.values import values
from navai_jupyter.engine.planner.words import ARTICLES, name_words

JOINTS = frozenset("and plus comma".split())
ENUMERATED = 0.06


@dataclass(frozen=True)
class Several:
    """Values for one argument, each of which wants a call of its own."""

    values: tuple[Any, ...]


def takes_several(slots: Sequence[Slot], index: int) -> bool:
    """No other argument could be meant by the second value."""
    slot = slots[index]
    alike = [one for one in slots if one.kind == slot.kind or (one.numeric and slot.numeric)]
    return slot.required and slot.kind in ("integer", "number", "choice") and alike == [slot]


def several(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    """Two or more values from `at` on; each may be named: "van one and van two"."""
    named = {stem(word) for word in name_words(slot.path[-1])}
    found: list[Any] = []
    cost, end = 0.0, at
    while end < len(sentence):
        one = min(values(sentence, end, slot, certain=True), key=lambda one: (one.cost, -one.end), default=None)
        if one is None or one.cost >= GUESSED or one.value in found:
            return
        found.append(one.value)
        cost, end = cost + one.cost, one.end
        if len(found) > 1:
            yield Value(Several(tuple(found)), end, cost + ENUMERATED)
        start = end
        while start < len(sentence) and (
            sentence.words[start] in JOINTS
            or (start > end and (sentence.words[start] in ARTICLES or stem(sentence.words[start]) in named))
        ):
            start += 1
        if start == end and not sentence.spoken[end - 1].mark:
            return
        end = start


def could_fill_another(
    value_of: Mapping[str, Any], before: Mapping[str, Any], slots: Sequence[Slot], words: Sequence[str]
) -> bool:
    """A new value that no name announces fits an argument that has one: "five metres to feet and *inches*"."""
    said = {stem(word) for word in words}
    changed = [slot for slot in slots if slot.name in value_of and value_of[slot.name] != before.get(slot.name)]
    return any(
        _fits(value_of[slot.name], slot, other)
        for slot in changed
        if not said & {stem(word) for word in name_words(slot.path[-1])}
        for other in slots
        if other.name in before and other not in changed
    )


def _fits(value: Any, slot: Slot, other: Slot) -> bool:
    if slot.numeric and other.numeric:
        return other.takes(value)
    return slot.kind == other.kind == "choice" and value in other.choices


def apart(filled: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What each of the calls fills."""
    count = max((len(one.values) for one in filled.values() if isinstance(one, Several)), default=1)
    return [
        {name: one.values[at] if isinstance(one, Several) else one for name, one in filled.items()}
        for at in range(count)
    ]
