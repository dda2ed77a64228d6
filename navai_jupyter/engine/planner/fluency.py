"""What is said only to gain time, and what is taken back: "pause run six, no, seven"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from navai_jupyter.engine.planner.grammar import PREPOSITIONS
from navai_jupyter.engine.planner.numbers import GUESSED, NUMBER_WORDS, readings
from navai_jupyter.engine.planner.thesaurus import is_action
from navai_jupyter.engine.planner.words import ARTICLES, COMMON, Token

GAP = "…"
"""The mark where something was left out."""
HESITATIONS = frozenset("um umm uhm uh uhh er err erm ehm hm hmm mm mhm".split())
_ASIDES = """
ah
oh
well
so
like
right
okay
ok
now
then
maybe
perhaps
say
let us say
you know
let us see
let me see
let me think
i guess
i think
i suppose
i believe
i do not know
i am not sure
if i am not mistaken
what is it called
what is the name
how do you say
hang on
hold on
wait
wait a second
one second
one moment
just a moment
"""
_REPAIRS = """
no wait
no sorry
sorry no
wait no
oh no
no i mean
no i meant
sorry i mean
sorry i meant
i mean
i meant
or rather
or better
no make that
no make it
make that
scratch that
strike that
no actually
actually no
no no
no not that
"""
_SHORT_REPAIRS = """
no
nope
sorry
rather
correction
actually
hang on
wait
"""
"""Said between two breaks; without them they may be anything."""
UNMARKED = (("no",), ("sorry",))
"""Of these, the ones that a recogniser may write without the breaks."""


def _phrases(lines: str) -> list[tuple[str, ...]]:
    return sorted((tuple(line.split()) for line in lines.strip().splitlines()), key=len, reverse=True)


ASIDES, REPAIRS, SHORT_REPAIRS = _phrases(_ASIDES), _phrases(_REPAIRS), _phrases(_SHORT_REPAIRS)


def fluent(heard: Sequence[Token]) -> tuple[Token, ...]:
    """Without hesitations, words set between breaks that say nothing, and words begun twice."""
    kept: list[Token] = []
    at = 0
    while at < len(heard):
        if length := _aside(heard, at):
            at += length
            if kept and at < len(heard):
                kept[-1] = replace(kept[-1], mark=GAP)
            continue
        kept.append(heard[at])
        for size in (1, 2, 3):
            if _begun_twice(kept, size) and not _begins_clause(kept, heard[at + 1 : at + 2]):
                del kept[-2 * size : -size]
        at += 1
    smooth = (replace(one, mark="") if one.mark == GAP else one for one in kept)
    return tuple(smooth) or tuple(heard)


def _begun_twice(kept: Sequence[Token], size: int) -> bool:
    """The last `size` words stand there twice, as one says them when one starts anew; "bye bye" is one word."""
    once, again = kept[-2 * size : -size], kept[-size:]
    counted = any(one.word in NUMBER_WORDS or one.word[-1].isdigit() for one in again)
    if counted or [one.word for one in once] != [one.word for one in again]:
        return False
    return bool(once[-1].mark) or all(one.word in COMMON | ARTICLES | {"stop"} for one in again)


def _begins_clause(kept: Sequence[Token], following: Sequence[Token]) -> bool:
    """The same word is a thing and then a verb: "clear the *label*, *label* it dog"."""
    named = len(kept) > 2 and kept[-3].word in ARTICLES
    return named and any(one.word in ("it", "them") for one in following)


def _aside(heard: Sequence[Token], at: int) -> int:
    """How many words from here on say nothing."""
    if heard[at].word in HESITATIONS:
        return 1
    if at and not heard[at - 1].mark:
        return 0
    return next(
        (
            len(phrase)
            for phrase in ASIDES
            if _says(heard, at, phrase) and heard[at + len(phrase) - 1].mark == ","
        ),
        0,
    )


def repaired(heard: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The sentence as it was meant, the likeliest first, when something in it was taken back."""
    for at in range(len(heard) - 2, 0, -1):
        length = _repair(heard, at)
        if length:
            meant = heard[at + length :]
            for end in _taken_back(heard[:at], meant):
                yield (*heard[:end], *meant)
            return


def _repair(heard: Sequence[Token], at: int) -> int:
    for phrase in REPAIRS:
        if _says(heard, at, phrase) and at + len(phrase) < len(heard):
            return len(phrase)
    for phrase in SHORT_REPAIRS:
        end = at + len(phrase)
        if _says(heard, at, phrase) and end < len(heard):
            if heard[at - 1].mark and heard[end - 1].mark:
                return len(phrase)
            if phrase in UNMARKED and _alike(heard[:at], heard[at + 1 :]):
                return 1
    return 0


def _alike(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """A number stands on both sides, or a verb: a recogniser may leave the breaks out."""
    last, first = before[-1].word, after[0].word
    if len(before) == 1:
        return is_action(last) and is_action(first)
    return bool(readings([last], 0) and readings([first], 0))


def _taken_back(before: Sequence[Token], meant: Sequence[Token]) -> Iterator[int]:
    """Where what was taken back may begin: at the same word, or at one of the same kind."""
    words = [token.word for token in before]
    first = meant[0].word
    for at in range(len(words) - 1, -1, -1):
        if words[at] == first:
            yield at
            break
    if _last_number([token.word for token in meant[:1]]) == 0 and (number := _last_number(words)) is not None:
        yield number
    if is_action(first):
        yield next((at for at, word in enumerate(words) if is_action(word)), 0)
    joints = [at for at, word in enumerate(words) if word in PREPOSITIONS | ARTICLES]
    if joints and joints[-1] + 1 < len(words):
        yield joints[-1] if first in PREPOSITIONS | ARTICLES else joints[-1] + 1
    yield len(words) - 1


def _last_number(words: Sequence[str]) -> int | None:
    """Where the last number of `words` begins."""
    at, found = 0, None
    while at < len(words):
        ends = [one.end for one in readings(words, at) if one.cost < GUESSED]
        if ends:
            found = at
        at = max(ends, default=at + 1)
    return found


def _says(heard: Sequence[Token], at: int, phrase: tuple[str, ...]) -> bool:
    return tuple(token.word for token in heard[at : at + len(phrase)]) == phrase
