"""What a sentence does: whether it asks for something at all, told by its grammar."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from navai_jupyter.engine.planner.courtesy import Request
from navai_jupyter.engine.planner.grammar import PREPOSITIONS
from navai_jupyter.engine.planner.thesaurus import PARTICLES, is_action, stem
from navai_jupyter.engine.planner.words import ARTICLES, Token

Act = Literal["request", "question", "check", "fragment", "statement"]

ASKING = frozenset("what which how where who".split())
CHECKING = frozenset("is are was were does did do has have had am".split())
SUBJECTS = frozenset(
    "i you he she we they it there this that these those the a an my your his her our their its whose "
    "every each some many several most everybody everyone somebody someone nobody why when because "
    "while if although in on at during since after before maybe not never and but or so".split()
)
"""Words that no request begins with."""
OTHERS = frozenset("you your yours yourself he she him his her they them their my mine myself".split())
"""Who a question is about that is not for a machine to answer."""
OWN = frozenset("my mine myself".split())
"""Of these, the ones that stand in commands: "a mail to my boss"."""
FINITE = frozenset(
    "is are was were has had have will would can could should shall might must does did am".split()
)
SUBORDINATING = frozenset(
    "that which who whose what where when while because if how why whether so until saying".split()
)
TELLING = frozenset(
    "said told went came saw took gave got made found knew thought felt left brought began kept held "
    "wrote stood heard meant met ran paid sat spoke led grew lost fell sent built understood drew broke "
    "spent rose drove bought wore chose won became froze sold caught taught fought flew forgot hid hit "
    "laid lay rode rang sang sank shot slept smelt stole swam threw woke wants says thinks knows likes "
    "needs begins becomes belongs closes comes consists contains depends gets goes happens opens remains "
    "rises seems starts stays".split()
)
"""Verbs by which something is told, in forms that no command has: of the past, or of somebody else."""
SUPPOSING = frozenset({("happens", "if"), ("happen", "if"), ("what", "if"), ("should", "i"), ("shall", "i")})
"""Words that ask what a command would do, or whether to give it: "should I delete the notebook"."""
DENIALS = frozenset("not never".split())
REMARKS = frozenset({("what", "a"), ("what", "an"), ("sort", "of")})
"""Words that begin an exclamation or a hedge."""
ENDINGS = ("s", "ing", "ed")
"""Of words that are no commands."""
OBJECTS = ARTICLES | frozenset("me it them all every each everything up down back off out aside away".split())
"""What follows a verb, and hardly ever a noun."""
PRESENT = frozenset({"lay"})
"""Of these, the ones that are a command's as well."""
YOURS, YOURSELF = "your", frozenset("yourself yourselves".split())
POSSESSIVE = frozenset("my your his our their its".split())
PERSONS = frozenset("him her them".split())
"""Whom somebody is asked to let do something."""
NEAR = 4
"""A subject of one or two words is over by here."""


def speech_act(asked: Request) -> Act:
    """A "check" asks whether something is so; a "fragment" has no verb that we know."""
    words = [token.word for token in asked.spoken]
    if SUPPOSING & set(pairwise(words[:3])):
        return "statement"
    if not words or DENIALS & set(words[:3]) or REMARKS & set(pairwise(words[:2])):
        return "statement"
    wished = asked.asked and words[0] == "have"  # "might I have …"
    if asked.mood == "question" or (words[0] in ASKING | CHECKING and not wished):
        if OTHERS & set(words):
            return "statement"
        return "check" if words[0] in CHECKING else "question"
    if _is_said_to_somebody(asked.spoken):
        return "statement"
    if asked.asked or asked.mood == "wish":
        return "request"
    if words[0] in SUBJECTS or _is_told(asked.spoken) or _has_lost_its_subject(words):
        return "statement"
    inflected = words[0].endswith(ENDINGS) and stem(words[0]) != words[0]
    if not inflected and (is_action(words[0]) or {*words[1:2]} & OBJECTS):
        return "request"
    return "fragment"


def _is_told(spoken: Sequence[Token]) -> bool:
    """A subject and a verb of its own stand in the main clause."""
    commanded = is_action(spoken[0].word)
    for at, token in enumerate(spoken):
        word = token.word
        if at and word in FINITE:
            return True
        if at and not commanded and (word in TELLING or (at < NEAR and word.endswith("ed") and len(word) > 4)):
            return word != "called" and word != "named"
        if token.mark or (at and word in SUBORDINATING):
            return False
    return False


def _is_said_to_somebody(spoken: Sequence[Token]) -> bool:
    """It is about what a person has or is, and not a machine: "search your pockets", "count me in"."""
    words = [token.word for token in spoken]
    if words[0] == "let" and {*words[1:2]} & PERSONS:
        return True
    if words[-1] in POSSESSIVE or (len(words) == 3 and words[1] == "me" and words[2] in PARTICLES):
        return True
    for at, word in enumerate(words):
        if word in YOURSELF or (word == YOURS and (at == 1 or words[at - 1] in PREPOSITIONS)):
            return True
        if spoken[at].mark == ":" or (at and word == "that"):
            return False
    return False


def _has_lost_its_subject(words: Sequence[str]) -> bool:
    """ "Closed the dome", "gave the hotel four stars": told of the past, and heard from its verb on."""
    past = words[0] in TELLING - PRESENT or (
        words[0].endswith("ed") and not words[0].endswith("eed") and is_action(words[0])
    )
    return words[0] in FINITE or (past and bool({*words[1:2]} & (OBJECTS | POSSESSIVE | {"her"})))
