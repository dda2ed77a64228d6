"""What was said, where a sound may hold several wordings: what makes sense, unless it sounds unlikely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from navai_jupyter.engine.planner.finishing import CONFIDENT, finish
from navai_jupyter.engine.planner.intents import ACT, Decision
from navai_jupyter.engine.planner.model import Finish, Situation
from navai_jupyter.engine.planner.responding import decided

FARTHEST = 4.0
"""Less likely than the best by more than e to this power, a wording was not said."""
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

    finish: Finish
    settled: bool


def understand(text: str, situation: Situation, today: date | None = None) -> Understanding:
    """What `text` says, spoken as the next turn."""
    decision = decided(text, situation, today)
    over = finish(text, decision)
    # Half a sentence makes no sense yet, and must not be made to.
    settled = not text or not situation.tools or over == "open" or _sure(decision)
    return Understanding(over, settled)


def choose(text: str, others: Sequence[Wording], situation: Situation) -> str:
    """The wording that is a command with the least doubt; `text` itself where none is one."""
    most = max((one.likelihood for one in others), default=0.0)
    doubts: dict[str, float] = {}
    for one in others:
        decision = decided(one.text, situation)
        behind = most - one.likelihood
        if decision.reply.calls and decision.doubt <= ACT and behind <= FARTHEST:
            doubts[one.text] = decision.doubt + PER_NAT * behind
    return min(doubts, key=doubts.__getitem__, default=text)


def _sure(decision: Decision) -> bool:
    reply = decision.reply
    answered = bool(reply.calls) or (reply.understood and reply.question is None)
    return answered and decision.doubt <= CONFIDENT
