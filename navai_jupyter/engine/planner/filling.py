"""Which words fill which slots: the cheapest reading of a sentence wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.values import FILLERS, Sentence, values
from navai_jupyter.engine.planner.words import Token, alike, name_words

WITHOUT = frozenset({"without", "no", "not"})

UNREAD, FILLER = 2.0, 0.05
"""Cost of a word that no slot takes, and of one that means nothing."""
MISSING = 1.2
OUT_OF_ORDER = 0.2
NAME_FLOOR = 0.84
MOST_WORDS = 40
"""Words that are weighed one by one; the work grows with their number."""
UNREADABLE = object()
"""Value of a slot that was named, and followed by nothing that fits: it is asked for."""


@dataclass(frozen=True)
class Filling:
    """``unread`` counts the words that found no place; ``missing`` names the slots to ask for."""

    arguments: dict[str, Any]
    missing: tuple[str, ...]
    unread: int
    cost: float


@dataclass(frozen=True)
class Way:
    """One reading of the rest of a sentence: what it costs, and which slots (by index) it fills."""

    cost: float = 0.0
    unread: int = 0
    filled: tuple[tuple[int, Any], ...] = ()

    def after(self, cost: float = 0.0, unread: int = 0, filled: tuple[tuple[int, Any], ...] = ()) -> Way:
        return Way(self.cost + cost, self.unread + unread, filled + self.filled)


def fill(text: str, spoken: Sequence[Token], wanted: Sequence[Slot]) -> Filling:
    """Read `spoken`, tokens of `text`, into `wanted`, by name ("with year 2024") or in order."""
    if len(spoken) > MOST_WORDS:
        # A dictation: its end only ever belongs to a free text, and goes there in one piece.
        last = spoken[MOST_WORDS - 1]
        spoken = [*spoken[: MOST_WORDS - 1], Token(last.word, last.start, spoken[-1].end)]
    names = [" ".join(name_words(slot.name)) for slot in wanted]
    way = Search(Sentence(text, tuple(spoken), frozenset(names)), wanted, names).best(0, frozenset())
    read = {wanted[index].name: value for index, value in way.filled}
    understood = {name: value for name, value in read.items() if value is not UNREADABLE}
    arguments = {slot.name: understood[slot.name] for slot in wanted if slot.name in understood}
    asked = [slot.name for slot in wanted if slot.required or slot.name in read]
    missing = tuple(name for name in asked if name not in understood)
    return Filling(arguments, missing, way.unread, way.cost)


class Search:
    """Finds the cheapest way through a sentence; every state is worked out once."""

    def __init__(self, sentence: Sentence, wanted: Sequence[Slot], names: Sequence[str]) -> None:
        self._sentence = sentence
        self._wanted = wanted
        self._names = names
        self._known: dict[tuple[int, frozenset[int], int | None], Way] = {}

    def best(self, at: int, taken: frozenset[int], named: int | None = None) -> Way:
        """From word `at` on, with the slots `taken`, and the slot `named` waiting for its value."""
        state = at, taken, named
        if state not in self._known:
            over = at == len(self._sentence.words)
            self._known[state] = (
                self._end(taken, named) if over else min(self._ways(at, taken, named), key=lambda way: way.cost)
            )
        return self._known[state]

    def _end(self, taken: frozenset[int], named: int | None) -> Way:
        empty = sum(MISSING for index, slot in enumerate(self._wanted) if slot.required and index not in taken)
        return Way(empty) if named is None else Way(empty + MISSING, 0, ((named, UNREADABLE),))

    def _ways(self, at: int, taken: frozenset[int], named: int | None) -> Iterator[Way]:
        filler = self._sentence.words[at] in FILLERS
        yield self.best(at + 1, taken, named).after(FILLER if filler else UNREAD, unread=not filler)
        free = [index for index in range(len(self._wanted)) if index not in taken]
        if named is not None:
            yield from self._by_value(at, taken, named, certain=True)
            return
        for skipped, index in enumerate(free):
            yield from self._by_name(at, taken, index)
            certain = len(self._wanted) == 1
            for way in self._by_value(at, taken, index, certain=certain):
                yield way.after(OUT_OF_ORDER * skipped)

    def _by_name(self, at: int, taken: frozenset[int], index: int) -> Iterator[Way]:
        boolean = self._wanted[index].kind == "boolean"
        if end := self._end_of_name(at, index):
            yield self.best(end, taken, index)
            if boolean:
                yield self.best(end, taken | {index}).after(filled=((index, True),))
        if boolean and self._sentence.words[at] in WITHOUT and (end := self._end_of_name(at + 1, index)):
            yield self.best(end, taken | {index}).after(filled=((index, False),))

    def _by_value(self, at: int, taken: frozenset[int], index: int, *, certain: bool) -> Iterator[Way]:
        for value in values(self._sentence, at, self._wanted[index], certain=certain):
            rest = self.best(value.end, taken | {index})
            yield rest.after(value.cost, filled=((index, value.value),))

    def _end_of_name(self, at: int, index: int) -> int:
        """Where the slot's name ends when it is said at `at`, else 0; a name of two letters only exactly."""
        name = self._names[index]
        end = at + len(name.split())
        said = " ".join(self._sentence.words[at:end])
        known = said == name or (len(name) > 2 and alike(said, name) >= NAME_FLOOR)
        return end if said and known else 0
