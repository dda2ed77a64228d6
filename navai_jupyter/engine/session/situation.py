"""The conversation as the planner reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from navai_jupyter.engine.planner import Called, Entry, Question, Returned, Said, Situation
from navai_jupyter.engine.session.config import SessionConfig, ToolChoice
from navai_jupyter.engine.session.items import FunctionCall, FunctionCallOutput, Item, UserMessage, said


def situation(
    items: Sequence[Item], config: SessionConfig, question: Question | None, note: str = ""
) -> Situation:
    """``note`` is about the moment, and is no item of the conversation."""
    choice = config.tool_choice
    noted = (Said("system", note),) if note else ()
    return Situation(
        instructions=config.instructions,
        entries=(*_entries(items), *noted),
        tools=tuple(config.planner_tools()),
        tool_choice=choice.name if isinstance(choice, ToolChoice) else choice,
        question=question,
        session=config.id,
    )


def _entries(items: Sequence[Item]) -> Iterator[Entry]:
    """All but silence, and but outputs whose call was forgotten."""
    calls = {item.call_id for item in items if isinstance(item, FunctionCall)}
    for item in items:
        match item:
            case FunctionCall():
                yield Called(item.call_id, item.name, item.arguments)
            case FunctionCallOutput():
                if item.call_id in calls:
                    yield Returned(item.call_id, item.output)
            case _ if text := said(item):
                yield Said(item.role, text, item.rivals if isinstance(item, UserMessage) else ())
