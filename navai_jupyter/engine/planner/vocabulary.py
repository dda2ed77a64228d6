"""Words that are likely in a session: what the recogniser is told to expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.destinations import places
from navai_jupyter.engine.planner.index import index_of
from navai_jupyter.engine.planner.model import NAVIGATE, Tool

MOST_NAMES = 20
"""Of places, and of functions: a longer hint slows the recogniser without telling it more."""


def vocabulary(tools: Sequence[Tool]) -> str:
    """A text with the session's own names, written as a person would say them."""
    parts = [f"Go to {', '.join(places(tool)[:MOST_NAMES])}." for tool in tools if tool.name == NAVIGATE]
    cards = index_of(tuple(tools)).cards
    # Functions that share their first word are many, and alike: the others' names tell more.
    ordered = sorted(cards, key=lambda card: card.domain)
    return " ".join([*parts, *_named(ordered)])


def _named(cards: Sequence[Card]) -> Iterator[str]:
    """Each name with its choices, without the word that many share; nothing is said twice."""
    told: set[tuple[str, ...]] = set()
    said: set[str] = set()
    for card in cards:
        name = card.words[card.domain :]
        choices = [str(choice) for slot in card.slots for choice in slot.choices]
        new = [choice for choice in choices if choice not in said]
        if name not in told and len(told) < MOST_NAMES:
            told.add(name)
            said.update(choices)
            yield f"{' '.join([' '.join(name).capitalize(), *new])}."
