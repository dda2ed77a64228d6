"""What is said to be polite or to gain time, and what it tells about the rest of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from navai_jupyter.engine.planner.words import Token, joined

Mood = Literal["command", "wish", "question"]

_WAIT = (
    r"please|hey|hi|hello|ok|okay|so|now|well|um+|uh+|er+|erm|hm+|ah|oh|then|and|just|kindly|alright|all right|"
    r"great|perfect|thanks|thank you|computer|assistant|also|maybe|perhaps|possibly|actually|"
    r"quickly|quick|again|first|finally|after that|afterwards|basically|you know|let us see|listen"
)
_BETWEEN = (
    r"(?: (?:please|maybe|possibly|kindly|just|also|now|perhaps|quickly|then|actually|really|first|again))*"
)
_ASK = (
    rf"(?:would|do) you mind|(?:can|could|would|will|may|might) (?:you|we|i){_BETWEEN}(?: be able to|"
    rf" please| help me(?: to)?| try to| go and)?|"
    r"i was wondering if you could|i wonder if you could|if you could|if you can|"
    r"is it possible to|is there a way to|let us|let me|go ahead and|try to|try and|make sure (?:that |to )?|"
    r"it is time to|time to|you (?:can|could|should|may)|i think (?:we|you) should|(?:we|you) should|how about|"
    r"feel free to|do me a favor and|i need you to|i want you to|i would like you to|i would love you to|"
    r"be so kind and|why do not (?:you|we)|what i (?:want|need) is(?: to)?|(?:we|i) (?:have|got) to|"
    r"(?:i am|we are) going to|my next step is to"
)
_WISH = (
    rf"(?:i|we){_BETWEEN} (?:would{_BETWEEN} (?:like|love|prefer)|want|wish|need|would want|"
    rf"would need){_BETWEEN}(?: to)?"
    rf"(?: (?:see|have|get|know|look at|view|take a look at|have a look at))?"
)
_QUESTION = (
    r"what (?:is|are|was|were|about)(?! it| that| this| you)|how(?= \w+ (?:is|are|was|were) )|"
    r"how much (?:is|are|was|were)|"
    r"(?:can|could) (?:you|i) (?:tell|show) me (?:what|how much|which) (?:is|are|was|were)?|"
    r"(?:do you know|tell me|show me|i want to know|i would like to know) (?:what|how much) (?:is|are|was|"
    r"were)?|"
    r"which (?:is|are|was|were)|what (?:would|does|did|do|will)(?! you| i )|how (?:did|do|does|"
    r"will)(?! you| i | we )|who (?:is|are|was|were)|is there(?: an?| any)?|are there(?: any)?"
)
_OPENING = re.compile(
    rf"(?:(?P<question>{_QUESTION})|(?:{_ASK})|(?P<wish>{_WISH})|(?:{_WAIT}))(?= |$) ?", re.ASCII
)
_CLOSING = re.compile(
    r" (?:please|now|thanks|thank you|thank you very much|for me|for us|right now|right away|if you can|"
    r"if you could|"
    r"if possible|if you would|if you do not mind|will you|would you|could you|can you|ok|okay|at once|"
    r"immediately|"
    r"real quick|quickly|as well|too|right|uh|um|so much|very much|when you can|then|maybe|perhaps|"
    r"i think|and)$"
)
_TAIL = re.compile(
    r" (?:are there|is there|were there|do we have|do i have|does it have|do they have|have we got|have i got|"
    r"does it contain|do you have|do you see|are in there|is that|are in it|look like|like|did we have|"
    r"did we make|"
    r"do we know|was there|did it have|does this have|does that have|going to be|gonna be|at the moment|"
    r"today is it)$"
)
_IDIOMS = """
how many = count
get rid of = delete
throw away = delete
take out = remove
how much = amount
as soon as possible = please
put me through = transfer
hand me over = transfer
jot down = write
write down = write
take a note = add note
come up with = create
look for = search
look up = find
search for = search
data set = dataset
data frame = dataframe
note book = notebook
look at = view
have a look at = view
take a look at = view
shut down = stop
read in = read
get me = get
in between = between
set up = create
kick off = start
set aside = split
web page = html
what we = the
what i = the
"""
"""Idioms, and the words that mean the same."""


def _by_first(idioms: str) -> dict[str, list[tuple[tuple[str, ...], list[str]]]]:
    found: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}
    for line in idioms.strip().splitlines():
        phrase, _, meaning = line.partition(" = ")
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, meaning.split()))
    return found


_BY_FIRST = _by_first(_IDIOMS)


@dataclass(frozen=True)
class Request:
    """The words that are left, and whether they are a command, the thing wished for, or the thing asked "
    "about."""

    spoken: tuple[Token, ...]
    mood: Mood
    asked: bool
    """Somebody was asked: "could you", "please", "I want"; not merely "well" or "and"."""


def request(spoken: Sequence[Token]) -> Request:
    words = joined(spoken)
    at, mood, asked = 0, "command", False
    while match := _OPENING.match(words, at):
        if match.end() >= len(words) or match.end() == at:
            break
        if match["question"] or match["wish"]:
            mood = "question" if match["question"] else "wish"
        asked = (
            asked or not re.fullmatch(rf"(?:{_WAIT}) ?", match.group()) or match.group().startswith("please")
        )
        at = match.end()
    rest = words[at:]
    first = words[:at].count(" ")
    while match := _CLOSING.search(rest):
        asked = asked or match.group().strip() in ("please", "for me")
        rest = rest[: match.start()]
    if mood == "question" or rest.startswith(("how many", "how much", "what", "which")):
        rest = _TAIL.sub("", rest)
    kept = _said_shortly(spoken[first : first + rest.count(" ") + bool(rest)])
    return Request(kept, mood, asked)  # type: ignore[arg-type]


def _said_shortly(spoken: Sequence[Token]) -> tuple[Token, ...]:
    """With one word for each idiom: "get rid of" is "delete"."""
    kept: list[Token] = []
    at = 0
    if len(spoken) > 3 and spoken[0].word == "let" and spoken[2].word == "know":
        # "Let Anna know that …" tells Anna.
        kept, at = [Token("tell", spoken[0].start, spoken[0].end), spoken[1]], 3
    while at < len(spoken):
        for phrase, meaning in _BY_FIRST.get(spoken[at].word, ()):
            found = spoken[at : at + len(phrase)]
            if tuple(one.word for one in found) == phrase:
                pieces = [Token(one, found[0].start, found[-1].end) for one in meaning]
                kept += [*pieces[:-1], Token(pieces[-1].word, found[0].start, found[-1].end, found[-1].mark)]
                at += len(phrase)
                break
        else:
            kept.append(spoken[at])
            at += 1
    return tuple(kept)
