"""Where a text is cut to be spoken piece by piece."""

from __future__ import annotations

import re

SHORT_START = 24
"""Characters: a first piece below this sounds torn off."""
LONG_START = 60
"""A first sentence above this takes longer to make than a listener should wait."""
LATE_START = 100
"""The nearest place to pause may lie beyond that; beyond this it helps no more."""
LONGEST = 240
"""A piece is made whole, and a cancelled one to its end: this bounds both."""
MOST = 10_000
"""Characters of a text that are spoken, some ten minutes; nobody waits for more, and its sound fills memory."""

ENDS = re.compile(r"(?<=[.!?…])[\"'”’)\]*_`]*\s+(?=\S)|(?<=[。！？])\s*(?=\S)")
ABBREVIATIONS = frozenset(
    "e.g i.e vs cf etc approx fig figs eq eqs no nos vol ch sec p pp ed al dr mr mrs ms prof st jr sr inc ltd "
    "co corp dept jan feb mar apr jun jul aug sep sept oct nov dec ca max min avg resp incl est".split()
)
"""Words whose full stop does not end a sentence, unless the text ends there."""

CLAUSES = re.compile(r"(?<=[,;:—–])\s+|\s+(?=(?:—|–|-)\s)")
JOINS = re.compile(r"\s+(?=(?:and|or|but|because|while|which|that|when|if)\s)", re.IGNORECASE)
SPACES = re.compile(r"\s+")


def pieces(text: str) -> list[str]:
    """Sentences; a long first one begins with a clause of its own, so that something is heard early.

    A text that is too long ends with "…".
    """
    if len(text) > MOST:
        text = f"{text[:MOST]}\n…"
    found = [part for line in text.splitlines() for part in _sentences(line.strip())]
    if found and len(found[0]) > LONG_START:
        found[:1] = _begun_early(found[0])
    return [part for sentence in found for part in _bounded(sentence)]


def _sentences(line: str) -> list[str]:
    parts, start = [], 0
    for end in ENDS.finditer(line):
        if _ends_sentence(line[start : end.start()], line[end.end()]):
            parts.append(line[start : end.end()].strip())
            start = end.end()
    return [part for part in (*parts, line[start:].strip()) if part]


def _ends_sentence(before: str, following: str) -> bool:
    if following.islower():
        return False
    if not before.endswith("."):
        return True
    word = before[:-1].rpartition(" ")[2].lstrip("(\"'“‘*_`").lower()
    numbered = before[:-1] == word and (word.isdigit() or len(word) == 1)  # "1. Load the data"
    initial = len(word) == 1 and word.isalpha() and word != "i"
    return not (word in ABBREVIATIONS or numbered or initial)


def _begun_early(sentence: str) -> list[str]:
    """In two where a speaker would pause; whole where there is no such place."""
    cuts = (_cut(sentence, places, LATE_START, LONG_START) for places in (CLAUSES, JOINS))
    return next(filter(None, cuts), [sentence])


def _bounded(sentence: str) -> list[str]:
    parts = []
    while len(sentence) > LONGEST:
        cuts = (_cut(sentence, places, LONGEST, LONGEST) for places in (CLAUSES, JOINS, SPACES))
        head, sentence = next(filter(None, cuts), [sentence[:LONGEST], sentence[LONGEST:]])
        parts.append(head)
    return [*parts, sentence]


def _cut(sentence: str, places: re.Pattern[str], most: int, wanted: int) -> list[str] | None:
    """In two at that of the ``places`` up to ``most`` which is nearest to ``wanted``."""
    cuts = [place.span() for place in places.finditer(sentence, SHORT_START, most + 2) if place.start() <= most]
    if not cuts:
        return None
    end, start = min(cuts, key=lambda cut: abs(cut[0] - wanted))
    return [sentence[:end], sentence[start:]]
