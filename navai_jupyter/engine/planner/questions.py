"""Asking for what is missing, and understanding the answer in the next turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from navai_jupyter.engine.planner.card import card_of
from navai_jupyter.engine.planner.destinations import SURE, matches, places
from navai_jupyter.engine.planner.followups import refilled
from navai_jupyter.engine.planner.grammar import LINKS
from navai_jupyter.engine.planner.index import index_of
from navai_jupyter.engine.planner.intents import TIE, Intent
from navai_jupyter.engine.planner.model import (
    NAVIGATE,
    Call,
    ForArguments,
    ForChoice,
    Question,
    Reply,
    Tool,
)
from navai_jupyter.engine.planner.numbers import GUESSED, readings
from navai_jupyter.engine.planner.reader import Reader
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot, assembled, flattened, slots
from navai_jupyter.engine.planner.speaking import either, listed
from navai_jupyter.engine.planner.words import Token, joined, words_of

_DROPPED = re.compile(
    r"(?:(?:no|oh) )*(?:cancel|never mind|stop|forget (?:it|that|about it)|nothing|no thanks|no thank you|"
    r"neither(?: of them)?"
    r"|none(?: of them| of these)?|leave it|drop it|skip it|abort)(?: (?:it|that|this|please))*"
)
_YES = re.compile(
    r"(?:(?:yes|yeah|yep|yup|ya|sure|right|correct|exactly|indeed|okay|ok|please|absolutely|definitely|"
    r"of course|go ahead"
    r"|do it|do that|please do|that is right|that is it|that is correct|that one|i did|i do|it is|uh huh|"
    r"fine|true|affirmative|by all means) ?)+"
)
_NO = re.compile(
    r"(?:(?:no|nope|nah|not that|wrong|not really|i did not|i do not|negative|that is wrong|false|"
    r"not at all) ?)+"
)
_PLACES_IN_LIST = (
    re.compile(r"(?:the )?(?:first|former|1st)(?: one| option)?|(?:number |option )?(?:one|1)|a"),
    re.compile(r"(?:the )?(?:second|latter|2nd|other)(?: one| option)?|(?:number |option )?(?:two|2|to)|b"),
    re.compile(r"(?:the )?(?:third|3rd)(?: one| option)?|(?:number |option )?(?:three|3)|c"),
    re.compile(r"(?:the )?(?:fourth|4th)(?: one| option)?|(?:number |option )?(?:four|4)|d"),
)
_LAST = re.compile(r"(?:the )?last(?: one| option)?")


def ask(
    call: Call,
    missing: Sequence[str],
    tools: Sequence[Tool],
    before: Sequence[Call] = (),
    after: Sequence[Call] = (),
) -> Reply:
    """The question for the arguments that `call` still misses."""
    question = ForArguments(call, tuple(missing), tuple(before), tuple(after))
    if call.name == NAVIGATE:
        return Reply("Where do you want to go?", question=question)
    card = index_of(tuple(tools)).by_name[call.name]
    wanted, name = [slot for slot in card.slots if slot.name in missing], card.spoken
    first = wanted[0]
    if len(wanted) == 1 and first.choices:
        words = f"Which {first.spoken}: {either([str(choice) for choice in first.choices[:8]])}?"
    elif len(wanted) == 1 and first.kind == "boolean":
        words = f"{name.capitalize()}: {first.spoken}, yes or no?"
    else:
        verb = "is" if len(wanted) == 1 else "are"
        words = f"What {verb} {listed([_named(slot) for slot in wanted])} for {name}?"
    return Reply(words, question=question)


def answer(
    text: str, spoken: Sequence[Token], question: Question, tools: Sequence[Tool], today: date
) -> Intent | None:
    """What `spoken` means as an answer to `question`; None when it is about something else."""
    said = joined(spoken)
    if _DROPPED.fullmatch(said):
        return Intent(0.0, "", reply=Reply("Okay, I dropped it."))
    if isinstance(question, ForChoice):
        return _choose(said, question) or _detailed(text, spoken, question, tools, today)
    tool = next((tool for tool in tools if tool.name == question.call.name), None)
    if tool is None:
        return None
    if tool.name == NAVIGATE:
        return _place(text, spoken, tool, question)
    return _fill(text, spoken, tools, question, today)


def _fill(
    text: str, spoken: Sequence[Token], tools: Sequence[Tool], question: ForArguments, today: date
) -> Intent | None:
    tool = next(tool for tool in tools if tool.name == question.call.name)
    known = slots(tool.parameters)
    before = flattened(question.call.arguments, known)
    wanted = [slot for slot in known if slot.name not in before]
    wanted.sort(key=lambda slot: slot.name not in question.missing)
    if not wanted:
        return None
    reading = Reader(
        Sentence(text, _bare(spoken), today),
        card_of(tool, tuple(wanted)),
        {},
        {},
        answering=True,
    ).read()
    if not reading.filled or reading.unread or not set(reading.filled) & set(question.missing):
        return None
    call = Call(tool.name, assembled({**before, **reading.filled}, known))
    missing = tuple(slot.name for slot in known if slot.name in reading.missing)
    if missing:
        return Intent(reading.doubt, "", reply=ask(call, missing, tools, question.before, question.after))
    reply = Reply(calls=(*question.before, call, *question.after))
    return Intent(reading.doubt, "", call, reply=reply, free=reading.ends_free)


def _bare(spoken: Sequence[Token]) -> Sequence[Token]:
    """Without "it is", "I said" and the like before the answer."""
    said = joined(spoken)
    match = re.match(
        r"(?:it is|it was|that is|that would be|i said|i mean|i meant|make it|let us say|use|take|with|uh|"
        r"um|for|say|call it|name it|it should be|the answer is) (?=.)",
        said,
    )
    return spoken[match.group().count(" ") :] if match else spoken


def _place(text: str, spoken: Sequence[Token], tool: Tool, question: ForArguments) -> Intent | None:
    words = [token.word for token in spoken if token.word not in ("to", *LINKS)]
    names = places(tool)
    if not words:
        return None
    best = matches(words, names)[:1]
    target = best[0].name if best and best[0].score >= SURE else "" if names else text.strip(" .!?")
    if not target:
        return None
    calls = (*question.before, Call(NAVIGATE, {"target": target}), *question.after)
    return Intent(0.1, target, calls[0], reply=Reply(calls=calls))


def _choose(said: str, question: ForChoice) -> Intent | None:
    labels = list(question.options)
    if _NO.fullmatch(said):
        return Intent(0.0, "", reply=Reply("Okay. Please say it again in other words."))
    if _YES.fullmatch(said):
        chosen = labels[0] if len(labels) == 1 else ""
        return _chosen(chosen, question) if chosen else Intent(0.0, "", reply=_again(question))
    numbers = {str(one.value) for one in readings(words_of(said), 0) if one.cost < GUESSED}
    if named := [label for label in labels if label in numbers]:
        return _chosen(named[0], question)
    for label, pattern in zip(labels, _PLACES_IN_LIST, strict=False):
        if pattern.fullmatch(said):
            return _chosen(label, question)
    if _LAST.fullmatch(said):
        return _chosen(labels[-1], question)
    words = words_of(re.sub(r"^(?:yes|yeah|no|i mean|i meant|the|go to|take) ", "", said))
    if not words:
        return None
    best, *others = matches(words, labels)
    if best.score < SURE or (others and others[0].score > best.score - TIE):
        return None
    return _chosen(best.name, question)


def _detailed(
    text: str, spoken: Sequence[Token], question: ForChoice, tools: Sequence[Tool], today: date
) -> Intent | None:
    """ "Did you mean evaluate model?" – "Use precision.": yes, and so."""
    calls = list(question.options.values())
    tool = next((tool for tool in tools if tool.name == calls[0].name), None)
    if len(calls) > 1 or tool is None or tool.name == NAVIGATE:
        return None
    return refilled(text, _bare(spoken), calls[0], tool, today, strong=False)


def _chosen(label: str, question: ForChoice) -> Intent:
    call = question.options[label]
    return Intent(0.1, label, call, reply=Reply(calls=(call,)))


def _again(question: ForChoice) -> Reply:
    return Reply(f"Which one: {either(list(question.options))}?", question=question)


def _named(slot: Slot) -> str:
    return slot.spoken if len(slot.spoken) == 1 else f"the {slot.spoken}"
