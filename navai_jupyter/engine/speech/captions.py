"""What was said so far, told while it is being said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

MARKS = re.compile(r"^\W+|\W+$")


class Caption:
    """The words of one turn; one is told when two readings in a row agree on it, and not taken back.

    A reading of a turn that goes on is right about its beginning; its last words were cut off.
    """

    def __init__(self) -> None:
        self._told = ""
        self._last: list[str] = []

    def hear(self, text: str) -> str:
        """What can be added, after another reading of the turn so far."""
        words = text.split()
        agreed = _agreement(words[:-1], self._last)
        self._last = words
        told = len(self._told.split())
        if agreed <= told or _agreement(self._told.split(), words) < told:
            return ""
        return self._add(" ".join(words[told:agreed]).rstrip(".,;:!?…"))

    def close(self, text: str) -> tuple[str, str]:
        """What must still be added, and the whole transcript: all that was told, wherever the words agree.

        Where they do not, ``text`` is the transcript, and nothing is added to what was told wrongly.
        """
        words, told = text.split(), self._told.split()
        if _agreement(told, words) < len(told):
            return "", text
        if not told:
            return self._add(text), text
        before = words[len(told) - 1]
        mark = before[len(before.rstrip(".,;:!?…")) :]
        rest = " ".join(words[len(told) :])
        self._told += mark
        delta = mark + self._add(rest)
        return delta, self._told

    def _add(self, text: str) -> str:
        delta = f" {text}" if text and self._told else text
        self._told += delta
        return delta


def _agreement(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words the two begin with in common, whatever their case and marks."""
    pairs = zip(map(_bare, one), map(_bare, other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _bare(word: str) -> str:
    return MARKS.sub("", word).casefold()
