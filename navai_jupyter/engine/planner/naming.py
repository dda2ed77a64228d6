"""Where a sentence names the arguments of a tool."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.dates import SECONDS
from navai_jupyter.engine.planner.grammar import FILLERS, SOFT
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.thesaurus import related, stem
from navai_jupyter.engine.planner.words import COMMON, alike

NAME_FLOOR = 0.84
DENYING = ("anti", "counter", "dis", "im", "in", "non", "un")


def all_names(words: Sequence[str], card: Card) -> list[list[tuple[int, int]]]:
    """For each word the slots that it names; where one is called by its own name, no other word names it."""
    found = [slot_names(words, card, at) for at in range(len(words))]
    own = {
        (index, at): tuple(words[at:end]) == card.names[index]
        for at, names in enumerate(found)
        for index, end in names
    }
    called = {index for (index, _), is_own in own.items() if is_own}
    return [
        [(index, end) for index, end in names if index not in called or own[index, at]]
        for at, names in enumerate(found)
    ]


def slot_names(words: Sequence[str], card: Card, at: int) -> list[tuple[int, int]]:
    """Slots of `card`, by index, whose name is said at `at`, and where it ends."""
    found = []
    for index, names in enumerate(card.names):
        end = at + len(names)
        said = tuple(words[at:end])
        if said == names or (len(said) == len(names) and _is_name(said, names)):
            found.append((index, end))
        elif len(names) > 1 and words[at] not in FILLERS and _alone(words[at], names[-1], card):
            found.append((index, at + 1))
        elif len(names) > 1 and words[at] not in FILLERS and len(words[at]) > 2:
            # "rows" is `n_rows` or `number_of_rows`; "column" is `column_name`.
            parts = [word for word in names if len(word) > 2 and word not in ("number", "name", *SECONDS)]
            if len(parts) == 1 and stem(parts[0]) == stem(words[at]):
                found.append((index, at + 1))
        elif len(words[at]) > 3 and any(name != words[at] and name.endswith(words[at]) for name in names):
            # "name" is `filename`.
            found.append((index, at + 1))
        elif words[at] not in FILLERS and _explained(words[at], card.slots[index]):
            found.append((index, at + 1))
    return found


def _alone(word: str, last: str, card: Card) -> bool:
    """The last word of this name, which ends no other one: "limit" is `monthly_limit`."""
    return (
        len(last) > 3
        and word not in SOFT
        and stem(word) == stem(last)
        and sum(names[-1] == last for names in card.names) == 1
    )


def opposites(slot: Slot) -> frozenset[str]:
    """Words that deny the slot's name, as "counterclockwise" denies ``clockwise``."""
    return frozenset(f"{prefix}{word}" for word in slot.spoken.split() for prefix in DENYING)


def _is_name(said: tuple[str, ...], names: tuple[str, ...]) -> bool:
    if sum(map(len, names)) < 3:
        return False
    pairs = list(zip(said, names, strict=True))
    if all(stem(one) == stem(other) or (len(pairs) > 1 and related(one, other)) for one, other in pairs):
        return True
    if len(said) == 1 and said[0] not in FILLERS and related(said[0], names[0]) and len(said[0]) > 3:
        return True
    heard = said[0] not in FILLERS and (len(said) > 1 or said[0] not in COMMON)
    return heard and alike(" ".join(said), " ".join(names)) >= NAME_FLOOR


def _explained(word: str, slot: Slot) -> bool:
    """The slot's description has the word, as for `n`, "number of rows"."""
    if slot.free or len(word) < 3 or word in SOFT | FILLERS | COMMON:
        return False
    return any(stem(word) == stem(other) for other in slot.gloss if len(other) > 2)
