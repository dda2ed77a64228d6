"""Numbers as people say them and as a recogniser writes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import text2num

from navai_jupyter.engine.planner.words import ARTICLES

HOMOPHONES = {
    "to": "two", "too": "two", "tu": "two", "for": "four", "fore": "four", "won": "one", "ate": "eight",
    "tree": "three", "free": "three", "sex": "six", "nein": "nine", "oh": "zero", "o": "zero", "tin": "ten",
}  # fmt: skip
"""Read as numbers only where a number is expected and nothing better is there."""

UNITS = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "k": 1000,
    "m": 10**6,
    "dozen": 12,
}
PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3, "tenth": 0.1}
_SPELLED = frozenset([*UNITS, *TEENS, *TENS, "hundred", "thousand", "million", "billion", "forty"])
NUMBER_WORDS = frozenset([*_SPELLED, *PARTS, *SCALES, "half"])
_INNER = _SPELLED | {"and", "point", "oh", "o", "a"}
_ORDINAL_UNITS = "zeroth first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINAL_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
)
_ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
ORDINALS = {
    **{word: number for number, word in enumerate(_ORDINAL_UNITS + _ORDINAL_TEENS)},
    **{word: 10 * number for number, word in enumerate(_ORDINAL_TENS, 2)},
}

_TENS = {word: 10 * number for number, word in enumerate(TENS, 2)}
_TENS |= {str(number): number for number in _TENS.values()}
"""In digits too: a recogniser may write "forty second" as "40 second"."""
TIMES = {"double": 2, "triple": 3}
NEGATIVE = frozenset({"minus", "negative"})
GOVERNED = ARTICLES | frozenset(
    "my your his her our their me you him us them it this that nobody everybody be do have say".split()
)
"""Words before which "for" and "to" are no numbers: "stir the soup, she used *to* say"."""
LONGEST = 10
MOST_DIGITS = 20
"""A longer row of digits is no number that a person says, and may be too large to reckon with."""
GUESSED = 0.3
"""A reading that costs more took a homophone, or a part of a number, for the number."""
HEARD, PREPOSED, PARTIAL, TIMED = 0.35, 0.3, 1.5, 0.05
"""Costs of a homophone, of one before another number or at the end, as in "to 3", and of a part of a number,
also where the rest of it is a unit."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that ends before `end`; `cost` is how unlikely this reading is."""

    value: int | float
    end: int
    cost: float
    ordinal: bool = False
    percent: bool = False


def readings(words: Sequence[str], start: int) -> list[Reading]:
    """Every number that begins at `start`, the likeliest first."""
    if start >= len(words):
        return []
    found = list(_signed(words, start))
    longest = max((reading.end for reading in found), default=start)
    # "twenty four" is 24 before it is 20 and 4.
    weighed = [
        Reading(one.value, one.end, one.cost + _partly(words, one, longest), one.ordinal, one.percent)
        for one in found
    ]
    return sorted(weighed, key=lambda reading: reading.cost)


def _partly(words: Sequence[str], reading: Reading, longest: int) -> float:
    """What it costs to leave a part of a number out; "forty second" may also be a measure of time."""
    if reading.end == longest:
        return 0.0
    return TIMED if words[reading.end] == "second" else PARTIAL


def _signed(words: Sequence[str], start: int) -> Iterator[Reading]:
    if words[start] in NEGATIVE:
        for found in _scaled(words, start + 1):
            yield Reading(-found.value, found.end, found.cost, percent=found.percent)
        return
    if words[start] in ("first", "last", "next", "top") and start + 1 < len(words):
        for found in _scaled(words, start + 1):
            yield Reading(found.value, found.end, found.cost + 0.02)
    yield from _scaled(words, start)
    if ordinal := _ordinal(words, start):
        yield ordinal


def _scaled(words: Sequence[str], start: int) -> Iterator[Reading]:
    """Numbers with what may follow: "ten k", "three million", "two and a half", "20 percent"."""
    for found in _plain(words, start):
        yield found
        value, end = found.value, found.end
        # "Two thousand four hundred" is read as a whole; "one point five million" is not.
        spelled_out = (
            words[end - 1] in _SPELLED and isinstance(value, int) and {*words[end : end + 1]} <= _SPELLED
        )
        if (
            end < len(words)
            and words[end] in SCALES
            and not spelled_out
            and not (words[end] == "m" and value > 999)
        ):
            value, end = _whole(value * SCALES[words[end]]), end + 1
            yield Reading(value, end, found.cost)
        if tuple(words[end : end + 2]) in (("and", "a"), ("and", "one"), ("and", "three")):
            times = 3 if words[end + 1] == "three" else 1
            part = PARTS.get(words[end + 2]) if end + 2 < len(words) else None
            if part is not None:
                value, end = value + times * part, end + 3
                yield Reading(value, end, found.cost)
        if value == 1 and end < len(words) and words[end] == "half":
            yield Reading(0.5, end + 1, found.cost)
        if end < len(words) and words[end] in ("quarters", "thirds", "quarter", "third") and value in (1, 2, 3):
            yield Reading(value * PARTS[words[end]], end + 1, found.cost)
        if end < len(words) and words[end] in ("percent", "percentage", "pct"):
            yield Reading(value, end + 1, found.cost, percent=True)
        elif tuple(words[end : end + 2]) == ("per", "cent"):
            yield Reading(value, end + 2, found.cost, percent=True)


