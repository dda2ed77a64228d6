"""A sentence with what can be read in it, whatever tool it is about; each reading is made once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from navai_jupyter.engine.planner import dates, numbers
from navai_jupyter.engine.planner.grammar import MEASURES
from navai_jupyter.engine.planner.words import Token

_CLOSING = re.compile(r"[)\]}\"'*]+")
MOST_WORDS = 40
"""Words that are weighed one by one; the work grows with their number."""


class Sentence:
    """`text` is the speaker's own spelling; `spoken` the words of it that are left to understand."""

    def __init__(self, text: str, spoken: Sequence[Token], today: date) -> None:
        if len(spoken) > MOST_WORDS:
            # A dictation: its end only ever belongs to a free text, and goes there in one piece.
            last = spoken[MOST_WORDS - 1]
            spoken = [*spoken[: MOST_WORDS - 1], Token(last.word, last.start, spoken[-1].end)]
        self.text = text
        self.spoken = tuple(spoken)
        self.words = tuple(token.word for token in spoken)
        self.today = today
        self._numbers: dict[int, list[numbers.Reading]] = {}
        self._moments: dict[tuple[str, int], list[dates.Moment]] = {}

    def part(self, start: int, end: int) -> Sentence:
        return Sentence(self.text, self.spoken[start:end], self.today)

    def raw(self, start: int, end: int) -> str:
        """In the speaker's own spelling."""
        last = self.spoken[end - 1].end
        attached = _CLOSING.match(self.text, last)
        return self.text[self.spoken[start].start : attached.end() if attached else last]

    def numbers(self, at: int) -> list[numbers.Reading]:
        if at not in self._numbers:
            # "Ten, eleven" are two.
            marks = (end for end, token in enumerate(self.spoken[at:], at + 1) if token.mark)
            self._numbers[at] = numbers.readings(self.words[: next(marks, len(self))], at)
        return self._numbers[at]

    def moments(self, kind: str, at: int) -> list[dates.Moment]:
        key = kind, at
        if key not in self._moments:
            if kind == "date":
                found = dates.dates(self.words, at, self.today)
            elif kind == "time":
                found = dates.times(self.words, at)
            else:
                found = dates.moments(self.words, at, self.today)
            self._moments[key] = list(found)
        return self._moments[key]

    def measured(self, at: int) -> bool:
        """A number stands before this measure, as in "4 litres per minute"."""
        if self.words[at] not in MEASURES:
            return False
        while at and self.words[at - 1] in MEASURES:
            at -= 1
        return at > 0 and (self.words[at - 1][-1].isdigit() or self.words[at - 1] in numbers.NUMBER_WORDS)

    @cached_property
    def torn(self) -> frozenset[int]:
        """Where a cut would tear what is written as one: "best.pkl", "report_2024"."""
        pairs = zip(self.spoken, self.spoken[1:], strict=False)
        return frozenset(
            at
            for at, (one, other) in enumerate(pairs, 1)
            if one.end <= other.start
            and not any(letter.isspace() or letter == "," for letter in self.text[one.end : other.start])
        )

    @cached_property
    def says(self) -> str:
        return " ".join(self.words)

    def __len__(self) -> int:
        return len(self.words)
