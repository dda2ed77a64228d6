"""Identifiers as the words they are made of."""

from __future__ import annotations

import re

UNDERSCORES = re.compile(r"(?<=[^\W_])_+(?=[^\W_])|\b_+(?=[^\W_])|(?<=[^\W_])_+\b")
HUMP = re.compile(r"(?<=[a-z]{2})(?=[A-Z])|(?<=\b[a-z])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
NUMBERED = re.compile(r"(?<=[a-z]{2})(?=\d)")
NUMBERED_BY = "figure table step appendix part model section chapter heading".split()
ROMAN = re.compile(rf"((?i:{'|'.join(NUMBERED_BY)}) )([IVX]+)\b|^([IVX]+)(?=\. \w)")
LETTER_A = re.compile(
    r"(?<![\w'.-])[aA](?=[,;)]|\s?=|$|[.!?:](?:\s|$)|/B\b|"
    r" (?:and|or|equals|is|plus|minus|times|by|to|of|in|from)\b)"
)
"""A name that would be taken for the article, and said as "uh"."""
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def with_names(text: str) -> str:
    """``getUserName`` as "get User Name", ``sales_2024`` as "sales 2024", "Table IV" as "Table 4"."""
    text = ROMAN.sub(lambda numeral: f"{numeral[1] or ''}{_roman(numeral[2] or numeral[3])}", text)
    text = LETTER_A.sub("eh", text)
    for joint in (UNDERSCORES, HUMP, NUMBERED):
        text = joint.sub(" ", text)
    return text


def _roman(numeral: str) -> int:
    digits = [ROMAN_DIGITS[letter] for letter in numeral]
    following = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True))