def _plain(words: Sequence[str], start: int) -> Iterator[Reading]:
    if start >= len(words):
        return
    word = words[start]
    literal = _literal(word)
    if literal is not None:
        yield Reading(literal, start + 1, 0.0)
        # A recogniser may write the digits of a year in two parts: "20 24".
        following = words[start + 1] if start + 1 < len(words) else ""
        if len(word) == 2 and len(following) == 2 and following.isdigit() and word in ("19", "20"):
            yield Reading(int(word + following), start + 2, 0.0)
        return
    if word == "dozen":
        yield Reading(12, start + 1, 0.0)
    if word in ("a", "half"):
        yield from _with_article(words, start)
    if word not in _SPELLED and word not in ("a", "point"):
        if word in HOMOPHONES:
            following = words[start + 1] if start + 1 < len(words) else ""
            number = following in _SPELLED or following[:1].isdigit() or (not following and start > 1)
            governs = word in ("for", "to") and following in GOVERNED
            cost = HEARD + PREPOSED * number + PARTIAL * governs
            yield Reading(UNITS.index(HOMOPHONES[word]) if word != "tin" else 10, start + 1, cost)
        return
    end = start
    while end < len(words) and end < start + LONGEST and words[end] in _INNER:
        end += 1
        if (value := spelled(tuple(words[start:end]))) is not None:
            yield Reading(value, end, 0.0)


def _with_article(words: Sequence[str], start: int) -> Iterator[Reading]:
    """ "a dozen", "half a million", "a quarter", "a couple of"."""
    rest = tuple(words[start : start + 4])
    if rest[:2] in (("a", "dozen"),):
        yield Reading(12, start + 2, 0.0)
    if rest[:3] == ("half", "a", "dozen"):
        yield Reading(6, start + 3, 0.0)
    elif rest[:2] == ("half", "a") and len(rest) > 2 and rest[2] in ("million", "billion", "thousand"):
        yield Reading(SCALES[rest[2]] // 2, start + 3, 0.0)
    elif rest[:2] in (("half", "a"), ("half", "an")) and len(rest) > 2:
        yield Reading(0.5, start + 2, 0.1)
    elif rest[:1] == ("half",):
        yield Reading(0.5, start + 1, 0.2)
    if rest[:2] in (("a", "half"), ("a", "quarter"), ("a", "third"), ("a", "tenth")):
        yield Reading(PARTS[rest[1]], start + 2, 0.2)
    if rest[:2] == ("a", "couple"):
        yield Reading(2, start + (3 if rest[2:3] == ("of",) else 2), 0.1)


def _ordinal(words: Sequence[str], start: int) -> Reading | None:
    word = words[start]
    if word[:-2].isdigit() and len(word) <= MOST_DIGITS and word[-2:] in ("st", "nd", "rd", "th"):
        return Reading(int(word[:-2]), start + 1, 0.0, ordinal=True)
    tens = _TENS.get(word)
    last = start if tens is None else start + 1
    timed = start and "second" in words[last : last + 1]
    if timed and (words[start - 1] == "a" or (word.isdigit() and words[start - 1] != "the")):
        # "For a second", "a 30 second clip", "of length 20 second".
        return None
    if tens is not None and start + 1 < len(words) and 0 < ORDINALS.get(words[start + 1], 0) < 10:
        return Reading(tens + ORDINALS[words[start + 1]], start + 2, 0.0, ordinal=True)
    if word in ORDINALS:
        return Reading(ORDINALS[word], start + 1, 0.0, ordinal=True)
    if word in TIMES:
        return Reading(TIMES[word], start + 1, 0.1)
    if word == "twice":
        return Reading(2, start + 1, 0.0)
    return None


def _literal(word: str) -> int | float | None:
    if not (word[:1].isdigit() or word[:1] in "-.") or len(word) > MOST_DIGITS:
        return None
    try:
        return int(word)
    except ValueError:
        pass
    try:
        return float(word)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def spelled(words: tuple[str, ...]) -> int | float | None:
    """The number that exactly these words spell."""
    if "point" in words:
        return _decimal(words)
    whole = _counted(words)
    return whole if whole is not None else _year(words)


def _counted(words: tuple[str, ...]) -> int | None:
    if not words or words[0] == "and" or words[-1] in ("and", "a"):
        return None
    words = tuple("one" if word == "a" else word for word in words) if len(words) > 1 else words
    try:
        return int(text2num(" ".join(words), "en"))
    except ValueError:
        return None


def _decimal(words: tuple[str, ...]) -> float | None:
    at = words.index("point")
    whole = _counted(words[:at]) if at else 0
    digits = [_counted((HOMOPHONES.get(word, word),)) for word in words[at + 1 :]]
    if whole is None or not digits:
        return None
    if len(digits) > 1 and digits[0] is not None and digits[0] >= 20 and digits[0] % 10 == 0:
        together = _counted(words[at + 1 :])
        digits = [together] if together is not None else digits
    elif any(digit is None or digit > 9 for digit in digits) and len(digits) > 1:
        return None
    if any(digit is None for digit in digits):
        return None
    return float(f"{whole}." + "".join(map(str, digits)))


def _year(words: tuple[str, ...]) -> int | None:
    """ "twenty twenty four" → 2024, "nineteen oh five" → 1905, "twenty twenty" → 2020."""
    century = _counted(words[:1])
    if century is None or not 10 <= century <= 29 or len(words) < 2:
        return None
    if words[1] in ("oh", "o"):
        rest = _counted(words[2:]) if len(words) > 2 else None
        return century * 100 + rest if rest is not None and rest < 10 else None
    rest = _counted(words[1:])
    return century * 100 + rest if rest is not None and 10 <= rest <= 99 else None


def _whole(value: int | float) -> int | float:
    return int(value) if float(value).is_integer() else value
