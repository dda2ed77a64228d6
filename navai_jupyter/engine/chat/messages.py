"""The conversation as a chat server reads it, within bounds.

Templates of models are strict where the protocol is not: one system message, in front; people and model in
turns; each call followed by its output.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from navai_jupyter.engine.planner import Called, Entry, Returned, Said, Situation, Tool

SPOKEN = (
    "Your words are spoken aloud: answer in one to three short plain sentences, without markdown, lists or"
    " code. What people say was recognised from speech and may contain slips."
)
NO_RESULT = "No result yet."
GO_ON = "(Nobody said anything. Speak now.)"
MOST_CHARACTERS = 24_000
"""Of the conversation, about 6,000 tokens: what small local models are started with."""
MOST_OUTPUT = 8_000
MOST_ROUNDS = 8
"""Rounds of calls in one turn, after which the model must speak: it may never stop calling."""


def request(situation: Situation) -> dict[str, Any]:
    """The body of a request, without its model."""
    body: dict[str, Any] = {"messages": messages(situation)}
    # Not every server knows `tool_choice: "none"`, so the tools stay at home.
    if situation.tools and situation.tool_choice != "none" and _rounds(situation.entries) < MOST_ROUNDS:
        body["tools"] = [_tool(tool) for tool in situation.tools]
        if situation.tool_choice == "required":
            body["tool_choice"] = "required"
        elif situation.tool_choice != "auto":
            body["tool_choice"] = {"type": "function", "function": {"name": situation.tool_choice}}
    return body


def messages(situation: Situation) -> list[dict[str, Any]]:
    system = [entry.text for entry in situation.entries if isinstance(entry, Said) and entry.role == "system"]
    text = "\n\n".join(part for part in (situation.instructions, *system, SPOKEN) if part.strip())
    found = [{"role": "system", "content": text}, *_bounded(_merged(_spoken_and_called(situation.entries)))]
    if found[-1]["role"] not in ("user", "tool"):
        # An assistant's message at the end would be continued instead of answered.
        found.append({"role": "user", "content": GO_ON})
    return found


def _tool(tool: Tool) -> dict[str, Any]:
    parameters = tool.parameters or {"type": "object", "properties": {}}
    return {
        "type": "function",
        "function": {"name": tool.name, "description": tool.description, "parameters": parameters},
    }


def _spoken_and_called(entries: Sequence[Entry]) -> Iterable[dict[str, Any]]:
    at = 0
    while at < len(entries):
        entry = entries[at]
        at += 1
        match entry:
            case Said(role="user" | "assistant", text=text) if text.strip():
                yield {"role": entry.role, "content": text}
            case Called():
                calls = [entry]
                while at < len(entries) and isinstance(following := entries[at], Called):
                    calls.append(following)
                    at += 1
                yield {"role": "assistant", "content": "", "tool_calls": [_call(call) for call in calls]}
                yield from (_output(call, _returned(call, entries[at:])) for call in calls)
            case Returned():
                yield from _late(entry, entries[: at - 1])
            case _:
                pass


def _call(call: Called) -> dict[str, Any]:
    return {
        "id": call.call_id,
        "type": "function",
        "function": {"name": call.name, "arguments": call.arguments or "{}"},
    }


def _output(call: Called, output: str | None) -> dict[str, Any]:
    text = NO_RESULT if output is None else _cut(output)
    return {"role": "tool", "tool_call_id": call.call_id, "content": text}


def _returned(call: Called, following: Sequence[Entry]) -> str | None:
    """The output that came before anybody spoke again."""
    for entry in following:
        if isinstance(entry, Said):
            return None
        if isinstance(entry, Returned) and entry.call_id == call.call_id:
            return entry.output
    return None


def _late(returned: Returned, before: Sequence[Entry]) -> Iterable[dict[str, Any]]:
    """An output that came after somebody had spoken; one of a call that nobody made is dropped."""
    for at, entry in enumerate(before):
        if isinstance(entry, Called) and entry.call_id == returned.call_id:
            if any(isinstance(since, Said) for since in before[at:]):
                yield {"role": "user", "content": f"(Result of {entry.name}: {_cut(returned.output)})"}
            return


def _cut(output: str) -> str:
    return output if len(output) <= MOST_OUTPUT else f"{output[:MOST_OUTPUT]}… (cut)"


def _merged(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Neighbours of one role as one message; the words before a call belong to its message."""
    merged: list[dict[str, Any]] = []
    for message in found:
        last = merged[-1] if merged else None
        if last is None or last["role"] != message["role"] or "tool_calls" in last or message["role"] == "tool":
            merged.append(message)
        else:
            words = [text for text in (last["content"], message["content"]) if text]
            merged[-1] = {**last, **message, "content": "\n".join(words)}
    return merged


def _bounded(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The newest messages that fit, from something that a person said on; the last turn always."""
    kept = len(found)
    size = 0
    for at in range(len(found) - 1, -1, -1):
        size += len(found[at]["content"]) + sum(
            len(call["function"]["arguments"]) for call in found[at].get("tool_calls", ())
        )
        if size > MOST_CHARACTERS and kept < len(found):
            break
        if found[at]["role"] == "user":
            kept = at
    return found[kept:] if kept < len(found) else found


def _rounds(entries: Sequence[Entry]) -> int:
    """How many times calls were made since a person last spoke."""
    rounds = 0
    for at in range(len(entries) - 1, -1, -1):
        entry = entries[at]
        if isinstance(entry, Said) and entry.role == "user":
            break
        if isinstance(entry, Called) and (at == 0 or not isinstance(entries[at - 1], Called)):
            rounds += 1
    return rounds
