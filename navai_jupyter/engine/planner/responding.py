"""From the whole conversation to the next reply."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from navai_jupyter.engine.planner.model import (
    Called,
    Entry,
    Finish,
    Outcome,
    Reply,
    Returned,
    Said,
    Situation,
    Tool,
)
from navai_jupyter.engine.planner.planning import plan
from navai_jupyter.engine.planner.reporting import report
from navai_jupyter.engine.planner.values import JOINTS
from navai_jupyter.engine.planner.words import words_of


class CommandPlanner:
    """The planner that needs no model: commands over the session's own tools."""

    async def respond(self, situation: Situation) -> AsyncIterator[Reply]:
        yield await asyncio.to_thread(respond, situation)


def respond(situation: Situation) -> Reply:
    """Answer the newest sentence, or report what its calls returned."""
    entries = situation.entries
    tools: Sequence[Tool] = () if situation.tool_choice == "none" else situation.tools
    asked = max((at for at, entry in enumerate(entries) if _is_from(entry, "user")), default=-1)
    since = entries[asked + 1 :]
    answered = any(isinstance(entry, Called) or _is_from(entry, "assistant") for entry in since)
    newest = entries[asked] if asked >= 0 else None
    if isinstance(newest, Said) and not answered:
        return plan(newest.text, tools, situation.question)
    return report(_outcomes(entries, since), tools)


def finished(text: str, situation: Situation) -> Finish:
    """Whether `text`, spoken as the next turn, is a whole command already."""
    words = words_of(text)
    if not words or words[-1] in JOINTS:
        return "open" if words else "unsure"
    reply = respond(replace(situation, entries=(*situation.entries, Said("user", text))))
    return "complete" if reply.calls else "unsure"


def _is_from(entry: Entry, role: str) -> bool:
    return isinstance(entry, Said) and entry.role == role


def _outcomes(entries: Sequence[Entry], since: Sequence[Entry]) -> list[Outcome]:
    """Results that arrived since the assistant last spoke, with the calls they answer."""
    spoke = max((at for at, entry in enumerate(since) if _is_from(entry, "assistant")), default=-1)
    calls = {entry.call_id: entry for entry in entries if isinstance(entry, Called)}
    return [
        Outcome(calls[entry.call_id].name, _arguments(calls[entry.call_id]), entry.output)
        for entry in since[spoke + 1 :]
        if isinstance(entry, Returned) and entry.call_id in calls
    ]


def _arguments(call: Called) -> dict[str, Any]:
    try:
        arguments = json.loads(call.arguments)
    except ValueError:
        return {}
    return arguments if isinstance(arguments, dict) else {}
