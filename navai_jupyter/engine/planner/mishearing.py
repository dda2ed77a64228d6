"""What was said where a small word was heard for another that sounds like it: "lock van for" is van four."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from navai_jupyter.engine.planner.amounts import NUMBERED
from navai_jupyter.engine.planner.courtesy import request
from navai_jupyter.engine.planner.grammar import PREPOSITIONS, QUANTIFIERS
from navai_jupyter.engine.planner.intents import Decision
from navai_jupyter.engine.planner.model import Call
from navai_jupyter.engine.planner.numbers import GUESSED, readings
from navai_jupyter.engine.planner.speechact import speech_act
from navai_jupyter.engine.planner.texts import SPEAKERS
from navai_jupyter.engine.planner.thesaurus import is_action
from navai_jupyter.engine.planner.words import ARTICLES, COMMON, Token, name_words, tokens, words_of

NUMBERS = {"for": "four", "fore": "four", "too": "two", "won": "one", "ate": "eight"}
"""Numbers, by the words that they are heard as; "to" is left to be itself: "turn the cell to markdown"."""
BEFORE_NUMBERS = {"four": "for", "4": "for", "two": "to", "2": "to"}
"""Prepositions, by the numbers that they are heard as."""
JOINTS = frozenset("in an end at on".split())
"""Words that an unstressed "and" is heard as."""
SMALL = {"at": "a", "this": "the", "name": "named", "call": "called", "add": "at"}
"""Other words that are heard for an unstressed one."""
NO_OBJECT = PREPOSITIONS | frozenset("is are was were does did has had still and".split())
"""What a preposition never stands before."""
MOST = 8
"""As many other wordings of one sentence are weighed."""
CLEAR, GAIN, LIBERTY = 0.36, 0.05, 0.1
"""Another wording may have so much doubt where what was heard is no command, must have so much less where it
is one as well, and may have so much more where it explains a word that was passed over."""


@dataclass(frozen=True)
class Exchange:
    """A text with one word exchanged.

    ``joins``: that is an "and" now. ``tells``: it makes no command of the sentence. ``numbers``: the thing that
    a number stands behind now.
    """

    text: str
    joins: bool = False
    tells: bool = False
    numbers: str = ""


def reheard(text: str, heard: Decision, decide: Callable[[str], Decision]) -> tuple[str, Decision]:
    """The wording that makes the best sense, with what it leads to; mostly `text`, which led to `heard`."""
    best = text, heard
    for other in islice(exchanges(text), MOST):
        decision = decide(other.text)
        if other.tells and not _acts(decision):
            return other.text, decision
        if _is_better(other, decision, best[1]):
            best = other.text, decision
    return best


def exchanges(text: str) -> Iterator[Exchange]:
    """`text` with one small word as it may have been said."""
    spoken = tokens(text)
    if "as" in (token.word for token in spoken) and speech_act(request(spoken)) == "fragment":
        verb = next(token for token in spoken if token.word == "as")
        yield Exchange(_exchanged(text, verb, "is"), tells=True)
    for at, token in enumerate(spoken):
        if at and token.word in NUMBERS and _may_be_number(spoken, at):
            yield Exchange(_exchanged(text, token, NUMBERS[token.word]), numbers=spoken[at - 1].word)
        if at and token.word in BEFORE_NUMBERS and _is_number(spoken, at + 1):
            yield Exchange(_exchanged(text, token, BEFORE_NUMBERS[token.word]))
        if token.word in JOINTS and 0 < at < len(spoken) - 1:
            yield Exchange(_exchanged(text, token, "and"), joins=True)
        if token.word in SMALL and not (SMALL[token.word] == "a" and _stands_alone(spoken, at + 1)):
            yield Exchange(_exchanged(text, token, SMALL[token.word]))


def _exchanged(text: str, token: Token, word: str) -> str:
    return text[: token.start] + word + text[token.end :]


def _may_be_number(spoken: Sequence[Token], at: int) -> bool:
    """No preposition would stand here, or it would have nothing to stand before."""
    if spoken[at].word not in PREPOSITIONS or at + 1 == len(spoken) or spoken[at].mark:
        return True
    return spoken[at + 1].word in NO_OBJECT or _follows_thing(spoken, at)


def _follows_thing(spoken: Sequence[Token], at: int) -> bool:
    """ "Make *cell for* a title": a thing without an article, as one stands before its number."""
    thing, follower = spoken[at - 1], spoken[at + 1].word
    before = spoken[at - 2].word if at > 1 else ""
    if thing.mark or follower in SPEAKERS or before in ARTICLES | QUANTIFIERS:
        return False
    return not (
        thing.word.endswith("s") or thing.word in PREPOSITIONS | ARTICLES | COMMON or is_action(thing.word)
    )


def _stands_alone(spoken: Sequence[Token], at: int) -> bool:
    """No "a" stands before it: "*the* restaurant", "*eight*", the end."""
    return at == len(spoken) or spoken[at].word in ARTICLES | NO_OBJECT or _is_number(spoken, at)


def _is_number(spoken: Sequence[Token], at: int) -> bool:
    return any(one.cost < GUESSED for one in readings([token.word for token in spoken], at))


def _is_better(exchange: Exchange, other: Decision, heard: Decision) -> bool:
    before, after = heard.reply.calls, other.reply.calls
    if not _acts(other) or (exchange.numbers and not _tells_apart(after, exchange.numbers)):
        return False
    if exchange.joins:
        return _goes_on(before, after, exchange.text) and other.doubt <= heard.doubt + LIBERTY
    if not _acts(heard):
        return other.doubt <= CLEAR
    return other.doubt + GAIN <= heard.doubt or (
        _says_more(before, after) and other.doubt <= heard.doubt + LIBERTY
    )


def _tells_apart(calls: Sequence[Call], thing: str) -> bool:
    """An argument says which one of these things: whoever pauses after "for" will rather say how many."""
    names = {word for call in calls for name in call.arguments for word in name_words(name)}
    return bool(names & {thing, *NUMBERED})


def _acts(decision: Decision) -> bool:
    return bool(decision.reply.calls) and decision.reply.question is None


def _says_more(heard: Sequence[Call], other: Sequence[Call]) -> bool:
    """The same call with an argument more."""
    if len(heard) != 1 or len(other) != 1 or heard[0].name != other[0].name:
        return False
    before, after = heard[0].arguments, other[0].arguments
    return len(after) > len(before) and all(key in after and after[key] == before[key] for key in before)


def _goes_on(heard: Sequence[Call], other: Sequence[Call], text: str) -> bool:
    """The same call for one thing more, or with a list of one thing that is said to be several: "columns"."""
    if len(heard) != 1 or any(
        call.name != heard[0].name or call.arguments.keys() != heard[0].arguments.keys() for call in other
    ):
        return False
    if len(other) > 1:
        return other[0] == heard[0]
    before, after = heard[0].arguments, other[0].arguments
    changed = [key for key in after if after[key] != before[key]]
    said = {word for word in words_of(text) if word.endswith("s")}
    return bool(changed) and all(
        said & {*name_words(key)} and isinstance(before[key], list) and len(before[key]) == 1 for key in changed
    )
