"""Times of day for functions that take the hour and the minute apart: "wake room 215 at half past seven"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from navai_jupyter.engine.planner.dates import times
from navai_jupyter.engine.planner.model import Call
from navai_jupyter.engine.planner.words import Token, name_words

BEFORE = frozenset("at for to until till by around about from".split())
"""Words before a time of day."""
TAKEN_APART = frozenset({"hour", "minute"})


def taken_apart(spoken: Sequence[Token]) -> tuple[Token, ...]:
    """The words with the hour and the minute of each time as two numbers."""
    words = [token.word for token in spoken]
    found: list[Token] = []
    at = 0
    while at < len(spoken):
        clock, end = _time(words, at)
        if clock is None:
            found.append(spoken[at])
            at += 1
            continue
        first, last = spoken[at], spoken[end - 1]
        hour = Token(str(clock.hour), first.start, last.end, mark=",")  # 19, 45 is no year
        found += [hour, replace(hour, word=str(clock.minute), mark=last.mark)]
        at = end
    return tuple(found)


def tells_time(call: Call | None) -> bool:
    """It takes the hour and the minute, and has both."""
    given = call.arguments if call is not None else {}
    return {word for name in given for word in name_words(name)} >= TAKEN_APART


def _time(words: Sequence[str], at: int) -> tuple[time | None, int]:
    """The longest time that begins here, and its end; none where a plain number is all there is."""
    if ":" not in words[at] and not (at and words[at - 1] in BEFORE):
        return None, at
    moment = max(times(words, at), key=lambda one: (one.end, -one.cost), default=None)
    if moment is None or not isinstance(moment.value, time):
        return None, at
    plain = moment.end == at + 1 and words[at] == str(moment.value.hour)
    return (None, at) if plain else (moment.value, moment.end)
