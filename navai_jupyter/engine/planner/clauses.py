"""Where one command of a sentence may end and the next begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from navai_jupyter.engine.planner.courtesy import request
from navai_jupyter.engine.planner.dates import MONTHS
from navai_jupyter.engine.planner.grammar import INTRODUCTIONS
from navai_jupyter.engine.planner.numbers import GUESSED, readings
from navai_jupyter.engine.planner.speechact import SUBJECTS
from navai_jupyter.engine.planner.thesaurus import is_action
from navai_jupyter.engine.planner.words import Token

STRONG = (
    ("and", "then"), ("and", "after", "that"), ("after", "that"), ("and", "afterwards"), ("afterwards",),
    ("and", "also"), ("and", "finally"), ("and", "next"), ("then",), ("followed", "by"),
)  # fmt: skip
WEAK = (("and",), ("plus",), ("also",), ("before",))
MOST = 6
EXCUSES = frozenset("because since so".split())
BEING = frozenset("is are am".split())
"""Verbs of a reason; what somebody did or said is a story."""


@dataclass(frozen=True)
class Cut:
    """The words between two clauses; a strong one is no part of a text."""

    start: int
    end: int
    strong: bool


def joints(spoken: Sequence[Token]) -> list[Cut]:
    """The first few places where a clause may end, in their order."""
    words = tuple(token.word for token in spoken)
    found: list[Cut] = []
    at = 1
    while at < len(words) - 0 and len(found) < MOST:
        cut = _cut(words, spoken, at)
        if cut is None or cut.end >= len(words):
            at += 1
            continue
        found.append(cut)
        at = cut.end + 1
    return found


def _cut(words: tuple[str, ...], spoken: Sequence[Token], at: int) -> Cut | None:
    if any(
        reading.end > at > 0 and reading.cost < GUESSED
        for start in range(max(0, at - 3), at)
        for reading in readings(words, start)
    ):
        # "One and a half" is one number.
        return None
    if words[at].isdigit() and len(words[at]) == 4 and MONTHS.keys() & set(words[max(0, at - 2) : at]):
        # "January 1, 2026" is one day.
        return None
    for phrases, strong in ((STRONG, True), (WEAK, False)):
        for phrase in phrases:
            end = at + len(phrase)
            named = phrase[-1] == "next" and not (end < len(words) and is_action(words[end]))
            placed = phrase == ("before",) and not _does(words[end:])
            if words[at:end] == phrase and not (named or placed):
                return Cut(at, end, strong)
    if spoken[at - 1].mark:
        return Cut(at, at, spoken[at - 1].mark in (".", ";", "!", "?"))
    return None


def _does(words: tuple[str, ...]) -> bool:
    """ "… before you restart the kernel" is a clause, "… before cell three" is a place."""
    return any(is_action(word) or word in SUBJECTS for word in words[:1])


def begins_another(heard: Sequence[Token], cut: Cut) -> bool:
    """A verb begins both sides, and no text goes on: "save it as first light and close the dome"."""
    before = heard[: cut.start]
    told = any(token.mark == ":" or token.word in INTRODUCTIONS | {"that"} for token in before)
    return not told and all(is_action(request(part).spoken[0].word) for part in (before, heard[cut.end :]))


def reason(heard: Sequence[Token]) -> int:
    """Where a command begins after a sentence that only says why: "it is dark, …"; 0 when it does not."""
    for at in range(len(heard) - 1, 1, -1):
        said = {token.word for token in heard[:at]}
        if heard[at - 1].mark and said & BEING and heard[0].word in SUBJECTS:
            command = request(heard[at:])
            if command.asked or is_action(command.spoken[0].word):
                return at
    return 0


def excused(heard: Sequence[Token]) -> int:
    """Where a command ends before a clause that only says why: "…, it is clear outside"; 0 without one."""
    for at in range(len(heard) - 2, 0, -1):
        first, second = heard[at].word, heard[at + 1].word
        if heard[at - 1].mark and (first in EXCUSES or (first in SUBJECTS and second in BEING)):
            return at
    return 0
