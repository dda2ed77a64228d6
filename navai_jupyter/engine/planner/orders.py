"""Sentences whose words stand in another order than a command's usually do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from navai_jupyter.engine.planner.grammar import PREPOSITIONS
from navai_jupyter.engine.planner.thesaurus import is_action
from navai_jupyter.engine.planner.words import ARTICLES, Token

LONGEST_TOPIC = 5
"""Words of a thing that is named before it is said what to do with it."""
CONTRASTS = (
    (("instead", "of"), "replace", True),
    (("in", "place", "of"), "replace", True),
    (("rather", "than"), "replace", True),
    (("next", "to"), "compare", False),
    (("side", "by", "side", "with"), "compare", False),
    (("beside",), "compare", False),
    (("alongside",), "compare", False),
)
"""Words between two things, the verb that is meant, and whether the second thing comes first then."""
PLACING = frozenset("put place lay set show hold open".split())
"""Verbs by which things are compared when one is beside the other."""
TAKEN_UP = frozenset("it them that this these those one".split())


def reordered(spoken: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The usual order of a sentence that begins with something else than its verb."""
    yield from _contrasted(spoken)
    at = next((at for at, token in enumerate(spoken[:-1], 1) if token.mark == ","), 0)
    if at and is_action(spoken[at].word):
        if spoken[0].word in PREPOSITIONS or at == 1:
            # "For age, fill the gaps", "inwards, move the focus".
            yield (*spoken[at:-1], replace(spoken[-1], mark=","), *spoken[:at])
        places = (place for place in range(at + 1, len(spoken)) if spoken[place].word in TAKEN_UP)
        yield from _with_topic(spoken, at, next(places, 0))
    else:
        # A recogniser leaves the comma out, or writes a full stop.
        for verb in range(2, len(spoken) - 1) if spoken[0].word in ARTICLES else ():
            if is_action(spoken[verb].word) and spoken[verb + 1].word in ("it", "them"):
                yield from _with_topic(spoken, verb, verb + 1)


def _with_topic(spoken: Sequence[Token], verb: int, pronoun: int) -> Iterator[tuple[Token, ...]]:
    """ "The dome, close it"."""
    if pronoun and verb <= LONGEST_TOPIC:
        topic = (*spoken[: verb - 1], replace(spoken[verb - 1], mark=""))
        yield (*spoken[verb:pronoun], *topic, *spoken[pronoun + 1 :])


def _contrasted(spoken: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """ "Use honey instead of sugar" replaces the sugar, "put one next to the other" compares both."""
    words = [token.word for token in spoken]
    for between, verb, swapped in CONTRASTS:
        for place in range(2, len(spoken) - len(between)):
            if tuple(words[place : place + len(between)]) != between:
                continue
            if is_action(words[0]) and (swapped or words[0] in PLACING):
                one, other = spoken[1:place], spoken[place + len(between) :]
                first, second = (other, one) if swapped else (one, other)
                yield (replace(spoken[0], word=verb), *first, replace(spoken[place], word="with"), *second)
