"""Sentences that only mean something after what was done before: again, the other one, no I meant 2023."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from navai_jupyter.engine.planner.card import card_of
from navai_jupyter.engine.planner.destinations import SURE, matches, places
from navai_jupyter.engine.planner.intents import Intent
from navai_jupyter.engine.planner.memory import Memory
from navai_jupyter.engine.planner.model import NAVIGATE, Call, Reply, Tool
from navai_jupyter.engine.planner.reader import Reader
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot, assembled, flattened, slots
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.words import Token, joined

_MORE = r"(?:again|once more|one more time|once again|another time|over again|a second time)"
_IT = (
    r"(?:it|that|this|the same|the same thing|the same one|the last one|the last command|the last call|"
    r"that one|them)"
)
_AGAIN = re.compile(
    rf"{_MORE}|(?:do|run|call|execute|try|repeat|perform|start) {_IT} {_MORE}|(?:rerun|re run)(?: {_IT})?"
    rf"|(?:the )?same(?: thing)? {_MORE}|do the same(?: thing)?|repeat the last (?:one|command|call|"
    rf"action)|run that back|do it {_MORE}"
)
_REDO = re.compile(rf"redo(?: {_IT})?")
_SAY_AGAIN = re.compile(
    rf"(?:say|tell me|read) (?:it|that|this) {_MORE}|repeat(?: it| that| this| what you said|"
    rf" yourself)?(?: {_MORE})?"
    r"|what did you (?:just )?say|pardon(?: me)?|come again|sorry|excuse me|what was that|say what|what"
    r"|i did not (?:hear|catch|get|understand) (?:that|you|it)|i missed that|tell me again|what was your answer"
)
_BACK = re.compile(
    r"(?:go |take me |bring me |get |jump |move |head )?back(?: (?:there|again|to (?:where i was|"
    r"where we were|the (?:previous|last) (?:place|section|one|page)|before)))?"
    r"|go to the previous (?:place|section|one)|where i was(?: before)?|return|go there again"
)
_OTHER = re.compile(
    r"(?:(?:no|nope|not that|not that one|wrong one|wrong|i meant|i mean|wait|sorry|actually|rather|"
    r"i want) )*(?:the )?other(?: one)?"
    r"|(?:no |nope )?(?:not that one|the wrong one|wrong one)"
)
_OPENED = re.compile(
    r"(?:(?P<strong>i (?:mean|meant|said|wanted)|make (?:that|it|this)|change (?:it|that|this) to|"
    r"the same(?: thing)?|same(?: thing)?|"
    r"do the same(?: thing)?|that should be|it should be|should be|not (?:the )?\w+ (?:but|rather)|"
    r"what about|how about|do (?:it|that)(?: again)?|"
    r"run (?:it|that)(?: again)?|try (?:it|that)(?: again)?|again|once more|instead|correction|rather)|"
    r"(?:a (?:bit|little|lot|touch) (?:more|less|higher|lower|bigger|smaller|longer|shorter|faster|slower)|"
    r"no|nope|wait|sorry|oops|oh|actually|uh|um|hang on|not that|but|and|now|also|then|well|okay|ok|"
    r"let us (?:do|say|try|take|use)|"
    r"this time|use|try|take|with|please|only|just|it is|yeah|hmm|(?:the )?other(?: one)?))(?: |$)"
)
_CLOSED = re.compile(
    r" (?:instead|please|too|as well|again|not \w+|this time|now|then|actually|though|rather|i mean|i meant)$"
)
_PREPOSED = re.compile(r"(?:for|in|with|by|from|at|on|using|without) ")
DENYING = ("no ", "nope ", "sorry ", "wait ")
LIBERTY, FRAGMENT = 0.1, 0.45
OTHERWISE = 1.0


def follow_up(
    heard: Sequence[Token], memory: Memory, verbs: frozenset[str] = frozenset(), *, retraced: bool = False
) -> Intent | None:
    """What "again", "go back" and "what did you say" mean now, where the tools have these `verbs`.

    Where the way back is ``retraced`` by a tool, it knows better.
    """
    said = re.sub(
        r"^(?:please|okay|ok|now|and|can you|could you|would you|uh|um|well|then|just|let us) ",
        "",
        joined(heard),
    )
    said = re.sub(r" (?:please|now|then|for me)$", "", said)
    said = re.sub(r"^(?:please|just) ", "", said)
    # Where something can be undone, "redo" is the other half of "undo".
    again = _AGAIN.fullmatch(said) or (_REDO.fullmatch(said) and stem("redo") not in verbs)
    if again and memory.last:
        return _all(tuple(memory.last))
    if _SAY_AGAIN.fullmatch(said) and memory.words:
        return Intent(0.0, "", reply=Reply(memory.words))
    if _BACK.fullmatch(said) and len(memory.places) > 1 and not retraced:
        here = memory.places[-1]
        before = next((place for place in reversed(memory.places) if place != here), here)
        return _all((Call(NAVIGATE, {"target": before}),))
    return None


def _all(calls: tuple[Call, ...]) -> Intent:
    return Intent(LIBERTY, "", calls[-1], reply=Reply(calls=calls))


def asks_for_other(heard: Sequence[Token]) -> bool:
    """ "No, the other one"."""
    return _OTHER.fullmatch(joined(heard)) is not None


def other(memory: Memory, alternatives: Sequence[Intent], tools: Sequence[Tool]) -> Intent | None:
    """The next likely meaning of what was said before, or the other of two values."""
    for intent in alternatives:
        known = intent.call is None or intent.call in memory.last
        if not known and not intent.missing and intent.doubt <= OTHERWISE and intent.call is not None:
            return _all((intent.call,))
    for call in reversed(memory.last):
        tool = next((tool for tool in tools if tool.name == call.name), None)
        for slot in slots(tool.parameters) if tool is not None else ():
            if len(slot.choices) == 2 and call.arguments.get(slot.name) in slot.choices:
                value = next(one for one in slot.choices if one != call.arguments[slot.name])
                return _all((Call(call.name, {**call.arguments, slot.name: value}),))
    return None


def corrected(
    text: str, heard: Sequence[Token], memory: Memory, tools: Sequence[Tool], today: date
) -> Intent | None:
    """The last call with other arguments: "no, I meant north", "the same for 2023", "and in the south?"."""
    said = joined(heard)
    at, opened, strong = 0, False, False
    while match := _OPENED.match(said, at):
        if match.end() >= len(said) or not said[match.end() - 1 : match.end()].isspace():
            break
        at, opened, strong = match.end(), True, strong or match["strong"] is not None
    rest = said[at:]
    # "No, at Venus": not there, but here.
    strong = strong or (said.startswith(DENYING) and _PREPOSED.match(rest) is not None)
    while match := _CLOSED.search(rest):
        rest, opened = rest[: match.start()], True
    if not rest or not (opened or _PREPOSED.match(rest)):
        return None
    first = said[:at].count(" ")
    spoken = heard[first : first + rest.count(" ") + 1]
    for call in reversed(memory.last):
        tool = next((tool for tool in tools if tool.name == call.name), None)
        if tool is None:
            continue
        found = (
            _elsewhere(spoken, tool, strong=strong)
            if tool.name == NAVIGATE
            else refilled(text, spoken, call, tool, today, strong=strong)
        )
        if found is not None:
            return found
    return None


def refilled(
    text: str, spoken: Sequence[Token], call: Call, tool: Tool, today: date, *, strong: bool
) -> Intent | None:
    """`call` with the arguments that `spoken`, and nothing else in it, replaces."""
    known = slots(tool.parameters)
    wanted = [slot for slot in known if strong or not slot.free]
    if not wanted or not spoken:
        return None
    sentence = Sentence(text, spoken, today)
    optional = tuple(_optional(slot) for slot in wanted)
    reading = Reader(sentence, card_of(tool, optional), {}, {}, answering=True).read()
    if reading.unread and not strong and len(wanted) < len(known):
        # "And eight grams of salt": all that is needed is said anew.
        whole = Reader(sentence, card_of(tool), {}, {}, answering=True).read()
        reading = whole if len(whole.filled) > 1 and not whole.missing else reading
    if not reading.filled or reading.unread or reading.missing or reading.doubt > FRAGMENT:
        return None
    filled = {**flattened(call.arguments, known), **reading.filled}
    changed = Call(call.name, assembled(filled, known))
    return Intent(LIBERTY + reading.doubt, "", changed, reply=Reply(calls=(changed,)), free=reading.ends_free)


def _optional(slot: Slot) -> Slot:
    return replace(slot, required=False)


def _elsewhere(spoken: Sequence[Token], tool: Tool, *, strong: bool) -> Intent | None:
    best = matches([token.word for token in spoken if token.word not in ("to", "for")], places(tool))[:1]
    if not best or best[0].score < (SURE if strong else 0.9):
        return None
    return _all((Call(NAVIGATE, {"target": best[0].name}),))
