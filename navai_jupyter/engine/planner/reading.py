"""A sentence read as the call of one tool: the cheapest way to account for every word wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from navai_jupyter.engine.planner.courtesy import Mood
from navai_jupyter.engine.planner.grammar import (
    CALLS,
    FILLERS,
    INTRODUCTIONS,
    LINKS,
    MAKES,
    MEASURES,
    PRONOUNS,
    QUANTIFIERS,
    SHOWS,
    SOFT,
    WITHOUT,
)
from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.index import Hit
from navai_jupyter.engine.planner.numbers import NUMBER_WORDS
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import assembled
from navai_jupyter.engine.planner.thesaurus import is_action, related, stem
from navai_jupyter.engine.planner.unsaid import Evidence, unsaid
from navai_jupyter.engine.planner.values import UNITS, values
from navai_jupyter.engine.planner.words import ARTICLES, alike

UNREAD = 1.0
"""Cost of a word that has no place; what no word explains is no command."""
FILLER, SOFTLY, LINKED, ECHO, QUANTIFIED = 0.02, 0.05, 0.25, 0.1, 0.2
GENERIC, SHOWN, CHANGED, ELSEWHERE = 0.02, 0.06, 0.3, 0.18
POINTED, POINTED_BLINDLY = 0.1, 0.25
NAMED, MISHEARD = 0.1, 0.4
OUT_OF_ORDER, AGAINST_HINT, BY_HINT = 0.2, 0.22, -0.06
MISSING_SLOT = 0.4
OWN_NAME = 0.4
NAME_FLOOR = 0.84
SHORT_TEXT = 8
WIDTH = 20
"""Ways that are followed at once; more make no difference to real sentences."""
UNREADABLE = object()
"""Value of a slot that was named, and followed by nothing that fits: it is asked for."""


@dataclass(frozen=True)
class Recent:
    """What "it" may stand for: the words of the last call, and its arguments."""

    stems: frozenset[str] = frozenset()
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A sentence as a call of `card`'s tool; `doubt` is the cost of that, missing arguments aside."""

    card: Card
    filled: Mapping[str, Any]
    missing: tuple[str, ...]
    unread: int
    doubt: float
    covered: int
    """Bits of the name's words that were said."""
    ends_free: bool
    """The last words went into a free text or a list, which more words would continue."""
    pointed: bool = False
    told: int = 0
    """How many words of the description were said."""
    unsaid: float = 0.0
    """The part of `doubt` that is about what was left out."""
    idle: bool = False
    """The last word means nothing by itself."""

    @property
    def optional(self) -> bool:
        """There are arguments that may still be added."""
        return any(slot.name not in self.filled for slot in self.card.slots)

    @property
    def is_text(self) -> bool:
        """The verb and a free text are all that there is of it."""
        things = self.covered & ~self.card.verb
        free = [slot for slot in self.card.slots if slot.name in self.filled]
        return not things and not self.told and bool(free) and all(slot.free for slot in free)

    @property
    def names_a_thing(self) -> bool:
        """More than the verb was said, and more than a text."""
        things = self.covered & ~self.card.verb and not self.pointed
        typed = any(slot.name in self.filled and not slot.free for slot in self.card.slots)
        return bool(things) or typed or self.told > 1

    @property
    def arguments(self) -> dict[str, Any]:
        return assembled(self.filled, list(self.card.slots))

    @property
    def cost(self) -> float:
        return self.doubt + MISSING_SLOT * len(self.missing)


@dataclass(frozen=True, slots=True)
class Way:
    """A reading of the words so far."""

    cost: float = 0.0
    unread: int = 0
    mask: int = 0
    taken: int = 0
    pending: int = -1
    filled: tuple[tuple[int, Any], ...] = ()
    light: bool = False
    pointed: bool = False
    free: bool = False
    begun: bool = False
    """A word with a meaning of its own was read."""
    shown: bool = False
    hinted: int = 0
    idle: bool = False
    told: int = 0
    """How many words of the description were read."""
    acted: bool = False
    """One of them is its action."""


