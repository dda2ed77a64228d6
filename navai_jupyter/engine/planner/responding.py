"""From the whole conversation to the next reply."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date

from navai_jupyter.engine.planner.handover import handed, is_handover, with_abilities, without_handovers
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
    handed_over = any(isinstance(entry, Called) and is_handover(entry.name) for entry in since)
    answered = any(_answers(entry) for entry in since)
    newest = entries[asked] if asked >= 0 else None
    if not isinstance(newest, Said) or answered:
        return report(outcomes(entries), _offered(situation))
    tools = _offered(situation)
    if handed_over:  # whom it was handed to keeps it, whether they can help or not
        tools = without_handovers(tools)
    reply = plan(
        newest.text,
        with_abilities(tools),
        situation.question,
        Memory(entries[:asked]),
        today=today,
        choice=situation.tool_choice,
    )
    return handed(reply, tools)


def decided(text: str, situation: Situation, today: date | None = None) -> Decision:
    """What `text` would lead to as the person's next sentence."""
    return decide(
        text,
        with_abilities(_offered(situation)),
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


def _answers(entry: Entry) -> bool:
    """A call that was not a handover, or words: the sentence before it is dealt with."""
    if isinstance(entry, Called):
        return not is_handover(entry.name)
    return _is_from(entry, "assistant")


def _is_from(entry: Entry, role: str) -> bool:
    return isinstance(entry, Said) and entry.role == role
