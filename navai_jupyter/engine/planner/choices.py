"""Which of a few values a word names: by letters, by sound, or by meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from navai_jupyter.engine.planner.grammar import FILLERS, LINKS, QUANTIFIERS, SOFT
from navai_jupyter.engine.planner.meaning import meaning
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot, Value
from navai_jupyter.engine.planner.switches import FALSE, TRUE
from navai_jupyter.engine.planner.thesaurus import is_action, related, stem
from navai_jupyter.engine.planner.words import COMMON, alike, name_words

MEANT, NEAR, NEARER = 0.35, 0.35, 0.15
"""Cost of a choice by its meaning for all that the cosine is below one, and the cosine that it needs, alone and
beyond the next one."""
CHOICE_FLOOR = 0.74
UNLIKE = 1.6


def choices(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    words = sentence.words
    found = list(_named_choices(sentence, at, slot))
    yield from found
    if not found and (liking := _like(words[at], slot.choices)):
        meant, likeness = liking
        yield Value(meant, at + 1, MEANT * (1.0 - likeness))


def _named_choices(sentence: Sentence, at: int, slot: Slot) -> Iterator[Value]:
    words = sentence.words
    if words[at] in QUANTIFIERS and _names_one(words[at + 1 : at + 2], slot):
        # "The whole section" is a section, and not everything.
        return
    for choice in slot.choices:
        if isinstance(choice, bool):
            if words[at] in (TRUE if choice else FALSE):
                yield Value(choice, at + 1, 0.0)
        elif isinstance(choice, int | float):
            for reading in sentence.numbers(at):
                if reading.value == choice:
                    yield Value(choice, reading.end, reading.cost)
        else:
            yield from _choice(words, at, choice, slot)


@lru_cache(maxsize=8192)
def _like(word: str, choices: tuple[Any, ...]) -> tuple[Any, float] | None:
    """The one choice that a word comes near in meaning, as "moon" does to "lunar", and how near."""
    known = meaning()
    small = word in COMMON | FILLERS | SOFT | LINKS or len(word) < 3 or not word.isalpha()
    if known is None or small or is_action(word) or not all(isinstance(one, str) for one in choices):
        return None
    said = known.word(word).direction
    near = sorted(
        (
            (max((float(known.word(part).direction @ said) for part in name_words(one)), default=0.0), one)
            for one in choices
        ),
        reverse=True,
    )
    best, second = near[0], near[1] if len(near) > 1 else (0.0, None)
    return (best[1], best[0]) if best[0] >= NEAR and best[0] - second[0] >= NEARER else None


def _choice(words: tuple[str, ...], at: int, choice: Any, slot: Slot) -> Iterator[Value]:
    known = name_words(str(choice))
    name = " ".join(known)
    for length in {len(known), len(known) + 1, max(1, len(known) - 1)}:
        said = words[at : at + length]
        if len(said) < length or (length != len(known) and said[0] in FILLERS):
            continue
        if len(said) == len(known) and all(
            stem(one) == stem(other) for one, other in zip(said, known, strict=True)
        ):
            yield Value(choice, at + length, 0.0 if said == known else 0.03)
        elif said[0] not in COMMON and (likeness := alike(" ".join(said), name)) >= CHOICE_FLOOR:
            # One letter and a short word are heard as many others.
            short = len(name) < 4 and likeness < 0.99
            if not short:
                yield Value(choice, at + length, 0.05 + UNLIKE * (1.0 - likeness))
    if (
        len(known) == 1
        and len(name) > 3
        and words[at].startswith(name)
        and len(words[at]) - len(name) in (1, 2, 3)
    ):
        yield Value(choice, at + 1, 0.06)
    if len(known) == 1 and words[at] != name and len(name) > 5 and words[at][:5] == name[:5]:
        yield Value(choice, at + 1, 0.1)
    if len(known) > 1 and words[at] == known[0] and words[at : at + len(known)] != known:
        rivals = sum(name_words(str(one))[:1] == known[:1] for one in slot.choices)
        yield Value(choice, at + 1, 0.15 + 0.4 * (rivals > 1))
    if len(known) == 1 and words[at] != name and related(words[at], name):
        yield Value(choice, at + 1, 0.08 if len(name) == 3 else 0.2)


def _names_one(said: tuple[str, ...], slot: Slot) -> bool:
    return any(name_words(str(choice)) == said for choice in slot.choices)


def chosen(sentence: Sentence, slots: Sequence[Slot]) -> dict[str, Any]:
    """Which of an enumeration's values a sentence names, for each slot that has some."""
    said = {
        slot.name: [one for at in range(len(sentence)) for one in choices(sentence, at, slot) if not one.cost]
        for slot in slots
        if slot.kind == "choice"
    }
    return {name: found[0].value for name, found in said.items() if found}
