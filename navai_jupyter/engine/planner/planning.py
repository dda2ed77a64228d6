"""From a sentence to a decision."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine.planner.controls import control, not_understood, small_talk
from navai_jupyter.engine.planner.destinations import navigate
from navai_jupyter.engine.planner.functions import (
    Candidate,
    callable_tools,
    called_unknown,
    candidates,
    through_dispatcher,
)
from navai_jupyter.engine.planner.model import NAVIGATE, ForChoice, Question, Reply, Tool
from navai_jupyter.engine.planner.questions import answer, ask
from navai_jupyter.engine.planner.speaking import either, listed, spoken_name
from navai_jupyter.engine.planner.words import Token, tokens, without_courtesy

TIE = 0.02
JOINTS = (("and", "then"), ("then",), ("and",))


def plan(text: str, tools: Sequence[Tool], question: Question | None = None) -> Reply:
    """What to do about a sentence; `question` is the one our last reply asked."""
    heard = tokens(text)
    if not heard:
        return Reply(understood=False)
    spoken = without_courtesy(heard)
    if question is not None:
        reply = answer(text, spoken, question, tools)
        if reply is not None:
            return reply
    return (
        control(spoken, tools)
        or _command(text, spoken, tools)
        or _two_commands(text, spoken, tools)
        or small_talk(heard)
        or _no_such_function(text, spoken, tools)
        or not_understood(tools)
    )


def _command(text: str, spoken: list[Token], tools: Sequence[Tool]) -> Reply | None:
    functions = candidates(text, spoken, tools)
    navigation = next((tool for tool in tools if tool.name == NAVIGATE), None)
    place = navigate(text, spoken, navigation) if navigation is not None else None
    best = functions[0].score if functions else 0.0
    # A sentence that is two commands is read as one only by leaving words out.
    if functions and functions[0].filling.unread and (two := _two_commands(text, spoken, tools)):
        return two
    if place is not None and place[1] >= best:
        unsure = not place[0].calls
        return (unsure and _two_commands(text, spoken, tools)) or place[0]
    if functions:
        return _carry_out([one for one in functions if one.score > best - TIE])
    dispatched = through_dispatcher(text, spoken, tools)
    return Reply(calls=(dispatched,)) if dispatched is not None else None


def _carry_out(rivals: list[Candidate]) -> Reply:
    chosen = rivals[0]
    if len(rivals) > 1:
        options = {spoken_name(one.tool.name): one.call for one in rivals if not one.filling.missing}
        if len(options) > 1:
            return Reply(f"Did you mean {either(list(options))}?", question=ForChoice(options))
    if chosen.filling.missing:
        return ask(chosen.call, chosen.filling.missing, chosen.tool)
    return Reply(calls=(chosen.call,))


def _two_commands(text: str, spoken: list[Token], tools: Sequence[Tool]) -> Reply | None:
    """ "Go to results and add two and three": both halves must be whole commands."""
    words = [token.word for token in spoken]
    for joint in JOINTS:
        for at in range(1, len(words) - len(joint)):
            if tuple(words[at : at + len(joint)]) != joint:
                continue
            first = _whole(text, spoken[:at], tools)
            second = _whole(text, spoken[at + len(joint) :], tools)
            if first and second:
                return Reply(calls=(*first.calls, *second.calls))
    return None


def _whole(text: str, spoken: list[Token], tools: Sequence[Tool]) -> Reply | None:
    spoken = without_courtesy(spoken)
    reply = _command(text, spoken, tools) if spoken else None
    return reply if reply is not None and reply.calls else None


def _no_such_function(text: str, spoken: list[Token], tools: Sequence[Tool]) -> Reply | None:
    wanted = called_unknown(text, spoken)
    known = [spoken_name(tool.name) for tool in callable_tools(tools)]
    if not wanted or not known:
        return None
    text = f"There is no function called {wanted}. I know {listed(known[:4])}."
    return Reply(text, understood=False)
