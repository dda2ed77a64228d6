"""What can be read at one place of a sentence for one slot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from navai_jupyter.engine.planner import dates, numbers
from navai_jupyter.engine.planner.grammar import FILLERS, INTRODUCTIONS, LINKS, PREPOSITIONS
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.thesaurus import related, stem
from navai_jupyter.engine.planner.words import ARTICLES, alike, name_words
from navai_jupyter.engine.planner.words import COMMON as COMMON_WORDS

TRUE = frozenset("true yes enabled yeah yep sure active activated positive".split())
FALSE = frozenset("false no disabled nope inactive deactivated negative".split())
COMMON = frozenset({"no", "sure"})
SWITCHED = 0.1
SWITCHES = {"enable": True, "disable": False, "activate": True, "deactivate": False, "on": True, "off": False}
SHOWN = {"show": True, "display": True, "view": True, "hide": False, "conceal": False}
SHOWN_AS = frozenset({"visible", "visibility", "show", "shown", "display", "displayed"})
"""Truth values that are also everyday words: they count only where nothing else can be meant."""

FREE_TEXT = 0.13
BEGINS_WITH_JOINT, BEGINS_WITH_ARTICLE, ENDS_WITH_JOINT, ENDS_ANYWHERE = 0.25, 0.05, 0.1, 0.12
LONGER, STATEMENT, INTRODUCED, JOINED = 0.03, 0.3, 0.3, 0.05
SPEAKERS = frozenset("me it you us him her them this that these those i he she we they".split())
FINITE = frozenset("is are was were has have had will would did does do am been".split())
LONGEST_INNER_TEXT = 8
MEASURED, NO_THING = 0.5, 0.3
"""Cost of a text that begins with the unit of a number: "ninety | euros between Anna and Tom", and of one
that is made of small words only: "before this one"."""
SMALL = PREPOSITIONS | ARTICLES | SPEAKERS | frozenset("before after and or one too also again".split())
PROSE = frozenset(
    "text note message body content query comment description question prompt code sentence topic title".split()
)
"""Arguments that are whole phrases, so that an article belongs to them."""
SHORTER = 0.01
CHOICE_FLOOR = 0.74
UNLIKE = 1.6
OUT_OF_RANGE = 0.4
PART_OF_DATE = 0.4
MERELY_SOUNDS = 0.4
"""Cost of hearing "for" as four where no number is needed."""
CARDINAL, ONE_OF_THEM = 0.1, 0.12
"""Cost of an ordinal where a measure is wanted."""
UNITS = {
    "second": 1, "seconds": 1, "secs": 1, "sec": 1, "minute": 60, "minutes": 60, "mins": 60, "hour": 3600,
    "hours": 3600, "ms": 0.001, "milliseconds": 0.001, "day": 86_400, "days": 86_400,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A value that ends before the word `end`; `cost` is how unlikely it is."""

    value: Any
    end: int
    cost: float


def values(sentence: Sentence, at: int, slot: Slot, *, certain: bool) -> Iterator[Value]:
    """All readings of what begins at `at`; `certain` says that no other slot can be meant."""
    match slot.kind:
        case "integer" | "number":
            yield from _numbers(sentence, at, slot)
        case "boolean":
            word = sentence.words[at]
            if word in SWITCHES:
                yield Value(SWITCHES[word], at + 1, 0.0 if certain else SWITCHED)
            elif word in SHOWN and SHOWN_AS & set(name_words(slot.path[-1])):
                yield Value(SHOWN[word], at + 1, SWITCHED)
            elif word in TRUE | FALSE and (certain or word not in COMMON):
                yield Value(word in TRUE, at + 1, 0.0)
        case "choice":
            yield from _choices(sentence, at, slot)
        case "date" | "time" | "date-time":
            yield from _moments(sentence, at, slot.kind)
        case "duration":
            for seconds, end in dates.duration(sentence.words, at):
                yield Value(_iso_duration(seconds), end, 0.0)
        case "list":
            yield from _lists(sentence, at, slot)
        case "text":
            yield from _texts(sentence, at, slot)
        case "mapping":
            yield from _pairs(sentence, at)


def chosen(sentence: Sentence, slots: Sequence[Slot]) -> dict[str, Any]:
    """Which of an enumeration's values a sentence names, for each slot that has some."""
    said = {
        slot.name: [one for at in range(len(sentence)) for one in _choices(sentence, at, slot) if not one.cost]
        for slot in slots
        if slot.kind == "choice"
    }
    return {name: found[0].value for name, found in said.items() if found}


