"""Words of a sentence, and how alike two phrases sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import jellyfish
from rapidfuzz import fuzz

_TOKEN = re.compile(r"(?<![\w.])-?\d+(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[+&=%]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPELLED = {"+": "plus", "&": "and", "=": "is", "%": "percent"}
_CONTRACTED = {
    "what's": "what is",
    "where's": "where is",
    "let's": "let us",
    "i'd": "i would",
    "that's": "that is",
}

ARTICLES = frozenset({"the", "a", "an", "my", "our", "this", "that"})
POLITE_BEFORE = (
    "please", "hey", "hi", "hello", "ok", "okay", "so", "now", "well", "um", "uh", "then", "and", "just",
    "kindly", "can you", "could you", "would you", "will you", "can we", "could we", "i want to",
    "i want you to", "i would like to", "i would like you to", "i need to", "i need you to", "let us",
    "let me",
)  # fmt: skip
POLITE_AFTER = ("please", "now", "thanks", "thank you", "for me", "right now", "again")


@dataclass(frozen=True)
class Token:
    """A word in lower case without accents, and where the speaker's own spelling stands."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = _plain(_SPELLED.get(match.group(), match.group()))
        if word[0].isdigit() or word[0] == "-":
            word = word.replace(",", "")
        for piece in _CONTRACTED.get(word, word).split():
            found.append(Token(piece, match.start(), match.end()))
    return found


def name_words(name: str) -> list[str]:
    """``load_sales`` and ``loadSales`` → ``["load", "sales"]``."""
    return [token.word for token in tokens(_CAMEL.sub(" ", name))]


def words_of(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


def without_courtesy(spoken: list[Token]) -> list[Token]:
    """The sentence without what is said to be polite, or to gain time."""
    changed = True
    while changed and spoken:
        changed = False
        for phrase in POLITE_BEFORE:
            length = starts_with(spoken, phrase)
            if length and len(spoken) > length:
                spoken, changed = spoken[length:], True
        for phrase in POLITE_AFTER:
            length = len(phrase.split())
            if len(spoken) > length and [token.word for token in spoken[-length:]] == phrase.split():
                spoken, changed = spoken[:-length], True
    return spoken


def starts_with(spoken: Sequence[Token], phrase: str) -> int:
    """How many tokens `phrase` takes at the start; 0 when the sentence does not begin with it."""
    expected = phrase.split()
    return len(expected) if [token.word for token in spoken[: len(expected)]] == expected else 0


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> float:
    """Likeness of two phrases of plain words by letters and by sound, 0–1; joined words count as equal."""
    if one == other:
        return 1.0
    letters = fuzz.ratio(one, other) / 100
    joined = fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) / 100
    letters = max(letters, 0.98 * joined)
    code, other_code = jellyfish.metaphone(one), jellyfish.metaphone(other)
    if not code or not other_code:
        return letters
    return max(letters, (letters + fuzz.ratio(code, other_code) / 100) / 2)


def same_sound(one: str, other: str) -> bool:
    return jellyfish.metaphone(one) == jellyfish.metaphone(other)


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
