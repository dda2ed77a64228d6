"""What is said to be polite or to gain time, and what it tells about the rest of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from navai_jupyter.engine.planner.idioms import said_shortly
from navai_jupyter.engine.planner.manners import ASK, CLOSING, QUESTION, TAIL, WAIT, WISH
from navai_jupyter.engine.planner.words import Token, joined

Mood = Literal["command", "wish", "question"]

_WAITING = re.compile(rf"(?:{WAIT}) ?", re.ASCII)
_OPENING = re.compile(rf"(?:(?P<question>{QUESTION})|(?:{ASK})|(?P<wish>{WISH})|(?:{WAIT}))(?= |$) ?", re.ASCII)
_CLOSING = re.compile(rf" (?:{CLOSING})$")
_TAIL = re.compile(rf" (?:{TAIL})$")


@dataclass(frozen=True)
class Request:
    """The words that are left, and whether they are a command, a thing wished for, or one asked about."""

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
        asked = asked or not _WAITING.fullmatch(match.group()) or match.group().startswith("please")
        at = match.end()
    rest = words[at:]
    first = words[:at].count(" ")
    while match := _CLOSING.search(rest):
        asked = asked or match.group().strip() in ("please", "for me")
        rest = rest[: match.start()]
    if rest.startswith(("how many ", "how much ")):
        mood = "question"
    if mood == "question" or rest.startswith(("how many", "how much", "what", "which")):
        rest = _TAIL.sub("", rest)
    kept = said_shortly(spoken[first : first + rest.count(" ") + bool(rest)])
    return Request(kept, mood, asked)  # type: ignore[arg-type]
