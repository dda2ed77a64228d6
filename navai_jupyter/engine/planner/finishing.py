"""Whether the person has finished: a whole command, clearly half of one, or hard to say."""

from __future__ import annotations

from navai_jupyter.engine.planner.grammar import FILLERS, INTRODUCTIONS
from navai_jupyter.engine.planner.intents import Decision
from navai_jupyter.engine.planner.model import Finish
from navai_jupyter.engine.planner.numbers import SCALES, TENS
from navai_jupyter.engine.planner.words import Token, tokens

CONFIDENT = 0.35
HANGING = (
    FILLERS
    | INTRODUCTIONS
    | frozenset(
        "or but because if when while so than is are be minus point negative um uh er hmm number i we you please can "
        "could would a an every each very more less go load show".split()
    )
    - frozenset(
        {
            "on",
            "off",
            "in",
            "it",
            "that",
            "this",
            "these",
            "those",
            "all",
            "please",
            "text",
            "note",
            "set",
            "value",
        }
    )
)
"""Words after which a sentence goes on."""
PARTICLES = frozenset(
    {"on", "off", "in", "out", "up", "down", "over", "by", "to", "about", "for", "with", "at", "of", "from"}
)


def finish(text: str, decision: Decision) -> Finish:
    spoken = tokens(text)
    if not spoken:
        return "unsure"
    last = spoken[-1]
    done = bool(decision.reply.calls)
    if _trails_off(text) or (last.word in HANGING and not (done and last.word in ("that", "it"))):
        return "open"
    if not done:
        return "open" if decision.partial or last.word in PARTICLES else "unsure"
    sure = decision.doubt <= CONFIDENT and not (decision.free or decision.grows)
    return "complete" if sure and not _goes_on(spoken) else "unsure"


def _trails_off(text: str) -> bool:
    return text.rstrip().endswith(("...", "…", ",", "-", ":"))


def _goes_on(spoken: list[Token]) -> bool:
    """The last number may be the beginning of a longer one: "twenty", "2000", "a hundred"."""
    word = spoken[-1].word
    if word in TENS or word in SCALES or word == "hundred":
        return True
    if not word.isdigit():
        return word in PARTICLES
    number = int(word)
    return number >= 20 and number % 10 == 0 if number < 100 else number % 100 == 0 or number in (1919, 2020)