class Reader:
    """Reads one sentence for one card, word by word, keeping the cheapest ways."""

    def __init__(
        self,
        sentence: Sentence,
        card: Card,
        hits: Mapping[int, list[Hit]],
        described: Mapping[int, float],
        *,
        mood: Mood = "command",
        recent: Recent | None = None,
        answering: bool = False,
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self._elsewhere = elsewhere
        self._sentence, self._card, self._hits, self._described = sentence, card, hits, described
        self._mood, self._recent, self._answering = mood, recent or Recent(), answering
        self._size = len(sentence)
        self._names_at = [self._slot_names(at) for at in range(self._size)]
        self._only_slot = len(card.slots) == 1
        self._dated = any(slot.kind in ("date", "date-time") for slot in card.slots)

    def read(self) -> Reading:
        columns: list[dict[tuple[int, int, int], Way]] = [{} for _ in range(self._size + 1)]
        columns[0][0, 0, -1] = Way()
        for at in range(self._size):
            for way in sorted(columns[at].values(), key=lambda way: way.cost)[:WIDTH]:
                for end, after in self._steps(at, way):
                    key = after.mask, after.taken, after.pending
                    known = columns[end].get(key)
                    if known is None or after.cost < known.cost:
                        columns[end][key] = after
        return min((self._finished(way) for way in columns[self._size].values()), key=lambda one: one.cost)

    def _steps(self, at: int, way: Way) -> Iterator[tuple[int, Way]]:
        word = self._sentence.words[at]
        if way.pending >= 0:
            yield from self._by_value(at, way, way.pending, named=True)
            if word in LINKS | FILLERS or word in ("number", "value", "called", "named"):
                yield at + 1, _after(way, FILLER)
            else:
                yield at + 1, _after(way, MISHEARD, index=way.pending, value=UNREADABLE)
            return
        yield at + 1, self._skipped(at, word, way)
        for hit in self._hits.get(at, ()):
            echo = hit.mask & ~way.mask == 0
            cost = hit.cost + (ECHO if echo else 0.0)
            yield hit.end, _after(way, cost, mask=hit.mask, begun=True)
        if word in PRONOUNS and way.begun and (word != "one" or self._sentence.words[at - 1] in ARTICLES):
            yield from self._pointed(at, way)
        for index in range(len(self._card.slots)):
            if not way.taken >> index & 1:
                yield from self._by_name(at, way, index)
                yield from self._by_value(at, way, index, named=False)

    def _skipped(self, at: int, word: str, way: Way) -> Way:
        """The word without a place of its own."""
        verb_free = not way.begun and not way.light
        if verb_free and word in CALLS:
            return _after(way, GENERIC, light=True)
        if verb_free and word in SHOWS | MAKES and at not in self._described:
            cost = SHOWN if word in SHOWS or self._card.changes else CHANGED
            return _after(way, cost, light=True, shown=word in SHOWS)
        if word in FILLERS:
            return _after(way, FILLER, idle=True)
        if at in self._described:
            acted = not way.begun and is_action(word)
            return _after(way, self._described[at], told=not acted, acted=acted, begun=True)
        if (
            word in SOFT
            and (word != "one" or (at and self._sentence.words[at - 1] in ARTICLES | {"right", "left"}))
            and (way.begun or way.light)
        ):
            return _after(way, SOFTLY)
        if word in INTRODUCTIONS and way.begun:
            return _after(way, FILLER)
        if word in LINKS and (way.taken or self._mood == "question"):
            return _after(way, LINKED if self._mood == "command" else SOFTLY)
        if word in MEASURES and self._counted(at):
            return _after(way, FILLER)
        if self._answering and stem(word) in self._card.own:
            return _after(way, SOFTLY)
        if word in QUANTIFIERS:
            return _after(way, QUANTIFIED)
        if stem(word) in self._elsewhere and self._mood == "question":
            return _after(way, ELSEWHERE)
        # A recogniser writes "for" and "to" as digits before another number.
        if word in ("4", "2") and at + 1 < self._size and self._sentence.numbers(at + 1):
            return _after(way, 0.15)
        return _after(way, UNREAD, unread=1, begun=True)

    def _counted(self, at: int) -> bool:
        """A number stands before this measure, as in "4 litres per minute"."""
        words = self._sentence.words
        while at and words[at - 1] in MEASURES:
            at -= 1
        return at > 0 and (words[at - 1][-1].isdigit() or words[at - 1] in NUMBER_WORDS)

    def _pointed(self, at: int, way: Way) -> Iterator[tuple[int, Way]]:
        """ "it" for the thing that the last call was about, or for the thing that the name leaves open."""
        card = self._card
        mask = 0
        for bit, word in enumerate(card.words):
            if not way.mask >> bit & 1 and not card.verb >> bit & 1 and stem(word) in self._recent.stems:
                mask |= 1 << bit
        same = {
            index: self._recent.arguments[slot.name]
            for index, slot in enumerate(card.slots)
            if not way.taken >> index & 1 and slot.name in self._recent.arguments
        }
        needed = [index for index, slot in enumerate(card.slots) if slot.required]
        texts = [value for value in self._recent.arguments.values() if isinstance(value, str)]
        if len(needed) == len(texts) == 1 and card.slots[needed[0]].free and not way.taken >> needed[0] & 1:
            same = {needed[0]: texts[0]}
        if mask or same:
            pointed = _after(way, POINTED, mask=mask, pointed=True)
            for index, value in same.items():
                pointed = _after(pointed, 0.0, index=index, value=value, pointed=True)
            yield at + 1, pointed
        rest = card.whole & ~way.mask & ~card.verb
        yield at + 1, _after(way, POINTED_BLINDLY, mask=rest if way.mask & card.verb else 0, pointed=True)

    def _by_name(self, at: int, way: Way, index: int) -> Iterator[tuple[int, Way]]:
        slot = self._card.slots[index]
        for name, end in self._names_at[at]:
            if name != index:
                continue
            yield end, _after(way, FILLER, pending=index, begun=True)
            if slot.kind == "boolean":
                yield end, _after(way, FILLER, index=index, value=True)
        if slot.kind == "boolean" and self._sentence.words[at] in WITHOUT and at + 1 < self._size:
            for name, end in self._names_at[at + 1]:
                if name == index:
                    yield end, _after(way, FILLER, index=index, value=False)

    def _by_value(self, at: int, way: Way, index: int, *, named: bool) -> Iterator[tuple[int, Way]]:
        slot = self._card.slots[index]
        if slot.free and not named and not way.mask and not self._answering:
            return
        if slot.kind == "mapping" and not named and not way.mask:
            return
        certain = named or self._only_slot
        order = 0.0 if named else self._order(at, way, index)
        for value in values(self._sentence, at, slot, certain=certain):
            cost = (
                value.cost
                + order
                - (NAMED if named and slot.free else 0.0)
                + (0.0 if not slot.free else self._swallowed(at, value.end))
            )
            free = slot.free or slot.kind == "list"
            hinted = slot.free and order < 0
            yield (
                value.end,
                _after(way, cost, index=index, value=value.value, free=free, begun=True, hinted=hinted),
            )
            if not named and value.end < self._size:
                # "10 rows", "the north region"
                for name, end in self._names_at[value.end]:
                    if name == index:
                        yield end, _after(way, cost - 0.05, index=index, value=value.value, begun=True)

    def _order(self, at: int, way: Way, index: int) -> float:
        slots = self._card.slots
        slot = slots[index]
        before = [
            other
            for other in range(index)
            if not way.taken >> other & 1
            and slot.kind != "choice"
            and (
                slots[other].kind == slot.kind
                or (slot.free and slots[other].free)
                or (slots[other].numeric and slot.numeric)
            )
        ]
        cost = OUT_OF_ORDER * bool(before)
        if not slot.required and any(
            one.required and one.kind == slot.kind and not way.taken >> other & 1
            for other, one in enumerate(slots)
        ):
            cost += 0.1
        preposition = self._sentence.words[at - 1] if at else ""
        if preposition in ("the", "a", "an") and at > 1:
            preposition = self._sentence.words[at - 2]
        announced = self._card.announced.get(preposition)
        if announced is None:
            return cost
        if index in announced:
            return BY_HINT
        return cost + (AGAINST_HINT if any(not way.taken >> other & 1 for other in announced) else 0.0)

    def _swallowed(self, start: int, end: int) -> float:
        """Cost of names inside a free text: of parameters, and of what the tool is called."""
        said = {stem(word) for word in self._sentence.words[start:end] if word not in FILLERS}
        cost = OWN_NAME if said and said <= self._card.own and not self._answering else 0.0
        for at in range(start, end):
            if any(len(self._sentence.words[at]) > 2 for _ in self._names_at[at]):
                cost += 0.3
            if end - start <= SHORT_TEXT and (
                at in self._described or any(hit.cost < 0.1 for hit in self._hits.get(at, ()))
            ):
                cost += 0.08
            if self._dated and at > start and self._sentence.moments("date", at):
                cost += 0.3
        return cost

    def _slot_names(self, at: int) -> list[tuple[int, int]]:
        """Slots whose name is said at `at`, and where it ends."""
        found = []
        words = self._sentence.words
        for index, names in enumerate(self._card.names):
            end = at + len(names)
            said = words[at:end]
            if said == names or (len(said) == len(names) and self._is_name(said, names)):
                found.append((index, end))
            elif len(names) > 1 and words[at] not in FILLERS and len(words[at]) > 3:
                # "rows" is `n_rows` or `number_of_rows`; "column" is `column_name`.
                parts = [word for word in names if len(word) > 2 and word not in ("number", "name", *UNITS)]
                if len(parts) == 1 and stem(parts[0]) == stem(words[at]):
                    found.append((index, at + 1))
            elif len(words[at]) > 3 and any(name != words[at] and name.endswith(words[at]) for name in names):
                # "name" is `filename`.
                found.append((index, at + 1))
            elif words[at] not in FILLERS and self._explained(words[at], index):
                found.append((index, at + 1))
        return found

    def _is_name(self, said: tuple[str, ...], names: tuple[str, ...]) -> bool:
        if sum(map(len, names)) < 3:
            return False
        if all(stem(one) == stem(other) for one, other in zip(said, names, strict=True)):
            return True
        if len(said) == 1 and said[0] not in FILLERS and related(said[0], names[0]) and len(said[0]) > 3:
            return True
        return alike(" ".join(said), " ".join(names)) >= NAME_FLOOR

    def _explained(self, word: str, index: int) -> bool:
        """The slot's description has the word, as for `n`, "number of rows"."""
        slot = self._card.slots[index]
        if slot.free or len(word) < 4 or word in SOFT:
            return False
        return any(stem(word) == stem(other) for other in slot.about if len(other) > 3)

    def _finished(self, way: Way) -> Reading:
        card = self._card
        named = dict(way.filled)
        values = {card.slots[index].name: value for index, value in named.items()}
        if way.pending >= 0:
            values[card.slots[way.pending].name] = UNREADABLE
        filled = {name: value for name, value in values.items() if value is not UNREADABLE}
        asked = [slot.name for slot in card.slots if slot.required or slot.name in values]
        missing = tuple(name for name in asked if name not in filled)
        left_out = 0.0 if self._answering else self._unsaid(way)
        return Reading(
            card,
            filled,
            missing,
            way.unread,
            way.cost + left_out,
            way.mask,
            way.free,
            way.pointed,
            way.told,
            left_out,
            way.idle or way.pending >= 0,
        )

    def _unsaid(self, way: Way) -> float:
        filled = [self._card.slots[index] for index, value in way.filled if value is not UNREADABLE]
        evidence = Evidence(way.mask, way.told, way.acted, way.light, way.shown, way.hinted, filled)
        return unsaid(self._card, evidence, self._mood, self._sentence.words)


def _after(
    way: Way,
    cost: float,
    *,
    unread: int = 0,
    mask: int = 0,
    index: int = -1,
    value: Any = None,
    pending: int = -1,
    light: bool = False,
    pointed: bool = False,
    free: bool = False,
    begun: bool = False,
    shown: bool = False,
    hinted: bool = False,
    idle: bool = False,
    told: bool = False,
    acted: bool = False,
) -> Way:
    taken = way.taken
    filled = way.filled
    if index >= 0:
        taken, filled = taken | 1 << index, (*filled, (index, value))
    if pending >= 0:
        taken |= 1 << pending
    elif index < 0 and way.pending >= 0:
        pending = way.pending
    return Way(
        way.cost + cost,
        way.unread + unread,
        way.mask | mask,
        taken,
        pending,
        filled,
        way.light or light,
        way.pointed or pointed,
        free,
        way.begun or begun or light,
        way.shown or shown,
        way.hinted + hinted,
        idle,
        way.told + told,
        way.acted or acted,
    )
