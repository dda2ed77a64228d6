"""Dates, times and durations as people say them."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from navai_jupyter.engine.planner import numbers

WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4}
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
RELATIVE = {
    ("today",): 0, ("tonight",): 0, ("now",): 0, ("tomorrow",): 1, ("yesterday",): -1,
    ("the", "day", "after", "tomorrow"): 2, ("the", "day", "before", "yesterday"): -2,
    ("day", "after", "tomorrow"): 2, ("day", "before", "yesterday"): -2,
}  # fmt: skip
SPANS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
SECONDS = {
    "millisecond": 0.001, "milliseconds": 0.001, "ms": 0.001, "second": 1, "seconds": 1, "sec": 1, "secs": 1,
    "minute": 60, "minutes": 60, "min": 60, "mins": 60, "hour": 3600, "hours": 3600, "hr": 3600, "hrs": 3600,
    "day": 86_400, "days": 86_400, "week": 604_800, "weeks": 604_800,
}  # fmt: skip
PARTS_OF_AN_HOUR = {
    ("half", "an", "hour"): 0.5, ("three", "quarters", "of", "an", "hour"): 0.75,
    ("a", "quarter", "of", "an", "hour"): 0.25, ("quarter", "of", "an", "hour"): 0.25,
}  # fmt: skip
NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
AM, PM = frozenset({"am"}), frozenset({"pm"})
PARTS_OF_A_DAY = {
    ("in", "the", "morning"): "am", ("in", "the", "afternoon"): "pm", ("in", "the", "evening"): "pm",
}  # fmt: skip
BARE_MONTH, BARE_TIME = 0.1, 0.3


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a time that ends before the word `end`; `cost` is how unlikely it is."""

    value: date | time | datetime
    end: int
    cost: float = 0.0


def dates(words: Sequence[str], at: int, today: date) -> Iterator[Moment]:
    """The days that can be read from word `at` on."""
    at = _skip(words, at, ("on",))
    for phrase, days in RELATIVE.items():
        if tuple(words[at : at + len(phrase)]) == phrase:
            yield Moment(today + timedelta(days), at + len(phrase))
    if at < len(words) and (written := _iso(words[at])):
        yield Moment(written, at + 1)
    yield from _weekdays(words, at, today)
    yield from _spans(words, at, today)
    yield from _by_month(words, at, today)
    yield from _by_day(words, at, today)


def times(words: Sequence[str], at: int) -> Iterator[Moment]:
    """The times of day that can be read from word `at` on."""
    at = _skip(words, at, ("at", "about", "around"))
    if at >= len(words):
        return
    if words[at] in NAMED_TIMES:
        yield Moment(NAMED_TIMES[words[at]], at + 1)
    if ":" in words[at]:
        hour, minute = map(int, words[at].split(":"))
        yield from _clock(words, at + 1, hour, minute, 0.0)
    elif words[at] in ("half", "quarter", "a"):
        start = at + (words[at] == "a")
        if words[start : start + 1] in (["half"], ("half",), ["quarter"], ("quarter",)):
            yield from _past(words, start)
    for reading in numbers.readings(words, at):
        if reading.cost > numbers.GUESSED or reading.ordinal or not isinstance(reading.value, int):
            continue
        if words[reading.end : reading.end + 2] in (["o", "clock"], ("o", "clock")):
            yield from _clock(words, reading.end + 2, reading.value, 0, 0.0)
        else:
            yield from _clock(words, reading.end, reading.value, 0, BARE_TIME)
            if len(words[at]) in (3, 4) and words[at].isdigit() and reading.end == at + 1:
                # A recogniser writes "seven fifteen" so: "715".
                yield from _clock(words, at + 1, *divmod(reading.value, 100), BARE_TIME)
        for minutes in numbers.readings(words, reading.end):
            if isinstance(minutes.value, int) and 0 < minutes.value < 60 and minutes.cost < numbers.GUESSED:
                yield from _clock(words, minutes.end, reading.value, minutes.value, BARE_TIME)


def moments(words: Sequence[str], at: int, today: date) -> Iterator[Moment]:
    """A day with a time, in either order; a day alone begins at midnight."""
    for day in dates(words, at, today):
        yield Moment(_at(day.value, time(0)), day.end, day.cost + 0.05)
        for clock in times(words, day.end):
            yield Moment(_at(day.value, clock.value), clock.end, day.cost + clock.cost / 2)
    for clock in times(words, at):
        yield Moment(_at(today, clock.value), clock.end, clock.cost + 0.05)
        for day in dates(words, clock.end, today):
            yield Moment(_at(day.value, clock.value), day.end, day.cost + clock.cost / 2)


def duration(words: Sequence[str], at: int) -> Iterator[tuple[float, int]]:
    """Seconds, and where they end: "two minutes and thirty seconds", "an hour and a half"."""
    total, end = 0.0, at
    while end < len(words):
        start = _skip(words, end, ("and",)) if end > at else end
        found = _length(words, start)
        if found is None:
            return
        total, end = total + found[0], found[1]
        if tuple(words[end : end + 3]) == ("and", "a", "half") and words[end - 1] in SECONDS:
            total, end = total + SECONDS[words[end - 1]] / 2, end + 3
        yield total, end


def _length(words: Sequence[str], at: int) -> tuple[float, int] | None:
    if (
        words[at : at + 1]
        and words[at] in ("a", "an", "one")
        and at + 1 < len(words)
        and words[at + 1] in SECONDS
    ):
        return SECONDS[words[at + 1]], at + 2
    for phrase, hours in PARTS_OF_AN_HOUR.items():
        if tuple(words[at : at + len(phrase)]) == phrase:
            return 3600 * hours, at + len(phrase)
    for reading in numbers.readings(words, at):
        if reading.end < len(words) and words[reading.end] in SECONDS and reading.cost < numbers.GUESSED:
            return reading.value * SECONDS[words[reading.end]], reading.end + 1
    return None


