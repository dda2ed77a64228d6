"""Dates and moments in digits."""

from __future__ import annotations

import calendar
import re

YEAR = r"(?P<year>(?:1[6-9]|20|21)\d\d)"
MONTH, DAY = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"

MOMENT = re.compile(
    r"(?<=\d)T(?P<time>[0-2]\d:[0-5]\d)(?::(?P<seconds>\d\d)(?:[.,]\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?\b"
)
ISO_DATE = re.compile(rf"(?<![\w.-]){YEAR}([-/]){MONTH}\2{DAY}(?![\w-])")
POINTED_DATE = re.compile(rf"(?<![\w.]){DAY}\.{MONTH}\.{YEAR}(?![\w-])")
ISO_MONTH = re.compile(rf"(?<![\w.-]){YEAR}-{MONTH}(?![\w-])")
SPLIT_SECOND = re.compile(r"\b(\d{1,2}:\d\d:\d\d)[.,]\d+")


def with_dates(text: str) -> str:
    """``2024-03-01T14:30:00Z`` as "March 1st, 2024 at 14:30 UTC"; clock times are left to the voice."""
    text = MOMENT.sub(_moment, text)
    for written in (ISO_DATE, POINTED_DATE):
        text = written.sub(_date, text)
    text = ISO_MONTH.sub(lambda date: f"{_month(date)} {date['year']}", text)
    return SPLIT_SECOND.sub(r"\1", text)


def ordinal(number: int) -> str:
    tens, ones = divmod(number % 100, 10)
    return f"{number}{'th' if tens == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(ones, 'th')}"


def _date(date: re.Match[str]) -> str:
    return f"{_month(date)} {ordinal(int(date['day']))}, {date['year']}"


def _month(date: re.Match[str]) -> str:
    return calendar.month_name[int(date["month"])]


def _moment(moment: re.Match[str]) -> str:
    seconds = f":{moment['seconds']}" if moment["seconds"] not in (None, "00") else ""
    return f" at {moment['time']}{seconds}" + (" UTC" if moment["zone"] == "Z" else "")
