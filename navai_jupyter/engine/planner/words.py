"""Words of a sentence, and how alike two phrases sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import jellyfish
from rapidfuzz import fuzz

_TOKEN = re.compile(
    r"\d{4}-\d\d?-\d\d?|\d\d?:\d\d|\d+(?:st|nd|rd|th)\b"
    r"|(?<![\w.])-?\d+(?:,\d{3})*(?:\.\d+)?|(?<![\w.])-?\.\d+|\d+(?:\.\d+)?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[+&=%$€£]"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPELLED = {"+": "plus", "&": "and", "=": "equals", "%": "percent", "$": "dollars", "€": "euros", "£": "pounds"}
CURRENCIES = frozenset("$€£")
_SHORT = {
    "can't": "can not", "won't": "will not", "cannot": "can not", "let's": "let us", "gonna": "going to",
    "wanna": "want to", "gimme": "give me", "lemme": "let me", "goto": "go to", "y'all": "you",
}  # fmt: skip
_ENDINGS = (("n't", "not"), ("'re", "are"), ("'ll", "will"), ("'d", "would"), ("'ve", "have"), ("'m", "am"))
_WITH_IS = frozenset("what where that it who how here there when which he she this everything".split())
_BREAK = re.compile(r"[,;:.!?—–]|\s-\s")
_TITLES = frozenset("mr mrs ms dr prof st".split())
"""Written with a full stop that ends no sentence."""

ARTICLES = frozenset("the a an my our your this that these those some its their".split())
COMMON = frozenset(
    "i you he she we they it me him her us them who what when where why how which not never no none "
    "nobody nothing is are was were be been am do does did have has had will would can could shall should "
    "may might must and or but so if then than as at by for from in into of off on out over to up with "
    "about after again all also always any because before both each few first here just last like made "
    "many more most much next now old only other own same some such that the there these thing think this "
    "those through time too two under until very way well while good great new long little right big high "
    "different small large early young important bad able said say says went go goes gone come came take "
    "took want wants need needs look looks day week year years people man men woman life home house work "
    "world".split()
)
"""Everyday words, which a recogniser hardly ever writes in place of another one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case without accents, where the speaker's own spelling stands, and the mark after it."""

    word: str
    start: int
    end: int
    mark: str = ""


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    matches = list(_TOKEN.finditer(text))
    for at, match in enumerate(matches):
        if at + 1 < len(matches) and _is_price(text, match, matches[at + 1]):
            continue
        word = _plain(_SPELLED.get(match.group(), match.group()))
        if word[0].isdigit() or word[0] == "-":
            word = word.replace(",", "")
        until = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        gap = text[match.end() : until]
        # What is written as one, "best.pkl", has no break in it.
        whole = until < len(text) and not any(letter.isspace() or letter == "," for letter in gap)
        whole = whole or (word in _TITLES and gap == ". ")
        mark = None if whole else _BREAK.search(gap)
        pieces = _expanded(word).split()
        for piece in pieces:
            last = piece is pieces[-1]
            found.append(
                Token(piece, match.start(), match.end(), mark.group().strip() if mark and last else "")
            )
        if at and _is_price(text, matches[at - 1], match):
            # Said in the other order: "$30" is thirty dollars.
            amount, start = found.pop(), matches[at - 1].start()
            unit = _SPELLED[matches[at - 1].group()]
            found += [Token(amount.word, start, amount.end), Token(unit, start, amount.end, amount.mark)]
    return found


def _is_price(text: str, sign: re.Match[str], amount: re.Match[str]) -> bool:
    return sign.group() in CURRENCIES and sign.end() == amount.start() and text[amount.start()].isdigit()


def _expanded(word: str) -> str:
    if "'" not in word:
        return _SHORT.get(word, word)
    if word in _SHORT:
        return _SHORT[word]
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            return f"{word[: -len(ending)]} {full}"
    head = word.partition("'")[0]
    return f"{head} is" if head in _WITH_IS and word.endswith("'s") else head


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """``load_sales`` and ``loadSales`` → ``("load", "sales")``."""
    return tuple(token.word for token in tokens(_CAMEL.sub(" ", name)))


def words_of(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@lru_cache(maxsize=16384)
def alike(one: str, other: str) -> float:
    """Likeness of two phrases of plain words by letters and by sound, 0–1; joined words count as equal."""
    if one == other:
        return 1.0
    letters = fuzz.ratio(one, other) / 100
    if " " in one or " " in other:
        letters = max(letters, 0.98 * fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) / 100)
    code, other_code = sound(one), sound(other)
    if not code or not other_code:
        return letters
    return max(letters, (letters + fuzz.ratio(code, other_code) / 100) / 2)


@lru_cache(maxsize=16384)
def sound(phrase: str) -> str:
    return jellyfish.metaphone(phrase)


def joined(spoken: Sequence[Token]) -> str:
    return " ".join(token.word for token in spoken)


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
