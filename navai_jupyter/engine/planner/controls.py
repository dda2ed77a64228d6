"""Sentences that steer the session itself, and those that ask for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from navai_jupyter.engine.planner.destinations import places
from navai_jupyter.engine.planner.functions import callable_tools
from navai_jupyter.engine.planner.index import index_of
from navai_jupyter.engine.planner.intents import Intent
from navai_jupyter.engine.planner.model import HELP, NAVIGATE, STATUS, STOP, UNDO, Call, Reply, Tool
from navai_jupyter.engine.planner.numbers import GUESSED, readings
from navai_jupyter.engine.planner.slots import Slot, slots
from navai_jupyter.engine.planner.speaking import either, listed, sentence, spoken_name
from navai_jupyter.engine.planner.words import Token, alike, joined, name_words

_THAT = (
    r"(?: (?:it|that|this|now|everything|all|running|the call|the function|the run|what you are doing|there))?"
)
PATTERNS = {
    STOP: re.compile(
        rf"(?:stop|cancel|abort|halt|never mind|forget it|forget about it|forget that|hold on|hold it|"
        rf"enough|quiet|"
        rf"be quiet|shut up|stop talking|stop running|stop doing that|that is enough|leave it){_THAT}"
    ),
    UNDO: re.compile(
        r"(?:undo|revert|roll back|take back|reverse)(?: (?:it|that|this))?"
        r"(?: ?(?:the|my|your)? ?(?:last|latest|previous)? ?(?:change|changes|step|edit|action|one|thing|"
        r"command))?"
        r"|take (?:that|it) back|put (?:it|that) back|change it back|undo what (?:you|i) (?:just )?did|"
        r"that was (?:wrong|a mistake) undo it"
    ),
    STATUS: re.compile(
        r"status|(?:what is|what) (?:the|your) status|(?:what is|what) (?:running|going on|"
        r"happening)(?: (?:right )?now)?|"
        r"what are you doing|where am i|where are we|are you there|are you still there|are you listening|"
        r"do you hear me|"
        r"can you hear me|is (?:anything|something) (?:still )?running|which notebook (?:is this|am i in|"
        r"are we in)|"
        r"are you (?:still )?(?:busy|working|done|ready|finished)|"
        r"how far (?:are you|is it|is that)(?: now)?|give me (?:a|the) status(?: update)?"
    ),
    HELP: re.compile(
        r"what (?:am i|are we|are you) (?:able|allowed) to (?:say|do|ask|understand)(?: (?:here|now|for me))*|"
        r"(?:what|which) (?:can|could|may|should) (?:i|we) (?:say|do|ask|tell you)(?: (?:here|now|to you|"
        r"for|you))*|"
        r"(?:what|which) (?:things )?(?:can|could) you (?:do|understand|offer)(?: (?:here|now|for me))*|"
        r"help|help me|"
        r"i need (?:some )?help|show (?:me )?(?:the |all )?(?:commands|functions|options)|list (?:the |"
        r"all |your )?(?:commands|functions|options)|"
        r"(?:what|which) (?:are|is) (?:the |your |my )?(?:commands|functions|"
        r"options)(?: (?:are )?(?:there|available))?|"
        r"(?:what|which) (?:commands|functions|options|tools) (?:are there|do you (?:have|know|"
        r"understand)|do i have|can i use|are available|do we have)|"
        r"what do you (?:understand|know)|how can you help(?: me)?|how (?:do|does|can) (?:i use )?(?:this|"
        r"you|it)(?: work)?|"
        r"what is possible(?: here)?|tell me what (?:you can do|i can say)|give me some examples?|"
        r"i do not know what to say"
    ),
}  # fmt: skip
SOUNDED = {
    UNDO: ("undo the last change", "undo that", "undo it"),
    HELP: ("what can i say", "what can you do"),
    STOP: ("stop that", "never mind", "cancel that"),
    STATUS: ("what is running",),
}
"""Phrases that a recogniser is known to miss by a sound or two."""
SURE = 0.86

_ABOUT = re.compile(
    r"(?:help (?:me )?(?:with|on|about)|how do i (?:use|call)|what (?:does|is)|what are the (?:arguments|"
    r"parameters|options) (?:of|for)"
    r"|what (?:arguments|parameters) does|explain how to use|describe the function|explain the function|"
    r"tell me about the function|how does)"
    r" (?P<name>.+?)(?: (?:do|function|work|take|need|have))*"
)

THANKS = re.compile(r"(?:thanks|thank|cheers)\b.*")
GREETING = re.compile(r"(?:hello|hi|hey|good (?:morning|afternoon|evening))(?: there| everyone)?")


def control(spoken: Sequence[Token], tools: Sequence[Tool]) -> Intent | None:
    """Stop, status, undo or help; a phrase that only sounds like one is a bit doubtful."""
    if several := _undo_several(spoken, tools):
        return several
    doubt, name = _heard(joined(spoken))
    if name is None:
        return None
    if any(tool.name == name for tool in tools):
        grows = any(name_words(tool.name)[:1] == (spoken[-1].word,) for tool in callable_tools(tools))
        return Intent(doubt, name, Call(name, {}), grows=grows)
    if name == HELP:
        return Intent(doubt, name, reply=Reply(f"You can say: {either(examples(tools))}."))
    if name == STOP:
        return Intent(doubt, name, reply=Reply("Okay."))
    return None


def _undo_several(spoken: Sequence[Token], tools: Sequence[Tool]) -> Intent | None:
    """ "Undo twice", "undo the last two changes", where the tool takes a number."""
    tool = next((tool for tool in tools if tool.name == UNDO), None)
    count = next((slot for slot in slots(tool.parameters) if slot.kind == "integer"), None) if tool else None
    words = tuple(token.word for token in spoken)
    if count is None:
        return None
    for at in range(1, len(words)):
        for number in readings(words, at):
            rest = words[number.end :]
            said = " ".join((*words[:at], *(rest[1:] if rest[:1] == ("times",) else rest)))
            if number.cost < GUESSED and PATTERNS[UNDO].fullmatch(said):
                return Intent(0.0, UNDO, Call(UNDO, {count.name: number.value}))
    return None


def _heard(said: str) -> tuple[float, str | None]:
    for name, pattern in PATTERNS.items():
        if pattern.fullmatch(said):
            return 0.0, name
    for name, phrases in SOUNDED.items():
        likeness = max(alike(said, phrase) for phrase in phrases)
        if likeness >= SURE and len(said) > 6:
            return 1.0 - likeness, name
    return 1.0, None


def about(spoken: Sequence[Token], tools: Sequence[Tool]) -> Reply | None:
    """The answer to "help with load sales": what it does, and what it takes."""
    match = _ABOUT.fullmatch(joined(spoken))
    if match is None:
        return None
    wanted = match["name"].removeprefix("the ")
    best = max(callable_tools(tools), key=lambda tool: alike(wanted, _plain_name(tool)), default=None)
    if best is None or alike(wanted, _plain_name(best)) < SURE:
        return None
    text = sentence(best.description.strip().partition("\n")[0] or f"This is {spoken_name(best.name)}")
    known = slots(best.parameters)
    needed = [_described(slot) for slot in known if slot.required]
    optional = [_described(slot) for slot in known if not slot.required]
    if needed:
        text += f" It needs {listed(needed)}."
    if optional:
        text += f" You may add {listed(optional)}."
    return Reply(text if known else f"{text} It needs no arguments.")


def _plain_name(tool: Tool) -> str:
    return " ".join(index_of((tool,)).cards[0].words)


def _described(slot: Slot) -> str:
    if slot.choices and len(slot.choices) <= 6:
        return f"{slot.spoken}, which is {either([str(choice) for choice in slot.choices])}"
    return slot.spoken


def small_talk(spoken: Sequence[Token]) -> Reply | None:
    said = joined(spoken)
    if THANKS.match(said):
        return Reply("You're welcome.")
    if GREETING.fullmatch(said):
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
    for card in index_of(tuple(tools)).cards[:2]:
        wanted = [slot.spoken for slot in card.slots if slot.required]
        found.append(" ".join(["call", card.spoken, *(["with", " and ".join(wanted)] if wanted else [])]))
    if any(tool.name == HELP for tool in tools):
        found.append("what can I say")
    return found or ["nothing yet, because this page offers no functions"]
