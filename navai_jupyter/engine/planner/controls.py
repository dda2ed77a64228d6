"""Sentences that steer the session itself, and those that ask for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine.planner.destinations import places
from navai_jupyter.engine.planner.functions import callable_tools
from navai_jupyter.engine.planner.model import HELP, NAVIGATE, STATUS, STOP, UNDO, Call, Reply, Tool
from navai_jupyter.engine.planner.slots import slots
from navai_jupyter.engine.planner.speaking import either, spoken_name
from navai_jupyter.engine.planner.words import Token, alike

PHRASES = {
    STOP: (
        "stop", "stop it", "stop that", "cancel", "cancel it", "cancel that", "abort", "never mind",
        "stop the call", "stop running", "halt",
    ),
    STATUS: (
        "status", "what is the status", "what is running", "what are you doing", "where am i",
        "are you there",
    ),
    UNDO: (
        "undo", "undo it", "undo that", "undo the last change", "undo last change", "take that back",
        "revert that",
    ),
    HELP: (
        "what can i say", "what can you do", "help", "help me", "what can i do", "show commands",
        "what are the commands", "what do you understand", "how can you help me",
    ),
}  # fmt: skip
SURE = 0.86

THANKS = frozenset("thanks thank cheers".split())
GREETINGS = frozenset({"hello", "hi", "hey", "good morning", "good afternoon", "good evening", "hello there"})


def control(spoken: Sequence[Token], tools: Sequence[Tool]) -> Reply | None:
    said = " ".join(token.word for token in spoken)
    names = {tool.name for tool in tools}
    for name, phrases in PHRASES.items():
        floor = SURE if len(said) > 6 else 0.99
        if max(alike(said, phrase) for phrase in phrases) < floor:
            continue
        if name in names:
            return Reply(calls=(Call(name, {}),))
        if name == HELP:
            return Reply(f"You can say: {either(examples(tools))}.")
        if name == STOP:
            return Reply("Okay.")
    return None


def small_talk(spoken: Sequence[Token]) -> Reply | None:
    words = [token.word for token in spoken]
    if THANKS & set(words[:3]):
        return Reply("You're welcome.")
    if " ".join(words) in GREETINGS:
        return Reply("Hello.")
    return None


def not_understood(tools: Sequence[Tool]) -> Reply:
    text = f"I did not understand that. You can say: {either(examples(tools))}."
    return Reply(text, understood=False)


def examples(tools: Sequence[Tool]) -> list[str]:
    """A few sentences that would be understood here."""
    found = []
    navigate = next((tool for tool in tools if tool.name == NAVIGATE), None)
    if navigate is not None and (names := places(navigate)):
        found.append(f"go to {names[0]}")
    for tool in callable_tools(tools)[:2]:
        wanted = [slot.spoken for slot in slots(tool.parameters) if slot.required]
        found.append(
            " ".join(["call", spoken_name(tool.name), *(["with", " and ".join(wanted)] if wanted else [])])
        )
    if any(tool.name == HELP for tool in tools):
        found.append("what can I say")
    return found or ["nothing yet, because this page offers no functions"]
