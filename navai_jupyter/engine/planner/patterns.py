"""Descriptions as patterns of sentences: by "Put a driver on a van", "put Sven on van seven" is understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from navai_jupyter.engine.planner.courtesy import Request
from navai_jupyter.engine.planner.grammar import CALLS, FILLERS, LINKS, MAKES, PREPOSITIONS, SHOWS
from navai_jupyter.engine.planner.idioms import said_shortly
from navai_jupyter.engine.planner.index import Hit, Index
from navai_jupyter.engine.planner.intents import Intent
from navai_jupyter.engine.planner.model import Reply
from navai_jupyter.engine.planner.reader import Reader
from navai_jupyter.engine.planner.reading import Reading, Recent
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.speechact import ASKING, FINITE, OTHERS, SUBJECTS, speech_act
from navai_jupyter.engine.planner.texts import SPEAKERS
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.words import ARTICLES, Token, tokens, words_of

ANY = frozenset("something somebody someone anything anybody anyone".split())
DETERMINERS = ARTICLES | frozenset("another one any".split())
THING = stem("thing")
ASKERS = frozenset({"me", "us"})
"""Who takes no open place: "ask me later"."""
NO_VERBS = FILLERS | SUBJECTS | ASKING
"""Words that a clause may begin with that is no command."""
LONGEST_NOUN = 3
"""Words of a thing with what describes it: "a spare part"."""
FOLLOWED = 0.15
"""Doubt of a sentence that follows a description."""
LONGEST_TEXT = 3
"""Words of a text that takes the place of "something"; more may be about anything."""
NO_NAME = PREPOSITIONS | FINITE | OTHERS | SPEAKERS | (SUBJECTS - ARTICLES)
"""Words that stand in no short name of a thing."""


class Pattern(NamedTuple):
    """A verb, an open place, and what follows it; between two places stand words that must be said."""

    verb: str
    between: tuple[str, ...]
    rest: frozenset[str]
    """Stems of the words behind the last place, which may be left out."""


def followed(sentence: Sentence, asked: Request, index: Index, recent: Recent) -> Iterator[Intent]:
    """The calls of tools whose description the sentence repeats with a value in each open place."""
    if not sentence.words or speech_act(asked) not in ("request", "fragment"):
        return
    for card in index.cards:
        for pattern in patterns(card.tool.description, card.values):
            end = _fits(sentence, pattern)
            if end is None:
                continue
            said = sentence.part(0, end)
            hits = {0: [Hit(1, card.whole, FOLLOWED)]}
            reading = Reader(said, card, hits, {}, mood=asked.mood, recent=recent).read()
            if not (reading.missing or reading.unread) and _names_things(reading):
                calls = reading.calls
                reply = Reply(calls=calls) if len(calls) > 1 else None
                yield Intent(
                    reading.doubt,
                    card.spoken,
                    calls[-1],
                    reply=reply,
                    free=reading.ends_free,
                    whole=not reading.optional,
                    idle=reading.idle,
                )


@lru_cache(maxsize=4096)
def patterns(description: str, nouns: frozenset[str]) -> tuple[Pattern, ...]:
    """One for each clause that begins with a verb and an open place; ``nouns`` are stems that name values."""
    return tuple(pattern for clause in _clauses(description) if (pattern := _pattern(clause, nouns)))


def _pattern(words: Sequence[str], nouns: frozenset[str]) -> Pattern | None:
    first = _place(words, 1, nouns)
    if first is None or words[0] in NO_VERBS:
        return None
    places = ((at, _place(words, at, nouns)) for at in range(first + 1, len(words)))
    second, end = next(((at, end) for at, end in places if end is not None), (first, first))
    return Pattern(stem(words[0]), tuple(words[first:second]), frozenset(map(stem, words[end:])))


def _clauses(description: str) -> Iterator[list[str]]:
    clause: list[Token] = []
    for token in tokens(description):
        clause.append(token)
        if token.mark:
            yield [token.word for token in said_shortly(clause)]
            clause = []
    yield [token.word for token in said_shortly(clause)]


def _place(words: Sequence[str], at: int, nouns: frozenset[str]) -> int | None:
    """Where a place ends that begins here and stands for a value: "something", "a van"."""
    if at >= len(words):
        return None
    if words[at] in ANY:
        return at + 1 + (list(words[at + 1 : at + 2]) == ["else"])
    if words[at] not in DETERMINERS:
        return None
    for end in range(at + 2, min(at + 2 + LONGEST_NOUN, len(words) + 1)):
        if stem(words[end - 1]) in nouns | {THING}:
            return end
        if words[end - 1] in FILLERS:
            break
    return None


def _fits(sentence: Sentence, pattern: Pattern) -> int | None:
    """Where the values end when the sentence has the pattern's form."""
    words = sentence.words
    if stem(words[0]) != pattern.verb or len(words) < 2 or words[1] in ASKERS:
        return None
    at = 1
    for word in pattern.between:
        if word not in words[at + 1 :]:
            return None
        at = words.index(word, at + 1)
    end = len(words)
    small = FILLERS | LINKS
    while end > at + 1 and (words[end - 1] in small or stem(words[end - 1]) in pattern.rest):
        end -= 1
    told = any(stem(word) in pattern.rest and word not in small for word in words[end:])
    if not told:
        end = len(words)
    vague = words[0] in SHOWS | MAKES | CALLS
    return None if vague and not (pattern.between or told) else end


def _names_things(reading: Reading) -> bool:
    """Each free text is as short as a name, and nobody is spoken of."""
    slots = {slot.name: slot for slot in reading.card.slots}
    texts = [words_of(str(value)) for name, value in reading.filled.items() if slots[name].free]
    return all(len(words) <= LONGEST_TEXT and not NO_NAME & set(words) for words in texts)
