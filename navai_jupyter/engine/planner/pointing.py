"""What "it" stands for."""

from __future__ import annotations

from collections.abc import Iterator

from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.reading import Recent
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.way import Way

POINTED, POINTED_BLINDLY = 0.1, 0.25


def pointed(way: Way, card: Card, recent: Recent) -> Iterator[Way]:
    """ "it" for the thing that the last call was about, or for the thing that the name leaves open."""
    mask = 0
    for bit, word in enumerate(card.words):
        if not way.mask >> bit & 1 and not card.verb >> bit & 1 and stem(word) in recent.stems:
            mask |= 1 << bit
    same = {
        index: recent.arguments[slot.name]
        for index, slot in enumerate(card.slots)
        # What "it" is, is what stays the same; on or off is what changes.
        if not way.taken >> index & 1 and slot.name in recent.arguments and slot.kind != "boolean"
    }
    needed = [index for index, slot in enumerate(card.slots) if slot.required]
    texts = [value for value in recent.arguments.values() if isinstance(value, str)]
    if len(needed) == len(texts) == 1 and card.slots[needed[0]].free and not way.taken >> needed[0] & 1:
        same = {needed[0]: texts[0]}
    if mask or same:
        after = way.after(POINTED, mask=mask, pointed=True)
        for index, value in same.items():
            after = after.after(0.0, index=index, value=value, pointed=True)
        yield after
    rest = card.whole & ~way.mask & ~card.verb
    if card.creates and rest:
        # What is yet to be made cannot be pointed at.
        return
    yield way.after(POINTED_BLINDLY, mask=rest if way.mask & card.verb else 0, pointed=True)
