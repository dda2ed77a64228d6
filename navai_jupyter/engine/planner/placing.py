"""Which argument a value belongs to, as its place in the sentence tells."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine.planner.amounts import UNITS
from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.grammar import EQUALS, PREPOSITIONS
from navai_jupyter.engine.planner.ranges import ends_range
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.texts import is_prose
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.values import values

OUT_OF_ORDER, OPTIONAL_FIRST, AGAINST_HINT, BY_HINT = 0.2, 0.1, 0.22, -0.06
LEFT_OVER = 0.2
"""Cost of a text that nothing announces behind one that the tool has later: "replace … to new | *by old*"."""
AT_A_PLACE, WHERE = 0.3, frozenset("at in".split())
"""Cost of a name where a place would stand, and words before a place: "save a table at | the restaurant"."""
OF_ANOTHER = 0.35
"""Cost of a number before what names another argument: "ten *frames* of five *seconds*"."""
NAMED_ELSEWHERE = 0.2
"""Cost of a number that stands elsewhere than its argument's name: "split cell *three* at line two"."""
IN_EQUATION = 0.6
"""Cost of a number that nothing names after "equals": "append | y equals *five*"."""
OF_A_PHRASE = 0.5
"""Cost of a number that nothing names or announces where a phrase is wanted: "append | *two* and three"."""
HALF_A_RANGE = 1.0
"""Cost of the second number alone where both belong together."""
PLAINLY = 0.2
"""Up to this doubt a word is plainly one of an argument's few values."""


COUNTS = frozenset("count number n limit times copies repeats".split())
"""Words in the names of arguments that count things."""


class Places:
    """`names` are the slots, by index, whose name is said at each word, and where it ends."""

    def __init__(self, sentence: Sentence, card: Card, names: Sequence[Sequence[tuple[int, int]]]) -> None:
        self._sentence, self._card, self._names_at = sentence, card, names

    def order(self, at: int, taken: int, index: int) -> float:
        slots = self._card.slots
        slot = slots[index]
        before = [
            other
            for other in range(index)
            if not taken >> other & 1
            and slot.kind != "choice"
            and (
                slots[other].kind == slot.kind
                or (slot.free and slots[other].free)
                or (slots[other].numeric and slot.numeric)
            )
        ]
        if slot.numeric and COUNTS & set(self._card.names[index]) and self._counted(at):
            return BY_HINT
        cost = OUT_OF_ORDER * bool(before)
        if not slot.required and any(
            one.required and one.kind == slot.kind and not taken >> other & 1 for other, one in enumerate(slots)
        ):
            cost += OPTIONAL_FIRST
        preposition = self._sentence.words[at - 1] if at else ""
        named = at > 1 and stem(preposition) in self._card.stems[index]
        if (preposition in ("the", "a", "an") or named) and at > 1:
            # "Between minute ten and minute eleven".
            preposition = self._sentence.words[at - 2]
        announced = self._card.announced.get(preposition)
        if announced is None:
            cost += AT_A_PLACE * (slot.free and not is_prose(slot) and self._is_a_place(at, preposition))
            later = any(slots[other].free and taken >> other & 1 for other in range(index + 1, len(slots)))
            return cost + LEFT_OVER * (slot.free and later)
        if index in announced:
            return BY_HINT
        rivals = [other for other in announced if not taken >> other & 1]
        if slot.kind == "choice":
            rivals = [other for other in rivals if any(values(self._sentence, at, slots[other], certain=False))]
        return cost + AGAINST_HINT * bool(rivals)

    def misplaced(self, at: int, end: int, index: int) -> float:
        """What it costs that a number that nothing names belongs to what is beside it."""
        if not self._card.slots[index].numeric:
            return 0.0
        return (
            OF_ANOTHER * self._counts_other(end, index)
            + IN_EQUATION * (at > 0 and self._sentence.words[at - 1] in EQUALS)
            + NAMED_ELSEWHERE * self._is_named_elsewhere(at, end, index)
            + OF_A_PHRASE * self._is_of_phrase(at, index)
            + HALF_A_RANGE * ends_range(self._sentence, at, self._card, index)
        )

    def _is_named_elsewhere(self, start: int, end: int, index: int) -> bool:
        """The argument's own name is said, neither in the value nor right behind it."""
        words, name = self._sentence.words, self._card.names[index]
        return any(words[at : at + len(name)] == name for at in range(len(words)) if not start <= at <= end)

    def _is_of_phrase(self, at: int, index: int) -> bool:
        """The tool wants a whole phrase, and the word before the number says of no argument that it follows."""
        slots = self._card.slots
        if not at or slots[index].required or not any(slot.required and is_prose(slot) for slot in slots):
            return False
        before = self._sentence.words[at - 1]
        return before not in PREPOSITIONS and stem(before) not in self._card.stems[index]

    def _is_a_place(self, at: int, preposition: str) -> bool:
        """A place follows, and no part of the tool's name: "point *at* Neptune"."""
        words = self._sentence.words
        return at > 1 and preposition in WHERE - {*self._card.words} and words[at - 1] not in ("a", "an")

    def _counts_other(self, end: int, index: int) -> bool:
        """The number is followed by the name, or the unit, of another argument."""
        slots = self._card.slots
        if not slots[index].numeric or end >= len(self._sentence):
            return False
        named = {other for other, _ in self._names_at[end] if slots[other].numeric}
        return bool(named) and index not in named

    def _counted(self, at: int) -> bool:
        """Several things follow the number: "ten pictures"."""
        ends = [one.end for one in self._sentence.numbers(at)[:1] if one.end < len(self._sentence)]
        return any(
            self._sentence.words[end].endswith("s") and self._sentence.words[end] not in UNITS for end in ends
        )

    def chosen_at(self, at: int) -> list[int]:
        """The slots of which this word is one of the few values."""
        return [
            index
            for index, slot in enumerate(self._card.slots)
            if slot.kind == "choice"
            and any(value.cost < PLAINLY for value in values(self._sentence, at, slot, certain=False))
        ]