def _numbers(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    unit = next((UNITS[word] for word in name_words(slot.path[-1]) if word in UNITS), None)
    if unit is not None:
        for seconds, end in dates.duration(sentence.words, at):
            yield from _number(seconds / unit, end, 0.0, slot)
    for reading in sentence.numbers(at):
        value = reading.value
        if reading.percent and slot.fraction:
            value = round(value / 100, 10)
        thing = sentence.words[at] == "one" and at > 0 and sentence.words[at - 1] not in PREPOSITIONS
        cost = (
            reading.cost
            + ONE_OF_THEM * (thing and slot.name not in sentence.words)
            + CARDINAL * (reading.ordinal and slot.kind == "number")
            + MERELY_SOUNDS * (reading.cost >= numbers.GUESSED and not slot.required)
        )
        yield from _number(value, reading.end, cost, slot)


def _number(value: float, end: int, cost: float, slot: Slot) -> Iterator[Value]:
    whole = float(value).is_integer()
    if slot.kind == "integer" and not whole:
        return
    below = slot.minimum is not None and value < slot.minimum
    above = slot.maximum is not None and value > slot.maximum
    exact = int(value) if whole and (slot.kind == "integer" or isinstance(value, int)) else value
    yield Value(exact, end, cost + OUT_OF_RANGE * (below or above))


def _choices(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    words = sentence.words
    for choice in slot.choices:
        if isinstance(choice, bool):
            if words[at] in (TRUE if choice else FALSE):
                yield Value(choice, at + 1, 0.0)
        elif isinstance(choice, int | float):
            for reading in sentence.numbers(at):
                if reading.value == choice:
                    yield Value(choice, reading.end, reading.cost)
        else:
            yield from _choice(words, at, choice, slot)


def _choice(words: tuple[str, ...], at: int, choice: Any, slot: Slot) -> Iterator[Value]:
    known = name_words(str(choice))
    name = " ".join(known)
    for length in {len(known), len(known) + 1, max(1, len(known) - 1)}:
        said = words[at : at + length]
        if len(said) < length or (length != len(known) and said[0] in FILLERS):
            continue
        if len(said) == len(known) and all(
            stem(one) == stem(other) for one, other in zip(said, known, strict=True)
        ):
            yield Value(choice, at + length, 0.0 if said == known else 0.03)
        elif said[0] not in COMMON_WORDS and (likeness := alike(" ".join(said), name)) >= CHOICE_FLOOR:
            # One letter and a short word are heard as many others.
            short = len(name) < 4 and likeness < 0.99
            if not short:
                yield Value(choice, at + length, 0.05 + UNLIKE * (1.0 - likeness))
    if (
        len(known) == 1
        and len(name) > 3
        and words[at].startswith(name)
        and len(words[at]) - len(name) in (1, 2, 3)
    ):
        yield Value(choice, at + 1, 0.06)
    if len(known) == 1 and words[at] != name and len(name) > 5 and words[at][:5] == name[:5]:
        yield Value(choice, at + 1, 0.1)
    if len(known) > 1 and words[at] == known[0] and words[at : at + len(known)] != known:
        rivals = sum(name_words(str(one))[:1] == known[:1] for one in slot.choices)
        yield Value(choice, at + 1, 0.15 + 0.4 * (rivals > 1))
    if len(known) == 1 and words[at] != name and related(words[at], name):
        yield Value(choice, at + 1, 0.08 if len(name) == 3 else 0.2)


def _moments(sentence: Sentence, at: int, kind: str) -> Iterator[Value]:
    moments = sentence.moments(kind, at)
    longest = max((moment.end for moment in moments), default=at)
    for moment in moments:
        # "May 5th 2026" is not May 5th of this year, and a number.
        yield Value(moment.value.isoformat(), moment.end, moment.cost + PART_OF_DATE * (moment.end < longest))


def _lists(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    item = slot.item
    if item is None or item.free or item.kind in ("list", "mapping"):
        for text in _spans(sentence, at, list_of=True):
            pieces = text.value.replace(", and ", ",").replace(" and ", ",").split(",")
            named = [_bare(piece) for piece in pieces]
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


def _texts(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    wants_number = any(word in ("number", "id", "code", "year") for word in name_words(slot.path[-1]))
    prose = any(word in PROSE for word in name_words(slot.path[-1]))
    for span in _spans(sentence, at, prose=prose):
        word = sentence.words[at]
        digits = word[0].isdigit() and span.end == at + 1 and not wants_number
        yield Value(span.value.strip(" .,;!?\"'“”"), span.end, span.cost + 0.1 * digits)


def _spans(sentence: Sentence, at: int, *, list_of: bool = False, prose: bool = False) -> Iterator[Value]:
    """Free texts: to the end, or for a few words up to a word that may begin something else."""
    words, size = sentence.words, len(sentence)
    if at in sentence.torn:
        return
    if words[at] in INTRODUCTIONS | LINKS and size > at + 1 and words[at] != "that":
        return
    joint = BEGINS_WITH_JOINT if words[at] in PREPOSITIONS | {"and", "then"} and size > 1 else 0.0
    article = words[at] in ARTICLES and not sentence.spoken[at].mark and not (prose and words[at] != "that")
    for end in range(at + 1, size + 1):
        if end < size and (end - at > LONGEST_INNER_TEXT or end in sentence.torn):
            continue
        cost = FREE_TEXT + joint + SHORTER * min(size - end, 20)
        if not prose and not list_of:
            cost += LONGER * (end - at - 1)
            cost += STATEMENT * any(word in FINITE for word in words[at:end])
            cost += JOINED * sum(word in PREPOSITIONS for word in words[at + 1 : end])
        if words[at] in ("it", "them") and not prose and end > at + 1:
            cost += STATEMENT
        if end == at + 1 and words[at] in SPEAKERS:
            cost += STATEMENT
        cost += MEASURED * sentence.measured(at) + NO_THING * all(word in SMALL for word in words[at:end])
        cost += INTRODUCED * any(
            word in INTRODUCTIONS for word in words[at + 1 : end] if not prose or end < size
        )
        # "The word gradient" is about "gradient".
        cost += INTRODUCED * (words[at] in ARTICLES and end > at + 2 and words[at + 1] in INTRODUCTIONS)
        if article or (words[at] in ARTICLES and end == at + 1 and not sentence.spoken[at].mark):
            cost += BEGINS_WITH_ARTICLE if end - at > 1 else 0.5
        if end < size:
            after, mark = words[end], sentence.spoken[end - 1].mark
            cost += (
                0.0
                if after in PREPOSITIONS or after == "that" or mark or (after == "and" and not list_of)
                else ENDS_ANYWHERE
            )
            cost += ENDS_WITH_JOINT if words[end - 1] in FILLERS else 0.0
        if said := sentence.raw(at, end):
            # Nothing is said where words stand in another order than they were.
            yield Value(said, end, cost)


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
