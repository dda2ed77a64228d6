"""Which four digits are a year, which a voice says in two halves, and which a count."""

from __future__ import annotations

import re

FOUR_DIGITS = re.compile(r"(?<![\w.,:/$£€#-])[1-9]\d{3}(?![\w:/-]|[.,]\d)")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|year|early|late|and|port|q[1-4]|january|february|march|april|may|"
    r"june|july|august|september|october|november|december)|\d(?:st|nd|rd|th),) $",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r" (?:[a-z]+ )?(?!(?:is|was|has|does|as|this|its|vs|versus|sales|results|news|us)\b)[a-z_]{2,}s\b"
)


def with_years(text: str) -> str:
    """ "2024 rows" as "2,024 rows"; a year, and a port, stays as it is."""
    return FOUR_DIGITS.sub(_counted, text)


def _counted(digits: re.Match[str]) -> str:
    number = digits[0]
    if BEFORE_YEAR.search(text := digits.string, max(0, digits.start() - 12), digits.start()):
        return number
    if YEAR.fullmatch(number) and not COUNTED.match(text, digits.end()):
        return number
    return f"{int(number):,}"
