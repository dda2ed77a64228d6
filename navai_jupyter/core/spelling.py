"""One spelling for what is said and what is written: plain letters, and numbers as digits.

The twin of ``js/src/core/spelling.ts``; ``tests/cases/routes.json`` holds both to the same results.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
MARKS = {"&": "and", "+": "plus"}
POINTS = frozenset({"point", "dot"})
NUMBERED = frozenset(
    "act appendix book chapter exercise figure lesson level module part phase section stage step table unit"
    " volume week".split()
)
"""After one of these even a single letter may be a Roman numeral."""

_SMALL = {word: n for n, word in enumerate(UNITS)} | {word: n for n, word in enumerate(ORDINALS, 1)}
_TENS = {word: 10 * n for n, word in enumerate(TENS, 2)}
_CENTURIES = range(18, 22)
"""First halves of years, as in "nineteen ninety nine"."""
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_PIECES = re.compile(
    r"\d+(?:\.\d+)*"
    r"|[々぀-ヿ㐀-鿿]"  # scripts without spaces: each character is a word
    r"|[^\W\d_々぀-ヿ㐀-鿿]+"
)
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
"""Of ordinals in digits, as in "2nd"."""


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Lower case, no accents, words and numbers apart, numbers in digits: "Part III" is "part 3"."""
    for mark, word in MARKS.items():
        text = text.replace(mark, f" {word} ")
    plain = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(char for char in plain if not unicodedata.category(char).startswith("M"))
    pieces = list(_PIECES.finditer(letters))
    words = [
        piece.group()
        for piece, before in zip(pieces, [None, *pieces], strict=False)
        if not (before and _is_ending(piece, before))
    ]
    return " ".join(_with_points(_in_digits(words)))


def _is_ending(piece: re.Match[str], before: re.Match[str]) -> bool:
    return piece.group() in _ENDINGS and before.end() == piece.start() and before.group()[-1].isdigit()


def _in_digits(words: Sequence[str]) -> list[str]:
    result: list[str] = []
    at = 0
    while at < len(words):
        value, end = _number(words, at)
        if value is None:
            value = _roman(words[at], words[at - 1] if at else "")
            end = at + 1
        result.append(words[at] if value is None else str(value))
        at = end
    return result


def _number(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """The number that begins at a word, and where it ends; None when none does."""
    value, end = _below_hundred(words, at)
    if value is None:
        return None, at
    if value in _CENTURIES:
        rest, after = _below_hundred(words, end)
        if rest is not None and rest >= 10:
            return value * 100 + rest, after
    for word, size in (("thousand", 1000), ("hundred", 100)):
        if words[end : end + 1] == [word]:
            start = end + 2 if words[end + 1 : end + 2] == ["and"] else end + 1
            rest, after = _number(words, start)
            if rest is not None and rest < size:
                return value * size + rest, after
            return value * size, end + 1
    return value, end


def _below_hundred(words: Sequence[str], at: int) -> tuple[int | None, int]:
    if at >= len(words):
        return None, at
    if words[at] in _TENS:
        unit = _SMALL.get(words[at + 1]) if at + 1 < len(words) else None
        if unit is not None and 0 < unit < 10:
            return _TENS[words[at]] + unit, at + 2
        return _TENS[words[at]], at + 1
    return _SMALL.get(words[at]), at + 1


def _roman(word: str, before: str) -> int | None:
    if not word or not _ROMAN.fullmatch(word) or (len(word) == 1 and before not in NUMBERED):
        return None
    values = [_ROMAN_VALUES[letter] for letter in word]
    pairs = zip(values, chain(values[1:], [0]), strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _with_points(words: Sequence[str]) -> list[str]:
    """ "1 point 2" is 1.2, as headings are numbered."""
    result: list[str] = []
    for word in words:
        if len(result) > 1 and word[0].isdigit() and result[-1] in POINTS and result[-2][-1].isdigit():
            result.pop()
            result[-1] += f".{word}"
        else:
            result.append(word)
    return result
