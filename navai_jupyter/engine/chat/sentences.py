"""Sentences out of a text that is still being written, each as soon as it is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navai_jupyter.engine.chat.markdown import read_aloud

# A sign that ends a sentence counts once something follows: "3." may become "3.5".
END = re.compile(r"[.!?…]+[\"'”’)\]*_`]*(?=\s)|[。！？]|\n")
ABBREVIATED = re.compile(
    r"(?:\b(?:approx|cf|dr|e\.g|eq|etc|fig|i\.e|mr|mrs|ms|nr|prof|resp|vs|z\.b|d\.h|bzw|usw)|\b[A-Z])\.$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^\s*\d{1,3}\.$")
FENCE = re.compile(r"^\s*(```|~~~)")
CODE = "Here is code, which I do not read aloud."
LONGEST = 280
"""A voice that waits for a longer sentence would fall silent; it is cut at a comma, else between words."""
PAUSE = re.compile(r"[,;:]\s|\s[–—-]\s")


class Sentences:
    def __init__(self) -> None:
        self._text = ""
        self._in_code = False

    def feed(self, text: str) -> Iterator[str]:
        """What can be said now."""
        self._text += text
        while (piece := self._next()) is not None:
            if spoken := self._spoken(piece):
                yield spoken

    def end(self) -> Iterator[str]:
        """What is left when nothing more will come."""
        yield from self.feed("\n")

    def _next(self) -> str | None:
        at = 0
        while match := END.search(self._text, at):
            at = match.end()
            piece = self._text[:at]
            if match[0] != "\n" and (self._in_code or _goes_on(piece)):
                continue
            return self._cut(at)
        if len(self._text) <= LONGEST or self._in_code:
            return None
        pauses = [match.end() for match in PAUSE.finditer(self._text, 0, LONGEST)]
        return self._cut(pauses[-1] if pauses else self._text.rfind(" ", 0, LONGEST) + 1 or LONGEST)

    def _cut(self, at: int) -> str:
        piece, self._text = self._text[:at], self._text[at:]
        return piece

    def _spoken(self, piece: str) -> str:
        if FENCE.match(piece):
            self._in_code = not self._in_code
            return CODE if self._in_code else ""
        return "" if self._in_code else read_aloud(piece)


def _goes_on(piece: str) -> bool:
    """Whether the point at the end is part of a word, of a list's number or of a line of code."""
    word = piece.rstrip("\"'”’)]*_`")
    return bool(ABBREVIATED.search(word) or NUMBERED.match(word) or FENCE.match(piece) or _in_table(piece))


def _in_table(piece: str) -> bool:
    return piece.lstrip().startswith("|")
