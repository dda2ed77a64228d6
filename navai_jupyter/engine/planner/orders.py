"""Sentences whose words stand in another order than a command's usually do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from navai_jupyter.engine.planner.grammar import PREPOSITIONS
from navai_jupyter.engine.planner.thesaurus import is_action
from navai_jupyter.engine.planner.words import Token

LONGEST_TOPIC = 5
"""Words of a thing that is named before it is said what to do with it."""
USED = frozenset("use take have put try want".split())
TAKEN_UP = frozenset("it them that this these those one".split())


def reordered(spoken: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The usual order of a sentence that begins with something else than its verb."""
    for place in range(2, len(spoken) - 2):
        if [one.word for one in spoken[place : place + 2]] == ["instead", "of"] and spoken[0].word in USED:
            # "Use honey instead of sugar" replaces the sugar with honey.
            thing, place_of = spoken[1:place], spoken[place + 2 :]
            yield (replace(spoken[0], word="replace"), *place_of, replace(spoken[place], word="with"), *thing)
    at = next((at for at, token in enumerate(spoken[:-1], 1) if token.mark == ","), 0)
    if not at or not is_action(spoken[at].word):
        return
    if spoken[0].word in PREPOSITIONS or at == 1:
        # "For age, fill the gaps", "inwards, move the focus".
        yield (*spoken[at:-1], replace(spoken[-1], mark=","), *spoken[:at])
    if at <= LONGEST_TOPIC:
        # "The dome, close it".
        for place in range(at + 1, len(spoken)):
            if spoken[place].word in TAKEN_UP:
                yield (
                    *spoken[at:place],
                    *spoken[: at - 1],
                    replace(spoken[at - 1], mark=""),
                    *spoken[place + 1 :],
                )
                return
