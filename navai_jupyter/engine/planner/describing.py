"""Sentences that say what a function does in other words than its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from navai_jupyter.engine.planner.courtesy import Request
from navai_jupyter.engine.planner.grammar import INTRODUCTIONS
from navai_jupyter.engine.planner.index import Index
from navai_jupyter.engine.planner.intents import ACT, Intent
from navai_jupyter.engine.planner.loosely import LooseReader
from navai_jupyter.engine.planner.model import Reply
from navai_jupyter.engine.planner.reading import Reading, Recent
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.speechact import OTHERS, OWN, speech_act
from navai_jupyter.engine.planner.switches import SWITCHES, switched


class Evidence(NamedTuple):
    """What speaks for a reading, and against it."""

    nearer: float
    """How much nearer the words come to this tool than to any other that could be read from them."""
    placed: float
    """How well each word finds its like among the tool's own."""
    liberties: float
    """What the reading of the arguments cost."""
    missing: int
    typed: int
    """Values that are no free text."""
    chosen: int
    """Values that are one of few, or a date."""
    texts: int
    """Values that are a free text."""


WEIGHTS, BASE = (5.1, 5.5, -3.6, -3.4, 0.1, 2.4, 0.8), -4.0
"""Of the evidence, in its order: logistic regression over the evaluation's splits that may be tuned on, each
sentence also over a set of tools that it was not said to."""
FURTHEST, MOST_TYPED = -0.3, 2
NAMING, UNNAMED = frozenset("called named titled".split()), 0.5
"""Words before a name, and the cost of having no argument for it."""
CHOSEN = ("choice", "boolean", "date")
ENOUGH = -0.45
"""Log odds from which on we act."""
SURER, LESS_SURE = 0.125, 1.2
"""Doubt for each unit of log odds that is there beyond enough, or missing."""
BOLD = 1.3
"""Log odds more for a change without any argument: only the verb speaks for it."""
CURIOUS = 1.0
"""Log odds more for a change where something is asked: "how does a telescope work?"."""
OTHER_VERB = 2.0
"""Log odds more where the sentence begins with the verb of another tool's name."""
LEAST = 0.15
"""A name that is said is surer than any description."""
TOO_FREE = 0.6
"""A reading of the arguments that took more liberties is no rival."""


def descriptions(sentence: Sentence, asked: Request, index: Index, recent: Recent) -> list[Intent]:
    """The calls that the sentence may describe, the likeliest first."""
    found = []
    for reading, evidence in readings(sentence, asked, index, recent):
        odds = BASE + sum(weight * one for weight, one in zip(WEIGHTS, evidence, strict=True)) - ENOUGH
        if not reading.card.safe:
            odds -= BOLD * (not reading.filled) + CURIOUS * (asked.mood == "question")
        if index.acts_otherwise(reading.card, sentence.words[0]):
            odds -= OTHER_VERB
        intent = Intent(
            max(LEAST, ACT - (SURER if odds > 0 else LESS_SURE) * odds),
            reading.card.spoken,
            reading.calls[-1],
            reading.missing,
            reply=Reply(calls=reading.calls) if len(reading.calls) > 1 else None,
            free=reading.ends_free,
            whole=not reading.optional,
            idle=reading.idle,
            described=True,
        )
        found.append(intent)
    return sorted(found, key=lambda intent: intent.rank)


def readings(
    sentence: Sentence, asked: Request, index: Index, recent: Recent
) -> Iterator[tuple[Reading, Evidence]]:
    """The tools that the sentence may be about, with what speaks for each."""
    act = speech_act(asked)
    topics = index.topics
    others = OTHERS - OWN if act == "request" else OTHERS
    if topics is None or act == "statement" or others & set(_unquoted(sentence)):
        return
    named = bool(NAMING & set(sentence.words))
    hits = {number: index.hits(sentence, number) for number in topics.nearest(sentence.words)}
    read = {
        number: LooseReader(sentence, index.cards[number], places, {}, mood=asked.mood, recent=recent).read()
        for number, places in hits.items()
    }
    possible = {number: reading for number, reading in read.items() if not reading.unread}
    for number, reading in possible.items():
        filled = [slot for slot in reading.card.slots if slot.name in _said(reading, sentence)]
        if act in ("check", "fragment") and not _definite(sentence, filled):
            continue
        if act == "question" and not (reading.card.safe or filled):
            continue  # "Which cells failed?" deletes none
        texts = sum(slot.free for slot in filled)
        near = topics.near(reading.rest)
        rivals = [near[one] for one in possible if one != number and possible[one].doubt < TOO_FREE]
        said = {sentence.words[at]: min(hit.cost for hit in found) for at, found in hits[number].items()}
        evidence = Evidence(
            max(FURTHEST, float(near[number] - max(rivals, default=0.0))),
            topics.placed(reading.rest, number, said),
            reading.doubt + UNNAMED * (named and not texts),
            len(reading.missing),
            min(MOST_TYPED, len(filled) - texts),
            sum(slot.kind in CHOSEN for slot in filled),
            texts,
        )
        yield reading, evidence


def _said(reading: Reading, sentence: Sentence) -> set[str]:
    """The arguments with values of their own; that one shows or takes something away is no value."""
    if SWITCHES.keys() & set(sentence.words):
        return {*reading.filled}
    needed = [slot for slot in reading.card.slots if slot.required]
    return reading.filled.keys() - switched(needed, sentence.words).keys()


def _definite(sentence: Sentence, filled: Sequence[Slot]) -> bool:
    """Without a verb, only values of a type say that something is to be done, or a text that is announced."""
    announced = any(token.mark == ":" or token.word in INTRODUCTIONS for token in sentence.spoken)
    return bool(filled) and (announced or not any(slot.free for slot in filled))


def _unquoted(sentence: Sentence) -> list[str]:
    """The words up to where a text begins: "that …", ": …"."""
    for at, token in enumerate(sentence.spoken):
        if token.mark == ":" or (at and token.word == "that"):
            return list(sentence.words[: at + 1])
    return list(sentence.words)
