"""Agents that share a conversation: the tools by which one hands over to another."""

from __future__ import annotations

from navai_jupyter.engine.planner.model import ForChoice, Reply

PREFIX = "transfer_to_"
"""OpenAI's SDKs for agents name these tools so; the description says what the other one can do."""


def is_handover(name: str) -> bool:
    return name.startswith(PREFIX)


def handed(reply: Reply) -> Reply:
    """Hand over where we would ask whether to: it has no effect, and the other reads the sentence anew."""
    if isinstance(reply.question, ForChoice):
        calls = tuple(reply.question.options.values())
        if len(calls) == 1 and is_handover(calls[0].name):
            return Reply(calls=calls)
    return reply
