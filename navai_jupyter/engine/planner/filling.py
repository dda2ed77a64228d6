"""Which words fill which slots: the cheapest reading of a sentence wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from navai_jupyter.engine.planner import numbers
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.words import ARTICLES, Token, alike, name_words

FILLERS = ARTICLES | frozenset(
    "and with for of to in on at by using from as into plus comma then is are equals equal be value set".split()
)
TRUE = frozenset("true yes on enabled enable yeah yep sure".split())
FALSE = frozenset("false no off disabled disable nope".split())
WITHOUT = frozenset({"without", "no", "not"})

UNREAD = 2.0
"""Cost of a word that no slot takes, against 1.2 for a required slot that stays empty."""
MISSING = 1.2
UNREADABLE = object()
"""Value of a slot that was named, and followed by nothing that fits: it is asked for."""
FREE_TEXT = 0.3
OUT_OF_ORDER = 0.2
SWALLOWED = 0.5
"""Cost of the name of a parameter inside a free text."""
MOST_WORDS = 40
"""Words that are weighed one by one; the work grows with their number."""
NAME_FLOOR = 0.84
CHOICE_FLOOR = 0.74


@dataclass(frozen=True)
class Filling:
    arguments: dict[str, Any]
    missing: tuple[str, ...]
    unread: int
    cost: float


@dataclass(frozen=True)
class Value:
    value: Any
    end: int
    cost: float


def fill(text: str, spoken: Sequence[Token], wanted: Sequence[Slot]) -> Filling:
    """Read `spoken`, tokens of `text`, into `wanted`, by name ("with year 2024") or in order."""
    if len(spoken) > MOST_WORDS:
        # A dictation: its end only ever belongs to a free text, and goes there in one piece.
        last = spoken[MOST_WORDS - 1]
        spoken = [*spoken[: MOST_WORDS - 1], Token(last.word, last.start, spoken[-1].end)]
    words = tuple(token.word for token in spoken)

    @cache
    def best(
        at: int, taken: frozenset[int], named: int | None
    ) -> tuple[float, int, tuple[tuple[int, Any], ...]]:
        if at == len(words):
            empty = sum(MISSING for index, slot in enumerate(wanted) if slot.required and index not in taken)
            return (empty, 0, ()) if named is None else (empty + MISSING, 0, ((named, UNREADABLE),))
        return min(_ways(at, taken, named), key=lambda way: way[0])

    def _ways(
        at: int, taken: frozenset[int], named: int | None
    ) -> Iterator[tuple[float, int, tuple[tuple[int, Any], ...]]]:
        filler = words[at] in FILLERS
        cost, unread, filled = best(at + 1, taken, named)
        yield cost + (0.05 if filler else UNREAD), unread + (not filler), filled
        free = [index for index in range(len(wanted)) if index not in taken]
        if named is None:
            for index in free:
                for end in _name_ends(words, at, wanted[index]):
                    if wanted[index].kind == "boolean":
                        cost, unread, filled = best(end, taken | {index}, None)
                        yield cost, unread, (*filled, (index, True))
                    cost, unread, filled = best(end, taken, index)
                    yield cost, unread, filled
                if words[at] in WITHOUT and wanted[index].kind == "boolean":
                    for end in _name_ends(words, at + 1, wanted[index]):
                        cost, unread, filled = best(end, taken | {index}, None)
                        yield cost, unread, (*filled, (index, False))
        for index in free if named is None else [named]:
            skipped = 0 if named is not None else free.index(index)
            for value in _values(text, spoken, words, at, wanted, index, named is not None):
                cost, unread, filled = best(value.end, taken | {index}, None)
                yield (
                    cost + value.cost + OUT_OF_ORDER * skipped,
                    unread,
                    (*filled, (index, value.value)),
                )

    cost, unread, filled = best(0, frozenset(), None)
    arguments = {wanted[index].name: value for index, value in filled if value is not UNREADABLE}
    named = {wanted[index].name for index, _ in filled}
    missing = tuple(
        slot.name for slot in wanted if slot.name not in arguments and (slot.required or slot.name in named)
    )
    ordered = {slot.name: arguments[slot.name] for slot in wanted if slot.name in arguments}
    return Filling(ordered, missing, unread, cost)


def _name_ends(words: Sequence[str], at: int, slot: Slot) -> Iterator[int]:
    """Where the name of `slot` ends when it is said at `at`; a one-letter name only exactly."""
    name = " ".join(name_words(slot.name))
    length = len(name.split())
    said = " ".join(words[at : at + length])
    if said == name or (len(name) > 2 and alike(said, name) >= NAME_FLOOR):
        yield at + length


def _values(
    text: str,
    spoken: Sequence[Token],
    words: Sequence[str],
    at: int,
    wanted: Sequence[Slot],
    index: int,
    named: bool,
) -> Iterator[Value]:
    slot = wanted[index]
    match slot.kind:
        case "integer" | "number":
            yield from _numbers(words, at, whole=slot.kind == "integer")
        case "boolean":
            if words[at] in TRUE | FALSE and (
                named or len(wanted) == 1 or words[at] not in ("on", "off", "no")
            ):
                yield Value(words[at] in TRUE, at + 1, 0.0)
        case "choice":
            yield from _choices(words, at, slot)
        case "list":
            yield from _lists(text, spoken, words, at, wanted, slot)
        case "text" | "other":
            for end in range(at + 1, len(words) + 1):
                raw = text[spoken[at].start : spoken[end - 1].end]
                leading = 0.25 if words[at] in FILLERS - ARTICLES and len(words) > 1 else 0.0
                trailing = 0.1 if words[end - 1] in FILLERS - ARTICLES and end < len(words) else 0.0
                swallowed = SWALLOWED * _names_within(words, at, end, wanted)
                cost = FREE_TEXT + leading + trailing + swallowed
                yield Value(raw, end, cost + 0.01 * (len(words) - end))


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
            score = alike(" ".join(words[at:end]), name) if end <= len(words) else 0.0
            if score >= CHOICE_FLOOR:
                yield Value(choice, end, 1.0 - score)


def _names_within(words: Sequence[str], at: int, end: int, wanted: Sequence[Slot]) -> int:
    """How many parameters are named between these words; a name of two letters may be any word."""
    names = {" ".join(name_words(slot.name)) for slot in wanted if len(slot.name) > 2}
    inside = f" {' '.join(words[at:end])} "
    return sum(f" {name} " in inside for name in names)


def _lists(
    text: str,
    spoken: Sequence[Token],
    words: Sequence[str],
    at: int,
    wanted: Sequence[Slot],
    slot: Slot,
) -> Iterator[Value]:
    if slot.item in ("integer", "number"):
        members: list[int | float] = []
        end = at
        while end < len(words):
            reading = next(iter(_numbers(words, end, whole=slot.item == "integer")), None)
            if reading is not None and reading.cost < 0.5:
                members.append(reading.value)
                end = reading.end
                yield Value(list(members), end, 0.02 * (len(words) - end))
            elif members and words[end] in ("and", "comma"):
                end += 1
            else:
                return
    else:
        raw = text[spoken[at].start : spoken[-1].end]
        parts = [part.strip() for piece in raw.split(",") for part in piece.split(" and ")]
        cost = FREE_TEXT + SWALLOWED * _names_within(words, at, len(words), wanted)
        yield Value([part.removeprefix("and ") for part in parts if part], len(words), cost)
