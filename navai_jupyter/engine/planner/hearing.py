"""What was said, where a sound may hold several wordings: what makes sense, unless it sounds unlikely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import inf

from navai_jupyter.engine.planner.finishing import finish
from navai_jupyter.engine.planner.intents import ACT, Decision
from navai_jupyter.engine.planner.mishearing import reheard
from navai_jupyter.engine.planner.model import Finish, ForArguments, Situation
from navai_jupyter.engine.planner.responding import decided
from navai_jupyter.engine.planner.words import words_of

PLAIN = 0.05
"""A command with less doubt was heard word for word."""
SETTLED = 0.36
"""A command with less doubt is one."""
NEARLY, OTHERWISE, LACKING = 4.0, 1.25, 0.5
"""Less likely than the best by more than e to this power, a wording was not said: where we would ask whether a
command was meant, where it is a doubtful one or none, and where it only lacks an argument."""
EVEN = 0.75
"""Nats that a wording with another number may be less likely: such a one was said about as often."""
WHOLE = 0.5
"""Of the words that are heard: a wording with fewer stopped early, as "record label" of "the record label went
broke"."""
PER_NAT = 0.1
"""Doubt that weighs as much as to be less likely by the factor e."""


@dataclass(frozen=True)
class Wording:
    """A text that a sound may hold; ``likelihood`` is the natural logarithm of its probability."""

    text: str
    likelihood: float


@dataclass(frozen=True)
class Understanding:
    """Of a turn as far as it goes; ``settled`` when other wordings would tell nothing better."""

    text: str
    """What was said, a small word of it perhaps heard for another."""
    finish: Finish
    settled: bool


def understand(text: str, situation: Situation, today: date | None = None) -> Understanding:
    """What `text` says, spoken as the next turn."""
    decision = decided(text, situation, today)
    over = finish(text, decision)
    # Half a sentence makes no sense yet, and must not be made to.
    half = over == "open" and not isinstance(decision.reply.question, ForArguments)
    if not text or not situation.tools or half:
        return Understanding(text, over, settled=True)
    reply = decision.reply
    if (reply.calls and decision.doubt > PLAIN) or reply.question is not None or not reply.understood:
        text, decision = reheard(text, decision, partial(decided, situation=situation, today=today))
    return Understanding(text, over, settled=_sure(decision))


def choose(text: str, others: Sequence[Wording], situation: Situation) -> str:
    """The wording that is a command with the least doubt; `text` itself where none is one."""
    farthest = _farthest(decided(text, situation))
    likeliest = max(others, key=lambda one: one.likelihood, default=Wording(text, 0.0))
    whole = max(len(words_of(text)), len(words_of(likeliest.text)))
    best, least = text, inf
    for one in _distinct(others):
        if len(words_of(one.text)) < WHOLE * whole:
            continue
        behind = likeliest.likelihood - one.likelihood
        decision = decided(one.text, situation)
        weighed = decision.doubt + PER_NAT * behind
        if decision.reply.calls and decision.doubt <= ACT and behind <= farthest and weighed < least:
            best, least = one.text, weighed
    return best


def with_other_numbers(text: str, others: Sequence[Wording]) -> tuple[str, ...]:
    """The wordings that say other numbers than `text`, and sound about as likely."""
    said = tuple(words_of(text))
    wordings = {tuple(words_of(one.text)): one for one in _distinct(others)}
    least = wordings[said].likelihood - EVEN if said in wordings else inf
    return tuple(
        one.text
        for words, one in wordings.items()
        if one.likelihood >= least and _differ_in_numbers(said, words)
    )


def _differ_in_numbers(said: Sequence[str], other: Sequence[str]) -> bool:
    if len(said) != len(other) or said == other:
        return False
    return all(
        one == two or (one[0].isdigit() and two[0].isdigit()) for one, two in zip(said, other, strict=True)
    )


def _farthest(heard: Decision) -> float:
    match heard.reply.question:
        case None:
            return OTHERWISE
        case ForArguments() if heard.doubt <= SETTLED:
            return LACKING
        case _:
            return NEARLY


def _distinct(wordings: Iterable[Wording]) -> Iterable[Wording]:
    """The likeliest of those that differ in case and marks only."""
    by_words: dict[tuple[str, ...], Wording] = {}
    for one in sorted(wordings, key=lambda one: -one.likelihood):
        by_words.setdefault(tuple(words_of(one.text)), one)
    return by_words.values()


def _sure(decision: Decision) -> bool:
    reply = decision.reply
    answered = bool(reply.calls) or (reply.understood and reply.question is None)
    return answered and decision.doubt <= SETTLED
