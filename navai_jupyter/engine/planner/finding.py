"""Functions that have no tool of their own: searched for, read like tools, and called by their names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from navai_jupyter.engine.planner.intents import Decision
from navai_jupyter.engine.planner.memory import parsed
from navai_jupyter.engine.planner.model import (
    EXECUTE,
    FIND,
    RESERVED,
    Call,
    Called,
    Entry,
    ForArguments,
    Reply,
    Returned,
    Tool,
)

SETTLED = 0.2
"""A command with more doubt may be one of a function that was not looked at."""
MOST = 24
"""As many of those found last are remembered: what a session has used."""


def worth_searching(decision: Decision, tools: Iterable[Tool], since: Iterable[Entry]) -> bool:
    """Whether other functions may explain the sentence better; after one search nobody knows any more."""
    reply = decision.reply
    searched = any(isinstance(entry, Called) and entry.name == FIND for entry in since)
    if searched or not {FIND, EXECUTE} <= {tool.name for tool in tools}:
        return False
    if reply.calls or isinstance(reply.question, ForArguments):
        return decision.described or decision.doubt > SETTLED
    return reply.question is not None or not reply.understood


def search_for(text: str) -> Reply:
    return Reply(calls=(Call(FIND, {"query": text}),))


def found(entries: Sequence[Entry], tools: Iterable[Tool]) -> tuple[Tool, ...]:
    """What searches of this conversation found and `tools` has not, the newest first."""
    names = {tool.name for tool in tools}
    asked = {entry.call_id for entry in entries if isinstance(entry, Called) and entry.name == FIND}
    known: dict[str, Tool] = {}
    for entry in reversed(entries):
        if isinstance(entry, Returned) and entry.call_id in asked:
            for one in _functions(entry.output):
                if one.name not in names:
                    known.setdefault(one.name, one)
    return tuple(known.values())[:MOST]


def nearest(tools: Sequence[Tool], since: Sequence[Entry]) -> tuple[Tool, ...]:
    """Those of `tools` that a search of this turn found, beside the page's own; nothing where it found none."""
    names = {tool.name for tool in found(since, ())}
    return tuple(tool for tool in tools if tool.name in names | RESERVED) if names else ()


def leads_somewhere(decision: Decision) -> bool:
    return bool(decision.reply.calls) or decision.reply.question is not None


def as_own_calls(entries: Iterable[Entry], found: Iterable[Tool]) -> list[Entry]:
    """The conversation as if what was found had tools: what was called can be meant by "again"."""
    names = {tool.name for tool in found}
    return [_as_own_call(entry, names) for entry in entries if not _is_search(entry)]


def by_name(reply: Reply, found: Iterable[Tool]) -> Reply:
    """Call what was found in the way that the page accepts; a question keeps it as it is."""
    names = {tool.name for tool in found}
    calls = tuple(
        Call(EXECUTE, {"function_name": call.name, "payload": call.arguments}) if call.name in names else call
        for call in reply.calls
    )
    return Reply(reply.text, calls, reply.question, reply.understood)


def _is_search(entry: Entry) -> bool:
    return isinstance(entry, Called) and entry.name == FIND


def _as_own_call(entry: Entry, names: set[str]) -> Entry:
    if isinstance(entry, Called) and entry.name == EXECUTE:
        given = parsed(entry.arguments)
        name, payload = given.get("function_name"), given.get("payload")
        if name in names and isinstance(payload, dict):
            return Called(entry.call_id, name, json.dumps(payload))
    return entry


def _functions(output: str) -> list[Tool]:
    listed = parsed(output).get("functions")
    return [
        Tool(one["name"], str(one.get("description") or ""), _schema(one.get("parameters")))
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and isinstance(one.get("name"), str)
    ]


def _schema(parameters: Any) -> dict[str, Any]:
    return parameters if isinstance(parameters, dict) else {}
