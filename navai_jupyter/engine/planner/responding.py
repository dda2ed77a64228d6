"""From the whole conversation to the next reply."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date

from navai_jupyter.engine.planner.finding import (
    as_own_calls,
    by_name,
    found,
    leads_somewhere,
    nearest,
    search_for,
    worth_searching,
)
from navai_jupyter.engine.planner.handover import handed, is_handover, with_abilities, without_handovers
from navai_jupyter.engine.planner.intents import Decision
from navai_jupyter.engine.planner.memory import Memory, outcomes
from navai_jupyter.engine.planner.model import FIND, Called, Entry, ForChoice, Reply, Said, Situation, Tool
from navai_jupyter.engine.planner.planning import decide
from navai_jupyter.engine.planner.reporting import report
from navai_jupyter.engine.planner.rivals import undecided


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
        told = [outcome for outcome in outcomes(entries) if outcome.name != FIND]
        return report(told, _offered(situation))
    tools = _offered(situation)
    if handed_over:  # whom it was handed to keeps it, whether they can help or not
        tools = without_handovers(tools)
    others = found(entries, tools) if tools else ()
    memory = Memory(as_own_calls(entries[:asked], others))

    def read(offered: tuple[Tool, ...], text: str = newest.text) -> Decision:
        return decide(
            text,
            with_abilities(offered),
            situation.question,
            memory,
            today=today,
            choice=situation.tool_choice,
        )

    everything = (*tools, *others)
    if near := nearest(everything, since):
        decision = read(near)
        if not leads_somewhere(decision):  # what was found comes first: examples of what to say begin there
            decision = read(tuple(dict.fromkeys((*near, *everything))))
    else:
        decision = read(everything)
    if worth_searching(decision, tools, since):
        return search_for(newest.text)
    # Whoever answers "which one?" is not asked the same again, nor one whose client demands a call.
    asks = situation.tool_choice == "auto" and not isinstance(situation.question, ForChoice)
    rivals = newest.rivals if asks else ()
    reply = undecided(decision.reply, (read(everything, rival).reply for rival in rivals))
    return by_name(handed(reply, tools), others)


def decided(text: str, situation: Situation, today: date | None = None) -> Decision:
    """What `text` would lead to as the person's next sentence."""
    tools = _offered(situation)
    others = found(situation.entries, tools) if tools else ()
    return decide(
        text,
        with_abilities((*tools, *others)),
        situation.question,
        Memory(as_own_calls(situation.entries, others)),
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
    """A call that was neither a handover nor a search, or words: the sentence before it is dealt with."""
    if isinstance(entry, Called):
        return not is_handover(entry.name) and entry.name != FIND
    return _is_from(entry, "assistant")


def _is_from(entry: Entry, role: str) -> bool:
    return isinstance(entry, Said) and entry.role == role
