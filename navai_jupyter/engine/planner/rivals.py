"""Which of two numbers was said, where the sound holds both: "Did you mean 2019 or 2009?"."""

from __future__ import annotations

from collections.abc import Iterable

from navai_jupyter.engine.planner.model import Call, ForChoice, Reply
from navai_jupyter.engine.planner.speaking import either


def undecided(reply: Reply, rivals: Iterable[Reply]) -> Reply:
    """The question, where a rival is the same call with another value; else the reply itself.

    Nobody is asked about one of several calls, nor are the rivals looked at then.
    """
    if len(reply.calls) != 1:
        return reply
    (call,) = reply.calls
    options: dict[str, Call] = {}
    for rival in rivals:
        if names := _different(call, rival.calls):
            options[_told(call, names)] = call
            options[_told(rival.calls[0], names)] = rival.calls[0]
    if not options:
        return reply
    return Reply(f"Did you mean {either(list(options))}?", question=ForChoice(options))


def _different(call: Call, others: tuple[Call, ...]) -> list[str]:
    """The arguments in which the one other call differs."""
    if [other.name for other in others] != [call.name] or others[0].arguments.keys() != call.arguments.keys():
        return []
    return [name for name, value in call.arguments.items() if others[0].arguments[name] != value]


def _told(call: Call, names: list[str]) -> str:
    return " and ".join(str(call.arguments[name]) for name in names)
