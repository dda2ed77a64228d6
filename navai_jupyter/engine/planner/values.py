"""What can be read at one place of a sentence for one slot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from navai_jupyter.engine.planner import dates, numbers
from navai_jupyter.engine.planner.amounts import amounts
from navai_jupyter.engine.planner.choices import choices
from navai_jupyter.engine.planner.grammar import FILLERS, LINKS
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot, Value
from navai_jupyter.engine.planner.switches import switches
from navai_jupyter.engine.planner.texts import spans, texts
from navai_jupyter.engine.planner.words import ARTICLES

_BETWEEN = re.compile(r",(?: and )?| and |(?<=\w\w)\. ")
"""A recogniser ends a sentence where the speaker takes a breath: "age. Height and weight"."""
SHORTER = 0.01
PART_OF_DATE = 0.4


def values(sentence: Sentence, at: int, slot: Slot, *, certain: bool) -> Iterator[Value]:
    """All readings of what begins at `at`; `certain` says that no other slot can be meant."""
    match slot.kind:
        case "integer" | "number":
            yield from amounts(sentence, at, slot)
        case "boolean":
            yield from switches(sentence.words[at], at, slot, certain=certain)
        case "choice":
            yield from choices(sentence, at, slot)
        case "date" | "time" | "date-time":
            yield from _moments(sentence, at, slot.kind)
        case "duration":
            for seconds, end in dates.duration(sentence.words, at):
                yield Value(_iso_duration(seconds), end, 0.0)
        case "list":
            yield from _lists(sentence, at, slot)
        case "text":
            yield from texts(sentence, at, slot)
        case "mapping":
            yield from _pairs(sentence, at)


def _moments(sentence: Sentence, at: int, kind: str) -> Iterator[Value]:
    moments = sentence.moments(kind, at)
    longest = max((moment.end for moment in moments), default=at)
    for moment in moments:
        # "May 5th 2026" is not May 5th of this year, and a number.
        yield Value(moment.value.isoformat(), moment.end, moment.cost + PART_OF_DATE * (moment.end < longest))


def _lists(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    item = slot.item
    if item is None or item.free or item.kind in ("list", "mapping"):
        for text in spans(sentence, at, list_of=True):
            named = [_bare(piece) for piece in _BETWEEN.split(text.value)]
            if all(named):
                yield Value(named, text.end, text.cost)
        return
    members: list[Any] = []
    end = at
    while end < len(sentence):
        found = min(
            values(sentence, end, item, certain=True), key=lambda one: (one.cost, -one.end), default=None
        )
        if found is not None and found.cost < numbers.GUESSED:
            members.append(found.value)
            end = found.end
            yield Value(list(members), end, 2 * SHORTER * (len(sentence) - end))
        elif members and sentence.words[end] in ("and", "comma", "plus", "or"):
            end += 1
        else:
            return


def _bare(piece: str) -> str:
    words = piece.strip().split(" ")
    while len(words) > 1 and words[0].lower() in ARTICLES | {"and"}:
        words = words[1:]
    return " ".join(words).strip(" .!?;:")


def _pairs(sentence: Sentence, at: int) -> Iterator[Value]:
    """Arguments by name, of a function whose schema we do not know: "region north and year 2024"."""
    words, size = sentence.words, len(sentence)
    found: dict[str, Any] = {}
    while at + 1 < size and words[at] not in FILLERS:
        name, start = words[at], at + 1 + (at + 2 < size and words[at + 1] in LINKS)
        number = next((one for one in sentence.numbers(start) if one.cost < numbers.GUESSED), None)
        end = number.end if number else start + 1
        found[name] = number.value if number else words[start]
        at = end
        yield Value(dict(found), end, 0.1 + SHORTER * (size - end))
        while at < size and words[at] in ("and", "comma", "with"):
            at += 1


def _iso_duration(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = [f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (left, "S")) if count]
    return "PT" + ("".join(parts) or "0S")
