"""Free texts: where they may begin and end."""

from __future__ import annotations

from collections.abc import Iterator

from navai_jupyter.engine.planner.grammar import EQUALS, FILLERS, INTRODUCTIONS, LINKS, PREPOSITIONS
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot, Value
from navai_jupyter.engine.planner.speechact import TELLING
from navai_jupyter.engine.planner.words import ARTICLES, name_words

FREE_TEXT = 0.13
BEGINS_WITH_JOINT, BEGINS_WITH_ARTICLE, ENDS_WITH_JOINT, ENDS_ANYWHERE = 0.25, 0.05, 0.1, 0.12
LONGER, STATEMENT, INTRODUCED, JOINED = 0.03, 0.3, 0.3, 0.05
SPEAKERS = frozenset("me it you us him her them this that these those i he she we they".split())
NAMELESS = frozenset("i me it us him them myself yourself when if whether".split())
"""Words that begin no name: "swap seats with | me", "text | when you are there"."""
FINITE = frozenset("is are was were has have had will would did does do am been".split())
TOLD = TELLING - {"left", "made"}
"""What begins with these is told of something, and no name: "record label | went bankrupt"."""
LONGEST_INNER_TEXT = 8
BROKEN_OFF = 0.3
"""Cost of a text after a colon that ends before the sentence does, and of half an equation or clause."""
DATED, DAYS = 0.25, frozenset("today tomorrow yesterday tonight".split())
"""Cost of a day in a name."""
MEASURED, NO_THING = 0.5, 0.3
"""Cost of a text that begins with the unit of a number: "ninety | euros between Anna and Tom", and of one
that is made of small words only: "before this one"."""
SMALL = PREPOSITIONS | ARTICLES | SPEAKERS | frozenset("before after along and or one too also again".split())
PROSE = frozenset(
    "text note message body content query comment description question prompt code sentence topic title "
    "reason entry remark observation feedback caption log summary line".split()
)
"""Arguments that are whole phrases, so that an article belongs to them."""
SHORTER = 0.01
JOINTS = PREPOSITIONS | frozenset("and then plus times divided".split())
"""Words that join what is before them to what follows."""
ANNOUNCING = PREPOSITIONS | INTRODUCTIONS | frozenset("off that column columns".split())


def announced(sentence: Sentence, at: int) -> bool:
    """The word before, articles aside, says that a text follows, or a colon does."""
    words = sentence.words
    before = words[at - 2] if words[at - 1] in ARTICLES and at > 1 else words[at - 1]
    return words[at - 1] in ANNOUNCING or before in PREPOSITIONS or sentence.spoken[at - 1].mark == ":"


def is_prose(slot: Slot) -> bool:
    return slot.kind == "text" and any(word in PROSE for word in name_words(slot.path[-1]))


def texts(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    wants_number = any(word in ("number", "id", "code", "year") for word in name_words(slot.path[-1]))
    for span in spans(sentence, at, prose=is_prose(slot)):
        word = sentence.words[at]
        digits = word[0].isdigit() and span.end == at + 1 and not wants_number
        yield Value(span.value.strip(" .,;!?\"'“”"), span.end, span.cost + 0.1 * digits)


def spans(sentence: Sentence, at: int, *, list_of: bool = False, prose: bool = False) -> Iterator[Value]:
    """Free texts: to the end, or for a few words up to a word that may begin something else."""
    words, size = sentence.words, len(sentence)
    if at in sentence.torn:
        return
    if words[at] in INTRODUCTIONS | LINKS and size > at + 1 and words[at] != "that":
        return
    joint = BEGINS_WITH_JOINT if words[at] in JOINTS and size > 1 else 0.0
    article = words[at] in ARTICLES and not sentence.spoken[at].mark and not (prose and words[at] != "that")
    for end in range(at + 1, size + 1):
        if end < size and (end - at > LONGEST_INNER_TEXT or end in sentence.torn):
            continue
        cost = FREE_TEXT + joint + SHORTER * min(size - end, 20)
        if not prose:
            cost += STATEMENT * (any(word in FINITE for word in words[at:end]) or words[at] in TOLD)
        if not prose and not list_of:
            cost += LONGER * (end - at - 1)
            cost += JOINED * sum(word in PREPOSITIONS for word in words[at + 1 : end])
        if words[at] in NAMELESS and not prose and end > at + 1:
            cost += STATEMENT
        if end == at + 1 and words[at] in SPEAKERS:
            cost += STATEMENT
        cost += DATED * (not prose and any(word in DAYS for word in words[at:end]))
        cost += MEASURED * sentence.measured(at) + NO_THING * all(word in SMALL for word in words[at:end])
        cost += INTRODUCED * any(
            word in INTRODUCTIONS for word in words[at + 1 : end] if not prose or end < size
        )
        # "The word gradient" is about "gradient".
        cost += INTRODUCED * (words[at] in ARTICLES and end > at + 2 and words[at + 1] in INTRODUCTIONS)
        if article or (words[at] in ARTICLES and end == at + 1 and not sentence.spoken[at].mark):
            cost += BEGINS_WITH_ARTICLE if end - at > 1 else 0.5
        if end < size:
            cost += BROKEN_OFF * (at > 0 and sentence.spoken[at - 1].mark == ":")
            after, mark = words[end], sentence.spoken[end - 1].mark
            cost += (
                0.0
                if after in PREPOSITIONS or after == "that" or mark or (after == "and" and not list_of)
                else ENDS_ANYWHERE
            )
            cost += ENDS_WITH_JOINT if words[end - 1] in FILLERS else 0.0
            cost += BROKEN_OFF * (words[end - 1] in LINKS or (prose and after in EQUALS))
        if said := sentence.raw(at, end):
            # Nothing is said where words stand in another order than they were.
            yield Value(said, end, cost)
