"""How much may be left out of a tool's name before nobody can know that it was meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.courtesy import Mood
from navai_jupyter.engine.planner.grammar import EQUALS, INTRODUCTIONS
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.speechact import FINITE, SUBJECTS
from navai_jupyter.engine.planner.thesaurus import EMPTY, LIGHT, stem

VERB_TOLD, VERB_IMPLIED, VERB_MEANT, VERB_EMPTY = 0.08, 0.12, 0.25, 0.32
VERB_WITH_ALL, VERB_ALONE, VERB_UNSAID = 0.28, 0.5, 0.7
"""Costs of an action that went unsaid, from the harmless to the dangerous."""
BARE_THING = 0.1
CLEAR, FULL, STARTED = 0.5, 0.3, 0.5
"""What is left of the cost when arguments make up for it, or an action is begun: "start training"."""
ENOUGH, SCARCE, LEAST = 2.0, 0.35, 0.1
"""So many points of evidence are enough; each one missing costs so much, a description at least this."""
VERB_POINTS, TOLD_POINTS, VALUE_POINTS, MOST_VALUES = 0.5, 0.7, 0.5, 2
TEXT_WITHOUT_NAME, TEXT_WITH_HINTS, DICTATED = 0.8, 0.05, 0.25
"""Costs of a free text whose kind went unsaid: any words can be a text."""
HINTED = 1.4


@dataclass(frozen=True)
class Evidence:
    """What a sentence did say of a tool."""

    mask: int
    """Bits of the name's words."""
    told: int
    """How many words of its description."""
    acted: bool
    """An action was named, in the description's words."""
    light: bool
    """It began with a verb that fits any function."""
    shown: bool
    """That verb asked for a result, as "show" does and "make" does not."""
    hinted: int
    """How many texts stand after a preposition that announces them."""
    filled: Sequence[Slot]


def unsaid(card: Card, evidence: Evidence, mood: Mood, words: Sequence[str]) -> float:
    """The doubt that remains because parts of the name were not said."""
    verb = bool(evidence.mask & card.verb)
    # A number that nobody wants is no sign of what is made: "add two" inserts nothing at cell two.
    typed = sum(not slot.free and (slot.required or not card.creates) for slot in evidence.filled)
    texts = any(slot.free for slot in evidence.filled)
    complete = all(slot in evidence.filled for slot in card.slots if slot.required)
    many = len(evidence.filled) > 1 and complete
    named = {stem(word) for slot in evidence.filled if many or not slot.free for word in slot.spoken.split()}
    left = [bit for bit in range(len(card.words)) if not (evidence.mask | card.verb) >> bit & 1]
    cost = sum(card.missing[bit] for bit in left if stem(card.words[bit]) not in named)
    if (verb or evidence.acted) and (typed or many):
        # The verb and a value of the right kind say what is meant: "compare 2023 and 2024".
        cost *= FULL if many else CLEAR
    elif verb and evidence.light:
        cost *= STARTED
    points = _points(card, evidence, typed) + VERB_POINTS * evidence.acted
    if evidence.told:
        cost = min(cost, max(LEAST, LEAST + SCARCE * (ENOUGH - points)))
    if texts and cost > LEAST and not many:
        if _dictated(words) and verb:
            cost = DICTATED
        else:
            cost += TEXT_WITH_HINTS if points >= HINTED else TEXT_WITHOUT_NAME
    if not card.verb:
        return cost + BARE_THING * (mood == "command" and not evidence.light and not evidence.filled)
    return cost if verb else cost + _verb(card, evidence, mood, words, cost, points, texts=texts)


def _points(card: Card, evidence: Evidence, typed: int) -> float:
    things = sum(
        evidence.mask >> bit & 1
        for bit, word in enumerate(card.words)
        if not card.verb >> bit & 1 and word not in LIGHT
    )
    verb = VERB_POINTS * bool(evidence.mask & card.verb)
    return (
        things + verb + TOLD_POINTS * evidence.told + VALUE_POINTS * min(typed + evidence.hinted, MOST_VALUES)
    )


def _verb(
    card: Card, evidence: Evidence, mood: Mood, words: Sequence[str], cost: float, points: float, *, texts: bool
) -> float:
    """What it costs that the action itself went unsaid."""
    asked = evidence.shown or mood != "command"
    if evidence.acted:
        return VERB_TOLD
    if evidence.mask & card.particle or (card.safe and asked):
        return VERB_IMPLIED
    if (evidence.light or mood == "wish" or (evidence.shown and not texts)) and points >= ENOUGH:
        return VERB_MEANT
    if card.safe:
        # "Histogram of height": a short noun phrase that names a thing and what it is of.
        phrase = len(words) <= 6 and bool({"of", "for"} & set(words[1:-1]))
        return VERB_WITH_ALL if cost < LEAST and evidence.filled and (not texts or phrase) else VERB_ALONE
    if card.words[card.domain] in EMPTY and evidence.filled and not texts and (asked or cost < LEAST):
        return VERB_EMPTY
    return VERB_UNSAID


def _dictated(words: Sequence[str]) -> bool:
    """ "Write down that …", "search for …", "append x equals 3": a text follows, whose kind needs no word."""
    told = words.index("that") if "that" in words[1:3] else 0
    clause = told and (words[told + 1] in SUBJECTS or FINITE & set(words[told:]))
    return words[:1] == ("search",) or bool(
        clause or INTRODUCTIONS & set(words[1:3]) or EQUALS & set(words[2:])
    )
