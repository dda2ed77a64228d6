"""Numbers as people say them and as a recogniser writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from text_to_num import text2num

HOMOPHONES = {
    "to": "two", "too": "two", "tu": "two", "for": "four", "fore": "four", "won": "one", "ate": "eight",
    "tree": "three", "free": "three", "sex": "six", "nein": "nine", "oh": "zero", "o": "zero",
}  # fmt: skip
"""Read as numbers only where a number is expected and nothing better is there."""

NEGATIVE = frozenset({"minus", "negative"})
LONGEST = 12
GUESSED = 0.5
"""A reading that costs more took a homophone, or a part of a number, for the number."""


@dataclass(frozen=True)
class Reading:
    """A number that ends before `end`; `cost` is how unlikely this reading is."""

    value: int | float
    end: int
    cost: float


def readings(words: Sequence[str], start: int) -> list[Reading]:
    """Every number that begins at `start`, the likeliest first."""
    found = _signed(words, start)
    longest = max((reading.end for reading in found), default=start)
    # "twenty four" is 24 before it is 20 and 4.
    return sorted(
        (
            Reading(reading.value, reading.end, reading.cost + (1.5 if reading.end < longest else 0.0))
            for reading in found
        ),
        key=lambda reading: reading.cost,
    )


def _signed(words: Sequence[str], start: int) -> list[Reading]:
    if start < len(words) and words[start] in NEGATIVE:
        return [Reading(-found.value, found.end, found.cost) for found in _unsigned(words, start + 1)]
    return _unsigned(words, start)


def _unsigned(words: Sequence[str], start: int) -> list[Reading]:
    if start >= len(words):
        return []
    literal = _literal(words[start])
    if literal is not None:
        return [Reading(literal, start + 1, 0.0)]
    found = [
        Reading(value, end, 0.0)
        for end in range(start + 1, min(len(words), start + LONGEST) + 1)
        if (value := _spelled(words[start:end])) is not None
    ]
    if not found and words[start] in HOMOPHONES:
        return [Reading(text2num(HOMOPHONES[words[start]], "en"), start + 1, 0.6)]
    return found


def _literal(word: str) -> int | float | None:
    try:
        return int(word)
    except ValueError:
        pass
    try:
        return float(word) if word[:1].isdigit() or word[:1] == "-" else None
    except ValueError:
        return None


def _spelled(words: Sequence[str]) -> int | float | None:
    if "point" in words:
        return _decimal(words)
    whole = _whole(words)
    return whole if whole is not None else _year(words)


def _whole(words: Sequence[str]) -> int | None:
    if words[0] == "and" or words[-1] == "and":
        return None
    words = ["one" if word == "a" else word for word in words] if len(words) > 1 else words
    try:
        return int(text2num(" ".join(words), "en"))
    except ValueError:
        return None


def _decimal(words: Sequence[str]) -> float | None:
    at = list(words).index("point")
    whole = _whole(words[:at]) if at else 0
    digits = [_whole([HOMOPHONES.get(word, word)]) for word in words[at + 1 :]]
    if whole is None or not digits or any(digit is None or digit > 9 for digit in digits):
        return None
    return float(f"{whole}." + "".join(map(str, digits)))


def _year(words: Sequence[str]) -> int | None:
    """ "twenty twenty four" → 2024, "nineteen oh five" → 1905, "twenty twenty" → 2020."""
    century = _whole(words[:1])
    if century is None or not 10 <= century <= 29 or len(words) < 2:
        return None
    if words[1] in ("oh", "o"):
        rest = _whole(words[2:]) if len(words) > 2 else None
        return century * 100 + rest if rest is not None and rest < 10 else None
    rest = _whole(words[1:])
    return century * 100 + rest if rest is not None and 10 <= rest <= 99 else None
