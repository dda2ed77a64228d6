"""What can be read at one place of a sentence for one slot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from navai_jupyter.engine.planner import numbers
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.words import ARTICLES, Token, alike, name_words

FILLERS = ARTICLES | frozenset(
    "and with for of to in on at by using from as into plus comma then is are equals equal be value set".split()
)
"""Words that may stand between values without meaning anything."""
JOINTS = FILLERS - ARTICLES
TRUE = frozenset("true yes on enabled enable yeah yep sure".split())
FALSE = frozenset("false no off disabled disable nope".split())
COMMON = frozenset({"on", "off", "no"})
"""Truth values that are also everyday words: they count only where nothing else can be meant."""

FREE_TEXT = 0.3
BEGINS_WITH_JOINT, ENDS_WITH_JOINT = 0.25, 0.1
SWALLOWED = 0.5
"""Cost of the name of a parameter inside a free text."""
SHORTER = 0.01
CHOICE_FLOOR = 0.74


@dataclass(frozen=True)
class Value:
    """A value that ends before the word `end`; `cost` is how unlikely it is."""

    value: Any
    end: int
    cost: float


@dataclass(frozen=True)
class Sentence:
    """Words with the text they stand in; `names` are those of the parameters."""

    text: str
    spoken: tuple[Token, ...]
    names: frozenset[str]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.spoken)

    def raw(self, start: int, end: int) -> str:
        """In the speaker's own spelling."""
        return self.text[self.spoken[start].start : self.spoken[end - 1].end]

    def swallowed(self, start: int, end: int) -> float:
        """Cost of the parameters' names between these words; one of two letters may be any word."""
        inside = f" {' '.join(self.words[start:end])} "
        return SWALLOWED * sum(f" {name} " in inside for name in self.names if len(name) > 2)


def values(sentence: Sentence, at: int, slot: Slot, *, certain: bool) -> Iterator[Value]:
    """All readings of what begins at `at`; `certain` says that no other slot can be meant."""
    words = sentence.words
    match slot.kind:
        case "integer" | "number":
            yield from _numbers(words, at, whole=slot.kind == "integer")
        case "boolean":
            if words[at] in TRUE | FALSE and (certain or words[at] not in COMMON):
                yield Value(words[at] in TRUE, at + 1, 0.0)
        case "choice":
            yield from _choices(words, at, slot)
        case "list" if slot.item in ("integer", "number"):
            yield from _number_lists(words, at, whole=slot.item == "integer")
        case "list":
            yield _text_list(sentence, at)
        case "text" | "other":
            yield from _texts(sentence, at)


def _numbers(words: Sequence[str], at: int, *, whole: bool) -> Iterator[Value]:
    for reading in numbers.readings(words, at):
        if not whole or float(reading.value).is_integer():
            value = int(reading.value) if whole else reading.value
            yield Value(value, reading.end, reading.cost)


def _choices(words: Sequence[str], at: int, slot: Slot) -> Iterator[Value]:
    for choice in slot.choices:
        if isinstance(choice, int | float) and not isinstance(choice, bool):
            for reading in numbers.readings(words, at):
                if reading.value == choice:
                    yield Value(choice, reading.end, reading.cost)
            continue
        name = " ".join(name_words(str(choice)))
        for end in {at + len(name.split()), at + 1}:
            likeness = alike(" ".join(words[at:end]), name) if end <= len(words) else 0.0
            if likeness >= CHOICE_FLOOR:
                yield Value(choice, end, 1.0 - likeness)


def _number_lists(words: Sequence[str], at: int, *, whole: bool) -> Iterator[Value]:
    members: list[int | float] = []
    end = at
    while end < len(words):
        reading = next((one for one in _numbers(words, end, whole=whole) if one.cost < numbers.GUESSED), None)
        if reading is not None:
            members.append(reading.value)
            end = reading.end
            yield Value(list(members), end, 2 * SHORTER * (len(words) - end))
        elif members and words[end] in ("and", "comma"):
            end += 1
        else:
            return


def _text_list(sentence: Sentence, at: int) -> Value:
    end = len(sentence.words)
    pieces = sentence.raw(at, end).replace(" and ", ",").split(",")
    members = [piece.strip().removeprefix("and ") for piece in pieces]
    return Value([one for one in members if one], end, FREE_TEXT + sentence.swallowed(at, end))


def _texts(sentence: Sentence, at: int) -> Iterator[Value]:
    words = sentence.words
    begins = BEGINS_WITH_JOINT if words[at] in JOINTS and len(words) > 1 else 0.0
    for end in range(at + 1, len(words) + 1):
        ends = ENDS_WITH_JOINT if words[end - 1] in JOINTS and end < len(words) else 0.0
        cost = FREE_TEXT + begins + ends + sentence.swallowed(at, end) + SHORTER * (len(words) - end)
        yield Value(sentence.raw(at, end), end, cost)