def _weekdays(words: Sequence[str], at: int, today: date) -> Iterator[Moment]:
    which = words[at] if at < len(words) else ""
    start = at + (which in ("next", "last", "this", "coming"))
    if start >= len(words) or words[start] not in WEEKDAYS:
        return
    ahead = (WEEKDAYS[words[start]] - today.weekday()) % 7
    days = (ahead - 7 if ahead else -7) if which == "last" else (ahead or 7 if which == "next" else ahead)
    yield Moment(today + timedelta(days), start + 1)


def _spans(words: Sequence[str], at: int, today: date) -> Iterator[Moment]:
    """ "in three days", "two weeks ago", "next month"."""
    if at >= len(words):
        return
    if words[at] in ("next", "last") and at + 1 < len(words):
        sign = 1 if words[at] == "next" else -1
        if words[at + 1] in ("week", "month", "year"):
            yield Moment(_later(today, sign, words[at + 1]), at + 2)
    ahead = words[at] == "in"
    for reading in numbers.readings(words, at + ahead):
        unit = words[reading.end] if reading.end < len(words) else ""
        ago = tuple(words[reading.end + 1 : reading.end + 2]) in (("ago",), ("from",))
        if not isinstance(reading.value, int) or not (ahead or ago) or reading.cost > numbers.GUESSED:
            continue
        if unit.rstrip("s") in ("day", "week", "month", "year"):
            back = ago and words[reading.end + 1] == "ago"
            end = reading.end + 1 + (1 if back else 2 if ago else 0)
            yield Moment(_later(today, -reading.value if back else reading.value, unit.rstrip("s")), end)


def _by_month(words: Sequence[str], at: int, today: date) -> Iterator[Moment]:
    """ "March 3rd 2024", "May the fourth", "July 2023"."""
    if at >= len(words) or words[at] not in MONTHS:
        return
    month = MONTHS[words[at]]
    for day in numbers.readings(words, _skip(words, at + 1, ("the",))):
        if day.cost < numbers.GUESSED:
            yield from _in_year(words, day.end, day.value, month, today)
    for year in numbers.readings(words, _skip(words, at + 1, ("of", "in"))):
        if 1000 < year.value < 3000 and (found := _day(int(year.value), month, 1)):
            yield Moment(found, year.end, 0.0)
    yield Moment(date(today.year, month, 1), at + 1, BARE_MONTH)


def _by_day(words: Sequence[str], at: int, today: date) -> Iterator[Moment]:
    """ "the 3rd of March 2024", "3 March"."""
    for day in numbers.readings(words, _skip(words, at, ("the",))):
        start = _skip(words, day.end, ("of",))
        if start < len(words) and words[start] in MONTHS and day.cost < numbers.GUESSED:
            yield from _in_year(words, start + 1, day.value, MONTHS[words[start]], today)


def _in_year(words: Sequence[str], at: int, day: float, month: int, today: date) -> Iterator[Moment]:
    if found := _day(today.year, month, day):
        yield Moment(found, at, 0.02)
    for year in numbers.readings(words, _skip(words, at, ("in", "of"))):
        if 1000 < year.value < 3000 and (found := _day(int(year.value), month, day)):
            yield Moment(found, year.end)


def _past(words: Sequence[str], at: int) -> Iterator[Moment]:
    minutes = 30 if words[at] == "half" else 15
    joint = words[at + 1] if at + 1 < len(words) else ""
    for hour in numbers.readings(words, at + 2):
        if joint == "past" and isinstance(hour.value, int):
            yield from _clock(words, hour.end, hour.value, minutes, 0.0)
        elif joint == "to" and minutes == 15 and isinstance(hour.value, int):
            yield from _clock(words, hour.end, (hour.value - 1) % 24, 45, 0.0)


def _clock(words: Sequence[str], at: int, hour: int, minute: int, cost: float) -> Iterator[Moment]:
    half, end = words[at] if at < len(words) else "", at + 1
    if half in ("a", "p") and tuple(words[at + 1 : at + 2]) == ("m",):
        half, end = f"{half}m", at + 2
    part = tuple(words[at : at + 3])
    if part in PARTS_OF_A_DAY:
        half, end = PARTS_OF_A_DAY[part], at + 3
    elif part[:2] == ("at", "night"):
        half, end = "pm" if hour > 5 else "am", at + 2
    if half in AM | PM and 0 < hour < 13:
        hour, cost = hour % 12 + (12 if half in PM else 0), 0.0
    else:
        end = at
    if 0 <= hour < 24 and 0 <= minute < 60:
        yield Moment(time(hour, minute), end, cost)


def _iso(word: str) -> date | None:
    try:
        year, month, day = map(int, word.split("-"))
        return date(year, month, day)
    except ValueError:
        return None


def _day(year: int, month: int, day: float) -> date | None:
    try:
        return date(year, month, int(day)) if float(day).is_integer() else None
    except ValueError:
        return None


def _later(today: date, count: int, unit: str) -> date:
    if unit in SPANS:
        return today + timedelta(count * SPANS[unit])
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _at(day: date | time | datetime, clock: date | time | datetime) -> datetime:
    assert isinstance(day, date)
    assert isinstance(clock, time)
    return datetime.combine(day, clock)


def _skip(words: Sequence[str], at: int, over: Sequence[str]) -> int:
    return at + (at < len(words) and words[at] in over)
