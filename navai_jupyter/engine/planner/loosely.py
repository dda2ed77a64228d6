"""A sentence read for its arguments alone: what the other words mean is weighed as a whole."""

from __future__ import annotations

from navai_jupyter.engine.planner.dates import MONTHS
from navai_jupyter.engine.planner.grammar import INTRODUCTIONS
from navai_jupyter.engine.planner.reader import Reader
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.texts import announced
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.way import Way

STRAY = 0.06
ANNOUNCED, NAMED, UNANNOUNCED = 0.05, 0.1, 0.4
"""Costs of a free text after a small word, of one that is written like a name, and of any other."""
SWALLOWED, COUNT_ALONE, BEGUN = 0.3, 0.3, 0.3
"""Costs of a number inside a text that nothing announces, of one that is all of the text, and of words like
"that" inside a text, which begin one."""
DATED, SHARED, YEAR = 0.5, 0.5, 0.15
"""Costs of a number that is to be something else than a part of a date, a share, or a year, as it looks."""
SHARES = frozenset(
    map(
        stem,
        "percent percentage fraction share ratio rate proportion size brightness level volume probability "
        "confidence threshold discount".split(),
    )
)
YEARS = ("19", "20")


class LooseReader(Reader):
    """A reader for which only numbers must have a place."""

    ignored = 0.5

    def _stray(self, at: int, way: Way) -> Way:
        return super()._stray(at, way) if self._sentence.numbers(at) else way.after(STRAY, begun=True)

    def _unsaid(self, way: Way) -> float:
        return 0.0

    def _unannounced(self, at: int, slot: Slot, way: Way) -> float | None:
        if not slot.free:
            return 0.0
        if not way.begun:
            return None
        words, spoken = self._sentence.words, self._sentence.spoken
        if spoken[at - 1].mark == ":" or words[at - 1] in INTRODUCTIONS:
            return 0.0
        if announced(self._sentence, at):
            return ANNOUNCED
        return NAMED if self._sentence.text[spoken[at].start].isupper() else UNANNOUNCED

    def _implausible(self, at: int, end: int, slot: Slot) -> float:
        if slot.free:
            counts = [bool(self._sentence.numbers(inner)) for inner in range(at, end)]
            spoken = self._sentence.spoken
            begun = any(spoken[one].word == "that" or spoken[one - 1].mark == ":" for one in range(at + 1, end))
            cost = SWALLOWED * (any(counts) and not announced(self._sentence, at)) + COUNT_ALONE * all(counts)
            return cost + BEGUN * begun
        if not slot.numeric:
            return 0.0
        words = self._sentence.words
        own = {stem(word) for word in (*slot.spoken.split(), *slot.about)}
        cost = DATED if at and words[at - 1] in MONTHS else 0.0
        if "percent" in words[end - 1 : end + 1] and not own & SHARES:
            cost += SHARED
        if len(words[at]) == 4 and words[at].isdigit() and words[at].startswith(YEARS):
            cost += YEAR * ("year" not in own | self._card.own | self._card.about)
        return cost
