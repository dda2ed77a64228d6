"""Which sentences need no chat model: commands beyond doubt."""

from __future__ import annotations

import json
from collections.abc import Sequence

from navai_jupyter.engine.planner import Call, Called, Entry, Said, Situation
from navai_jupyter.engine.planner.finishing import CONFIDENT
from navai_jupyter.engine.planner.memory import Memory
from navai_jupyter.engine.planner.planning import decide


def is_command(situation: Situation) -> bool:
    """Whether the newest sentence is one, or the conversation stands at a result of its calls."""
    if situation.tool_choice != "auto":
        return False
    asked = max((at for at, entry in enumerate(situation.entries) if _is_user(entry)), default=-1)
    newest = situation.entries[asked] if asked >= 0 else None
    if not isinstance(newest, Said):
        return False
    before, since = situation.entries[:asked], situation.entries[asked + 1 :]
    decision = decide(newest.text, situation.tools, situation.question, Memory(before))
    # Free text, or other words than its own, may hold more than the command: that is for the model to weigh.
    sure = decision.doubt <= CONFIDENT and not (decision.free or decision.described)
    return sure and bool(decision.reply.calls) and _is_beginning_of(decision.reply.calls, since)


def _is_beginning_of(calls: Sequence[Call], since: Sequence[Entry]) -> bool:
    """Whether nothing was called since, or exactly `calls`; the model tells of its own."""
    if any(isinstance(entry, Said) for entry in since):
        return False
    called = [(entry.name, _parsed(entry.arguments)) for entry in since if isinstance(entry, Called)]
    return not called or called == [(call.name, call.arguments) for call in calls]


def _parsed(arguments: str) -> object:
    try:
        return json.loads(arguments)
    except ValueError:
        return None


def _is_user(entry: Entry) -> bool:
    return isinstance(entry, Said) and entry.role == "user"
