"""From what a sentence means to what is done about it."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine.planner.intents import ACT, TIE, Decision, Intent
from navai_jupyter.engine.planner.model import Call, ForChoice, Reply, Tool
from navai_jupyter.engine.planner.questions import ask
from navai_jupyter.engine.planner.speaking import either

MOST_OPTIONS = 3
SURELY = 0.3
"""Commands of several tools that have less doubt each are several, whatever one of them could pass over."""


def choice(meanings: Sequence[Intent]) -> Intent:
    """ "Did you mean …?"."""
    options: dict[str, Call] = {}
    for one in meanings[:MOST_OPTIONS]:
        if one.call is not None:
            options.setdefault(one.label, one.call)  # of two that sound the same, the likelier
    reply = Reply(f"Did you mean {either(list(options))}?", question=ForChoice(options))
    return Intent(0.4, "", reply=reply)


def carried_out(tools: Sequence[Tool], meanings: Sequence[Intent]) -> Decision:
    """The calls of all these commands, or the question that one of them leaves open."""
    last = meanings[-1]
    doubt = max(one.doubt for one in meanings)
    said = [one for one in meanings if one.reply is not None and not one.reply.calls]
    if said:
        # A question holds up the whole sentence.
        return Decision(said[0].reply or Reply(), doubt)
    for at, one in enumerate(meanings):
        if one.missing and one.call is not None:
            before, after = _calls(meanings[:at]), _calls(meanings[at + 1 :])
            return Decision(ask(one.call, one.missing, tools, before, after), doubt)
    calls = _calls(meanings)
    return Decision(
        Reply(calls=calls),
        doubt,
        free=last.free,
        grows=last.grows,
        whole=last.whole,
        idle=last.idle,
        described=any(one.described for one in meanings),
    )


def adds_to(first: Intent, second: Intent) -> bool:
    """The second is the first with an argument more: "How good is it? Use precision."."""
    if first.call is None or second.call is None or first.call.name != second.call.name:
        return False
    return first.call.arguments.items() < second.call.arguments.items() if _plain(second.call) else False


def _plain(call: Call) -> bool:
    return all(isinstance(value, str | int | float) for value in call.arguments.values())


def explains_better(several: Sequence[Intent], one: Intent) -> bool:
    """Two commands explain the sentence better than one, or than one that ends in any words."""
    names = {other.call.name for other in several if other.call is not None}
    apart = len(names) > 1 and max(other.doubt for other in several) <= SURELY
    return one.free or one.doubt > ACT or apart or max(other.doubt for other in several) <= one.doubt - TIE


def gaps(meanings: Sequence[Intent]) -> int:
    """How many arguments are missing, and questions open."""
    return sum(len(one.missing) + (one.reply is not None and not one.reply.calls) for one in meanings)


def _calls(meanings: Sequence[Intent]) -> tuple[Call, ...]:
    calls = [
        call
        for one in meanings
        for call in (one.reply.calls if one.reply is not None else (one.call,) if one.call is not None else ())
    ]
    # "Never mind, stop it" stops once, and "delete cell two and two" must not delete the one that moved up.
    return tuple(call for at, call in enumerate(calls) if not at or call != calls[at - 1])
