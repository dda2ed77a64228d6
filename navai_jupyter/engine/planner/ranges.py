"""Several things that stand in a row: "cells three to five"."""

from __future__ import annotations

from collections.abc import Iterator

from navai_jupyter.engine.planner.amounts import NUMBERED
from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.grammar import MAKES
from navai_jupyter.engine.planner.numbers import GUESSED
from navai_jupyter.engine.planner.numbers import Reading as Number
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.several import ENUMERATED, Several
from navai_jupyter.engine.planner.slots import Value
from navai_jupyter.engine.planner.thesaurus import stem

THROUGH = frozenset("to through until till".split())
MOST = 20
"""So many calls at the most are meant by one sentence."""


def counts_things(sentence: Sentence, at: int, card: Card, index: int) -> bool:
    """Numbers at `at` are those of the things that the tool is about: "delete *cells* three to five"."""
    needed = [slot for slot in card.slots if slot.required and slot != card.slots[index]]
    if needed or not at or sentence.words[0] in MAKES:
        return False
    if not _is_only_number(card, index) or not _tells_apart(card, index):
        return False
    return stem(sentence.words[at - 1]) in card.own | card.about


def ranges(sentence: Sentence, at: int) -> Iterator[Value]:
    """All numbers from the one at `at` to another, each of which wants a call of its own."""
    first = _number(sentence, at)
    if first is not None and first.end + 1 < len(sentence) and sentence.words[first.end] in THROUGH:
        last = _number(sentence, first.end + 1)
        if last is not None and 0 < last.value - first.value < MOST:
            members = tuple(range(int(first.value), int(last.value) + 1))
            yield Value(Several(members), last.end, first.cost + last.cost + ENUMERATED)


def ends_range(sentence: Sentence, at: int, card: Card, index: int) -> bool:
    """The number at `at` is only the end of what is meant."""
    if at < 2 or sentence.words[at - 1] not in THROUGH or not _is_only_number(card, index):
        return False
    return any((found := _number(sentence, start)) and found.end == at - 1 for start in range(at - 1))


def _is_only_number(card: Card, index: int) -> bool:
    return card.slots[index].kind == "integer" and sum(slot.numeric for slot in card.slots) == 1


def _tells_apart(card: Card, index: int) -> bool:
    """The number says which one, as "page" and "cell number" do, and not how many, as "epochs" does."""
    name = card.names[index]
    same = {stem(word) for word in name if not word.endswith("s")} & card.own
    return bool(same or NUMBERED & {*name})


def _number(sentence: Sentence, at: int) -> Number | None:
    whole = [one for one in sentence.numbers(at) if one.cost < GUESSED and isinstance(one.value, int)]
    return whole[0] if whole else None
