"""Commands that one tool offers by their labels, as menus do: "zoom in" is all that anybody says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from navai_jupyter.engine.planner.index import Index
from navai_jupyter.engine.planner.intents import Intent
from navai_jupyter.engine.planner.model import Call
from navai_jupyter.engine.planner.slots import assembled
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.words import ARTICLES, Token, alike, name_words

HEARD = 0.88
"""Likeness from which on a recogniser may have missed a sound of the label."""
LEFT_OUT = ARTICLES | {"me"}


def labelled(spoken: Sequence[Token], index: Index) -> Iterator[Intent]:
    """The calls of tools without an action of their own that need one label, which is the whole sentence.

    A tool with an action needs more: whoever names a table does not ask `delete_table` to delete it.
    """
    words = [token.word for token in spoken if token.word not in LEFT_OUT]
    for card in index.cards:
        needed = [slot for slot in card.slots if slot.required]
        if card.verb or len(needed) != 1:
            continue
        for label in needed[0].choices:
            known = name_words(str(label))
            if len(known) > 1 and (likeness := _likeness(words, known)) >= HEARD:
                call = Call(card.tool.name, assembled({needed[0].name: label}, list(card.slots)))
                yield Intent(1.0 - likeness, str(label).lower(), call)


def _likeness(words: Sequence[str], known: Sequence[str]) -> float:
    if [stem(word) for word in words] == [stem(word) for word in known]:
        return 1.0
    return alike(" ".join(words), " ".join(known)) if len(words) == len(known) else 0.0
