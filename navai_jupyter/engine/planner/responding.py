"""From the whole conversation to the next reply."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date

from navai_jupyter.engine.planner.intents import Decision
from navai_jupyter.engine.planner.memory import Memory, outcomes
from navai_jupyter.engine.planner.model import Called, Entry, Reply, Said, Situation, Tool
from navai_jupyter.engine.planner.planning import decide, plan
from navai_jupyter.engine.planner.reporting import report


class CommandPlanner:
    """The planner that needs no model: commands over the session's own tools."""

    weighs_wordings = True

    async def respond(self, situation: Situation) -> AsyncIterator[Reply]:
        yield await asyncio.to_thread(respond, situation)


def respond(situation: Situation, today: date | None = None) -> Reply:
    """Answer the newest sentence, or report what its calls returned."""
    entries = situation.entries
    asked = max((at for at, entry in enumerate(entries) if _is_from(entry, "user")), default=-1)
    since = entries[asked + 1 :]
    answered = any(isinstance(entry, Called) or _is_from(entry, "assistant") for entry in since)
    newest = entries[asked] if asked >= 0 else None
    if not isinstance(newest, Said) or answered:
        return report(outcomes(entries), _offered(situation))
    return plan(
        newest.text,
        _offered(situation),
        situation.question,
        Memory(entries[:asked]),
        today=today,
        choice=situation.tool_choice,
    )


def decided(text: str, situation: Situation, today: date | None = None) -> Decision:
    """What `text` would lead to as the person's next sentence."""
    return decide(
        text,
        _offered(situation),
        situation.question,
        Memory(situation.entries),
        today=today,
        choice=situation.tool_choice,
    )


def _offered(situation: Situation) -> tuple[Tool, ...]:
    """The tools that may be called now."""
    match situation.tool_choice:
        case "none":
            return ()
        case "auto" | "required":
            return situation.tools
        case name:
            return tuple(tool for tool in situation.tools if tool.name == name)


def _is_from(entry: Entry, role: str) -> bool:
    return isinstance(entry, Said) and entry.role == role
