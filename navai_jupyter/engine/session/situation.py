"""The conversation as the planner reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navai_jupyter.engine.planner import Called, Entry, Question, Returned, Said, Situation
from navai_jupyter.engine.session.config import SessionConfig, ToolChoice
from navai_jupyter.engine.session.items import FunctionCall, FunctionCallOutput, Item, said


def situation(items: Iterable[Item], config: SessionConfig, question: Question | None) -> Situation:
    choice = config.tool_choice
    return Situation(
        instructions=config.instructions,
        entries=tuple(_entries(items)),
        tools=tuple(config.planner_tools()),
        tool_choice=choice.name if isinstance(choice, ToolChoice) else choice,
        question=question,
        session=config.id,
    )


def _entries(items: Iterable[Item]) -> Iterator[Entry]:
    for item in items:
        match item:
            case FunctionCall():
                yield Called(item.call_id, item.name, item.arguments)
            case FunctionCallOutput():
                yield Returned(item.call_id, item.output)
            case _:
                yield Said(item.role, said(item))
