"""Sentences in a description's own words: the question that it answers, the things that it counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.courtesy import Request
from navai_jupyter.engine.planner.grammar import AUXILIARIES, FILLERS, LINKS, SOFT
from navai_jupyter.engine.planner.index import Hit, Index
from navai_jupyter.engine.planner.intents import Intent
from navai_jupyter.engine.planner.reader import Reader
from navai_jupyter.engine.planner.reading import Recent
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.speechact import ASKING, speech_act
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.words import words_of

ANSWERED, COUNTED, TOLD = 0.2, 0.2, 0.06
"""Doubt of a question in a description's words, of things that it counts, and cost of each further word."""
ENOUGH = 2
"""Words that must be the description's: one may be anywhere."""
QUANTITIES = {"count": stem("many"), "amount": stem("much")}
"""What "how many" and "how much" have become, and the word that a description has then."""
SMALL = FILLERS | LINKS | AUXILIARIES | ASKING | SOFT | QUANTITIES.keys() | frozenset({"i", "we"})


def restated(sentence: Sentence, asked: Request, index: Index, recent: Recent) -> Iterator[Intent]:
    """The calls of tools whose description has all the words of the sentence that mean something."""
    act = speech_act(asked)
    for card in index.cards if act in ("question", "request", "fragment") else ():
        said = _answered(sentence, card) if act == "question" else _counted(sentence, card)
        if not said:
            continue
        first = min(said)
        hits = {first: [Hit(first + 1, card.whole, ANSWERED if act == "question" else COUNTED)]}
        others = dict.fromkeys(said - {first}, TOLD)
        reading = Reader(sentence, card, hits, others, mood=asked.mood, recent=recent).read()
        if reading.covered and not (reading.missing or reading.unread or reading.is_text):
            yield Intent(
                reading.doubt,
                card.spoken,
                reading.calls[-1],
                whole=not reading.optional,
                idle=reading.idle,
            )


def _answered(sentence: Sentence, card: Card) -> frozenset[int]:
    """Where the question has words of the description of a tool that only tells something."""
    known = card.about | card.own
    found = {at for at, word in enumerate(sentence.words) if word not in SMALL and stem(word) in known}
    if not card.safe or len(found) < ENOUGH:
        return frozenset()
    asked = {at for at, word in enumerate(sentence.words) if QUANTITIES.get(word) in card.about}
    return frozenset(found | asked)


def _counted(sentence: Sentence, card: Card) -> frozenset[int]:
    """Where things stand behind a number that the description has a number of: "for eight *people*"."""
    numeric = [slot for slot in card.slots if slot.numeric]
    if len(numeric) != 1 or not numeric[0].required:
        return frozenset()
    things = _things(card.tool.description)
    ends = {number.end for at in range(len(sentence)) for number in sentence.numbers(at)} if things else ()
    return frozenset(at for at in ends if at < len(sentence) and stem(sentence.words[at]) in things)


@lru_cache(maxsize=4096)
def _things(description: str) -> frozenset[str]:
    """Stems of what the description has a number of."""
    told = words_of(description)
    counted = (at + 2 for at in range(len(told) - 2) if told[at : at + 2] == ["number", "of"])
    return frozenset(stem(told[at]) for at in counted)
