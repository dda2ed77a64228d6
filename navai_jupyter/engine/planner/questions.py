"""Asking for what is missing, and understanding the answer in the next turn."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine.planner.destinations import SURE, TIE, matches
from navai_jupyter.engine.planner.filling import fill
from navai_jupyter.engine.planner.model import Call, ForArguments, ForChoice, Question, Reply, Tool
from navai_jupyter.engine.planner.slots import Slot, slots
from navai_jupyter.engine.planner.speaking import either, listed, spoken_name
from navai_jupyter.engine.planner.values import FALSE, TRUE
from navai_jupyter.engine.planner.words import Token

DROPPED = frozenset({"cancel", "never mind", "stop", "forget it", "nothing", "no thanks", "neither", "none"})
ORDINALS = (
    ("first", "the first", "first one", "the first one", "one"),
    ("second", "the second", "second one", "the second one", "two"),
    ("third", "the third", "third one", "the third one", "three"),
)


def ask(call: Call, missing: Sequence[str], tool: Tool) -> Reply:
    """The question for the arguments that `call` still misses."""
    wanted = [slot for slot in slots(tool.parameters) if slot.name in missing]
    first = wanted[0]
    if len(wanted) == 1 and first.choices:
        words = f"Which {first.spoken}: {either([str(choice) for choice in first.choices])}?"
    else:
        verb = "is" if len(wanted) == 1 else "are"
        words = f"What {verb} {listed([_named(slot) for slot in wanted])} for {spoken_name(tool.name)}?"
    return Reply(words, question=ForArguments(call, tuple(missing)))


def answer(text: str, spoken: Sequence[Token], question: Question, tools: Sequence[Tool]) -> Reply | None:
    """The reply when `spoken` answers `question`; None when it is about something else."""
    said = " ".join(token.word for token in spoken)
    if said in DROPPED:
        return Reply("Okay, I dropped it.")
    if isinstance(question, ForChoice):
        return _choose(said, question)
    tool = next((tool for tool in tools if tool.name == question.call.name), None)
    if tool is None:
        return None
    wanted = [slot for slot in slots(tool.parameters) if slot.name not in question.call.arguments]
    wanted.sort(key=lambda slot: slot.name not in question.missing)
    filling = fill(text, spoken, wanted)
    if not filling.arguments or filling.unread:
        return None
    call = Call(tool.name, {**question.call.arguments, **filling.arguments})
    if filling.missing:
        return ask(call, filling.missing, tool)
    order = [slot.name for slot in slots(tool.parameters)]
    arguments = {name: call.arguments[name] for name in order if name in call.arguments}
    return Reply(calls=(Call(tool.name, arguments),))


def _choose(said: str, question: ForChoice) -> Reply | None:
    labels = list(question.options)
    if said in FALSE:
        return Reply("Okay. Please say it again in other words.")
    if said in TRUE and len(labels) >= 1:
        return Reply(calls=(question.options[labels[0]],)) if len(labels) == 1 else _again(question)
    for label, names in zip(labels, ORDINALS, strict=False):
        if said in names:
            return Reply(calls=(question.options[label],))
    best, *others = matches(said.split(), labels)
    if best.score < SURE or (others and others[0].score > best.score - TIE):
        return None
    return Reply(calls=(question.options[best.name],))


def _again(question: ForChoice) -> Reply:
    return Reply(f"Which one: {either(list(question.options))}?", question=question)


def _named(slot: Slot) -> str:
    return slot.spoken if len(slot.spoken) == 1 else f"the {slot.spoken}"
