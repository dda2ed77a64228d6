"""Where a text is cut to be spoken piece by piece."""

from __future__ import annotations

import re

LONG_START = 80
"""Characters of a first sentence that takes longer to make than a listener should wait."""
SHORT_START = 24
"""A first piece below this sounds torn off."""
LONGEST = 240
"""A piece is made whole, and a cancelled one to its end: this bounds both."""

ENDS = re.compile(r"(?<=[.!?…])[\"'”’)\]*_`]*\s+(?=\S)|(?<=[。！？])\s*(?=\S)")
ABBREVIATIONS = frozenset(
    "e.g i.e vs cf etc approx fig figs eq eqs no nos vol ch sec p pp ed al dr mr mrs ms prof st jr sr inc ltd "
    "co corp dept jan feb mar apr jun jul aug sep sept oct nov dec ca max min avg resp incl est".split()
)
"""Words whose full stop does not end a sentence, unless the text ends there."""

CLAUSES = re.compile(r"(?<=[,;:—–])\s+|\s+(?=(?:—|–|-)\s)")
JOINS = re.compile(r"\s+(?=(?:and|or|but|because|so|while|which|that|when|if|than|then)\s)", re.IGNORECASE)
SPACES = re.compile(r"\s+")


def pieces(text: str) -> list[str]:
    """Sentences; a long first one begins with a clause of its own, so that something is heard early."""
    found = [part for line in text.splitlines() for part in _sentences(line.strip())]
    if found and len(found[0]) > LONG_START:
        found[:1] = _cut(found[0], LONG_START)
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


def _bounded(sentence: str) -> list[str]:
    parts = []
    while len(sentence) > LONGEST:
        head, *tail = _cut(sentence, LONGEST)
        parts.append(head)
        sentence = "".join(tail)
    return [*parts, sentence]


def _cut(sentence: str, most: int) -> list[str]:
    """In two, the first at most ``most`` long: at a clause, else before a joining word, else anywhere."""
    for places in (CLAUSES, JOINS, SPACES):
        cuts = [place for place in places.finditer(sentence, SHORT_START) if place.start() <= most]
        if cuts:
            return [sentence[: cuts[-1].start()], sentence[cuts[-1].end() :]]
    return [sentence[:most], sentence[most:]]
