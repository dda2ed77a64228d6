"""Numbers in the unit that an argument wants: "two minutes" is 120 seconds, "nine fifty" is 9.50 of money."""

from __future__ import annotations

from collections.abc import Iterator

from navai_jupyter.engine.planner import dates, numbers
from navai_jupyter.engine.planner.grammar import PREPOSITIONS
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot, Value
from navai_jupyter.engine.planner.words import name_words

OUT_OF_RANGE = 0.4
MERELY_SOUNDS = 0.4
"""Cost of hearing "for" as four where no number is needed."""
CARDINAL, ONE_OF_THEM = 0.1, 0.12
"""Cost of an ordinal where a measure is wanted."""
OTHER_MEASURE = 0.35
"""Cost of a number that measures something else than the argument does."""
CENTS = 0.1
"""Cost of reading "nine fifty" as 9.50."""
NUMBERED = frozenset("number id index line row column".split())
"""Words in the names of arguments that tell things apart, which "twice" does not."""
MONEY = frozenset(
    "amount price cost costs total budget limit fee salary sum euros dollars pounds money".split()
)
CLOCK = frozenset({"hour", "minute", "second"})
"""Words in the names of arguments that are parts of a time of day, where "hours" is a length of time."""
COINS = frozenset("euro euros dollar dollars pound pounds buck bucks franc francs and".split())

_SCALES = {
    "mass": {"mg milligram": 0.001, "g gram": 1.0, "kg kilogram kilo": 1000.0, "ton tonne": 1e6},
    "length": {
        "mm millimeter millimetre": 0.001, "cm centimeter centimetre": 0.01, "meter metre": 1.0,
        "km kilometer kilometre": 1000.0,
    },
    "volume": {"ml milliliter millilitre": 0.001, "liter litre": 1.0},
    "data": {
        "byte": 1.0, "kb kilobyte": 1e3, "mb megabyte": 1e6, "gb gigabyte gig": 1e9, "tb terabyte": 1e12
    },
}  # fmt: skip
UNITS: dict[str, tuple[str, float]] = {
    form: (kind, factor)
    for kind, scale in _SCALES.items()
    for names, factor in scale.items()
    for name in names.split()
    for form in (name, f"{name}s")
}
"""What a unit measures, and how much of the first unit of its kind it is."""
UNITS |= {word: ("time", seconds) for word, seconds in dates.SECONDS.items()}


def amounts(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    """The numbers that begin at `at`, as this slot takes them."""
    if sentence.words[at] == "twice" and NUMBERED & {*name_words(slot.path[-1])}:
        return
    unit = _unit(slot)
    if unit is not None and unit[0] == "time":
        for seconds, end in dates.duration(sentence.words, at):
            yield from _number(seconds / unit[1], end, 0.0, slot)
    if slot.kind == "integer" and "month" in name_words(slot.path[-1]) and sentence.words[at] in dates.MONTHS:
        yield Value(dates.MONTHS[sentence.words[at]], at + 1, 0.0)
    for reading in sentence.numbers(at):
        value, end, cost = reading.value, reading.end, reading.cost
        if reading.percent and slot.fraction:
            value = round(value / 100, 10)
        measured = UNITS.get(sentence.words[end]) if end < len(sentence) else None
        if unit is not None and measured is not None and measured != unit:
            cost += OTHER_MEASURE * (measured[0] != unit[0])
            if measured[0] == unit[0] != "time":
                yield from _number(round(value * measured[1] / unit[1], 10), end + 1, cost, slot)
                continue
        if sentence.words[at - 1 : at] == ("at",) and measured is None and _is_length_of_time(slot, unit):
            cost += OTHER_MEASURE  # "at 715" is a point in time
        thing = sentence.words[at] == "one" and at > 0 and sentence.words[at - 1] not in PREPOSITIONS
        cost += (
            ONE_OF_THEM * (thing and slot.name not in sentence.words)
            + CARDINAL * (reading.ordinal and slot.kind == "number")
            + MERELY_SOUNDS * (reading.cost >= numbers.GUESSED and not slot.required)
        )
        yield from _number(value, end, cost, slot)
        if (
            slot.kind == "number"
            and cost < numbers.GUESSED
            and MONEY & {*name_words(slot.path[-1]), *slot.about}
        ):
            yield from _with_cents(sentence, value, end, cost, slot)


def _unit(slot: Slot) -> tuple[str, float] | None:
    """The unit that the slot's name or its description gives; "per minute" is no measure of time."""
    words = (*name_words(slot.path[-1]), *slot.about)
    return next(
        (UNITS[word] for at, word in enumerate(words) if word in UNITS and (not at or words[at - 1] != "per")),
        None,
    )


def _is_length_of_time(slot: Slot, unit: tuple[str, float] | None) -> bool:
    return unit is not None and unit[0] == "time" and not CLOCK & {*name_words(slot.path[-1])}


def _with_cents(sentence: Sentence, value: float, end: int, cost: float, slot: Slot) -> Iterator[Value]:
    """ "Nine fifty", "four euros twenty"."""
    start = end
    while start < len(sentence) and sentence.words[start] in COINS:
        start += 1
    for cents in sentence.numbers(start):
        plain = isinstance(cents.value, int) and (10 if start == end else 1) <= cents.value < 100
        if plain and cents.cost < numbers.GUESSED and not cents.ordinal and float(value).is_integer():
            yield Value(round(value + cents.value / 100, 2), cents.end, cost + CENTS * (start == end))


def _number(value: float, end: int, cost: float, slot: Slot) -> Iterator[Value]:
    whole = float(value).is_integer()
    if slot.kind == "integer" and not whole:
        return
    exact = int(value) if whole and (slot.kind == "integer" or isinstance(value, int)) else value
    yield Value(exact, end, cost + OUT_OF_RANGE * (not slot.takes(value)))
