"""Words of a sentence that fill no argument and name nothing: what it costs to pass over them."""

from __future__ import annotations

from collections.abc import Mapping, Set

from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.courtesy import Mood
from navai_jupyter.engine.planner.grammar import (
    AUXILIARIES,
    CALLS,
    FILLERS,
    GOES,
    INTRODUCTIONS,
    LINKS,
    MAKES,
    QUANTIFIERS,
    SHOWS,
    SOFT,
    STANDING,
)
from navai_jupyter.engine.planner.numbers import NUMBER_WORDS
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.thesaurus import is_action, relatives, stem
from navai_jupyter.engine.planner.way import Way
from navai_jupyter.engine.planner.words import ARTICLES

TAKEN_UP = frozenset("it they this that".split())
ASKERS = frozenset({"i", "we"})
"""Who may ask about what is theirs: "how full were we?"."""
POINTING, THERE_ALREADY = frozenset("this that these those".split()), 0.15
"""Words before a thing that is there, and what they cost after "make" where the tool makes a new one."""
FILLER, SOFTLY, LINKED, QUANTIFIED, PREPOSED = 0.02, 0.05, 0.25, 0.2, 0.15
GENERIC, GONE, SHOWN, CHANGED, ELSEWHERE = 0.02, 0.2, 0.06, 0.3, 0.18


class Passing:
    """``meant`` are the places where words of the tool's name or description are said.

    ``elsewhere`` are stems that several tools have in their names.
    """

    def __init__(
        self,
        sentence: Sentence,
        card: Card,
        meant: Set[int],
        described: Mapping[int, float],
        mood: Mood,
        *,
        answering: bool,
        elsewhere: frozenset[str],
    ) -> None:
        self._sentence, self._card, self._meant, self._described = sentence, card, meant, described
        self._mood, self._answering, self._elsewhere = mood, answering, elsewhere

    def over(self, at: int, way: Way) -> Way | None:
        """The way behind this word; None where it belongs nowhere."""
        word = self._sentence.words[at]
        verb_free = not way.begun and not way.light
        if verb_free and word in CALLS:
            return way.after(GENERIC, light=True)
        if verb_free and word in SHOWS | MAKES and at not in self._described:
            cost = SHOWN if word in SHOWS or self._card.changes else CHANGED
            cost = GONE if word in GOES else cost
            return way.after(cost, light=True, shown=word in SHOWS)
        if word in FILLERS:
            changed = at == 1 and word in POINTING and self._sentence.words[0] == "make" and self._card.creates
            return way.after(FILLER + THERE_ALREADY * changed, idle=True)
        if at in self._described:
            acted = not (way.mask or way.taken or way.acted) and self._acts(word)
            return way.after(self._described[at], told=not acted, acted=acted, begun=True)
        if (
            word in SOFT
            and (word != "one" or (at and self._sentence.words[at - 1] in STANDING))
            and (way.begun or way.light or self._answering)
        ):
            return way.after(SOFTLY)
        if word in INTRODUCTIONS and way.begun:
            return way.after(FILLER)
        if word in AUXILIARIES and self._mood == "question":
            return way.after(SOFTLY)
        if word in ASKERS and self._mood == "question" and self._sentence.words[at - 1] in LINKS | AUXILIARIES:
            return way.after(SOFTLY)
        if word in TAKEN_UP and way.begun and {*self._sentence.words[at + 1 : at + 2]} & LINKS:
            # "Tell me when they are done."
            return way.after(SOFTLY)
        resumed = at and self._sentence.words[at - 1] in TAKEN_UP
        if word in LINKS and (way.taken or resumed or self._mood == "question"):
            return way.after(LINKED if self._mood == "command" else SOFTLY)
        if self._sentence.measured(at):
            return way.after(FILLER)
        if self._answering and stem(word) in self._card.own:
            return way.after(SOFTLY)
        if word in QUANTIFIERS or (word == "one" and at + 1 in self._meant):
            return way.after(QUANTIFIED)
        if word in NUMBER_WORDS and at and self._sentence.words[at - 1] in ARTICLES and at + 1 in self._meant:
            # "Join the two cells."
            return way.after(QUANTIFIED)
        if stem(word) in self._elsewhere and self._mood == "question":
            return way.after(ELSEWHERE)
        # A recogniser writes "for" and "to" as digits before another number.
        if word in ("4", "2") and at + 1 < len(self._sentence) and self._sentence.numbers(at + 1):
            return way.after(PREPOSED)
        return None

    def _acts(self, word: str) -> bool:
        """It is the action of the description, or means the same."""
        return is_action(word) and bool(self._card.acts & set(relatives(word)))
