"""A sentence read as the call of one tool: the cheapest way to account for every word wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.courtesy import Mood
from navai_jupyter.engine.planner.grammar import FILLERS, LINKS, PREPOSITIONS, PRONOUNS, WITHOUT
from navai_jupyter.engine.planner.index import Hit
from navai_jupyter.engine.planner.naming import all_names, opposites
from navai_jupyter.engine.planner.passing import FILLER, Passing
from navai_jupyter.engine.planner.placing import Places
from navai_jupyter.engine.planner.pointing import pointed
from navai_jupyter.engine.planner.ranges import counts_things, ranges
from navai_jupyter.engine.planner.reading import Reading, Recent
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.several import several, takes_several
from navai_jupyter.engine.planner.signs import ABSOLUTE, signed
from navai_jupyter.engine.planner.slots import Slot, Value
from navai_jupyter.engine.planner.switches import hides, reverses, switched
from navai_jupyter.engine.planner.texts import announced
from navai_jupyter.engine.planner.thesaurus import stem
from navai_jupyter.engine.planner.unsaid import Evidence, unsaid
from navai_jupyter.engine.planner.values import values
from navai_jupyter.engine.planner.way import Way
from navai_jupyter.engine.planner.words import ARTICLES

UNREAD = 1.0
"""Cost of a word that has no place; what no word explains is no command."""
ECHO, NAMED, MISHEARD = 0.1, 0.1, 0.4
BEFORE_NAME, TOLD_TOO = 0.05, 0.06
"""What it is worth that an argument's name follows its value, and that the description has the value's word."""
UNASKED = 0.2
"""Cost of a text that nothing announces for an argument that nobody must give: "new cell | bound"."""
NAMED_BEFORE = 0.15
"""Cost of an argument's name whose value comes later: "make the limit for transport ninety"."""
OWN_NAME = 0.4
REPLACES, BEFORE_NEW = frozenset("replace swap exchange substitute".split()), frozenset("with by to".split())
NEW_TOO = 0.4
"""Verbs of two things, and the cost of both in one text: "replace | *old with new*"."""
NAME_INSIDE, MEANT_INSIDE = 0.3, 0.1
"""Costs of an argument's own name in a text, and of another word for it: "total divided by | *count*"."""
SHORT_TEXT = 8
WIDTH = 20
"""Ways that are followed at once; more make no difference to real sentences."""
UNREADABLE = object()
"""Value of a slot that was named, and followed by nothing that fits: it is asked for."""


class Reader:
    """Reads one sentence for one card, word by word, keeping the cheapest ways."""

    ignored = 0.2
    """Cost of passing over a word that is plainly one of an argument's few values."""

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
        self._sentence, self._card, self._hits, self._described = sentence, card, hits, described
        self._mood, self._recent, self._answering = mood, recent or Recent(), answering
        self._size = len(sentence)
        self._names_at = all_names(sentence.words, card)
        self._known: dict[tuple[int, int, bool], list[Value]] = {}
        self._passing = Passing(
            sentence, card, {*hits, *described}, described, mood, answering=answering, elsewhere=elsewhere
        )
        self._places = Places(sentence, card, self._names_at)
        self._choosable = [self._places.chosen_at(at) for at in range(self._size)]
        self._reversed = reverses(sentence.words, card.words[card.domain])
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
                yield at + 1, way.after(FILLER)
            else:
                yield at + 1, way.after(MISHEARD, index=way.pending, value=UNREADABLE)
            return
        yield at + 1, self._skipped(at, way)
        for hit in self._hits.get(at, ()):
            echo = hit.mask & ~way.mask == 0
            cost = hit.cost + (ECHO if echo else 0.0)
            yield hit.end, way.after(cost, mask=hit.mask, begun=True)
        if (
            word in PRONOUNS | {"its"}
            and way.begun
            and not self._choosable[at]
            and (word != "one" or self._sentence.words[at - 1] in ARTICLES)
        ):
            for after in pointed(way, self._card, self._recent):
                yield at + 1, after
        for index in range(len(self._card.slots)):
            if not way.taken >> index & 1:
                yield from self._by_name(at, way, index)
                yield from self._by_value(at, way, index, named=False)

    def _skipped(self, at: int, way: Way) -> Way:
        """The word without a place of its own."""
        if self._choosable[at]:
            way = replace(way, cost=way.cost + self.ignored)
        return self._passing.over(at, way) or self._stray(at, way)

    def _stray(self, at: int, way: Way) -> Way:
        """What a word costs that belongs nowhere."""
        return way.after(UNREAD, unread=1, begun=True)

    def _by_name(self, at: int, way: Way, index: int) -> Iterator[tuple[int, Way]]:
        slot = self._card.slots[index]
        for name, end in self._names_at[at]:
            if name != index:
                continue
            yield end, way.after(FILLER, pending=index, begun=True)
            if end < self._size and self._sentence.words[end] in PREPOSITIONS:
                yield end, way.after(NAMED_BEFORE, begun=True)
            if slot.kind == "boolean":
                yield end, way.after(FILLER, index=index, value=True)
        if slot.kind == "boolean" and self._sentence.words[at] in opposites(slot):
            yield at + 1, way.after(FILLER, index=index, value=False, begun=True)
        if slot.kind == "boolean" and self._sentence.words[at] in WITHOUT and at + 1 < self._size:
            for name, end in self._names_at[at + 1]:
                if name == index:
                    yield end, way.after(FILLER, index=index, value=False)

    def _by_value(self, at: int, way: Way, index: int, *, named: bool) -> Iterator[tuple[int, Way]]:
        slot = self._card.slots[index]
        bare = 0.0 if named else self._unannounced(at, slot, way)
        if bare is None:
            return
        if slot.kind == "mapping" and not named and not way.mask:
            return
        certain = named or self._only_slot
        order = 0.0 if named else self._places.order(at, way.taken, index)
        for value in self._values(at, index, certain=certain):
            if slot.kind == "boolean" and hides(self._sentence.words[at:], self._card.own):
                continue
            if slot.kind == "boolean" and self._sentence.words[at] in ("on", "off") and self._reversed:
                value = replace(value, value=not value.value)
            cost = (
                value.cost
                + order
                + bare
                + self._implausible(at, value.end, slot)
                + (0.0 if named else self._places.misplaced(at, value.end, index))
                - (NAMED if named and slot.free else 0.0)
                - (TOLD_TOO if slot.kind == "choice" and at in self._described else 0.0)
                + (0.0 if not slot.free else self._swallowed(at, value.end))
            )
            free = slot.free or slot.kind == "list"
            hinted = slot.free and order < 0
            valued = (1 << value.end) - (1 << at)
            filled = way.after(
                cost, index=index, value=value.value, free=free, begun=True, hinted=hinted, valued=valued
            )
            yield value.end, filled
            if not named and value.end < self._size:
                # "10 rows", "the north region"
                for name, end in self._names_at[value.end]:
                    if name == index:
                        yield (
                            end,
                            way.after(
                                cost - order - BEFORE_NAME,
                                index=index,
                                value=value.value,
                                begun=True,
                                valued=valued,
                            ),
                        )

    def _values(self, at: int, index: int, *, certain: bool) -> list[Value]:
        """Read once, whichever ways lead here."""
        key = at, index, certain
        if key not in self._known:
            slot = self._card.slots[index]
            found = list(values(self._sentence, at, slot, certain=certain))
            counted = not self._answering and counts_things(self._sentence, at, self._card, index)
            if counted or (not self._answering and takes_several(self._card.slots, index)):
                found += several(self._sentence, at, slot)
            if counted:
                found += ranges(self._sentence, at)
            self._known[key] = found
        return self._known[key]

    def _unannounced(self, at: int, slot: Slot, way: Way) -> float | None:
        """What it costs that no name is before the value; None when that cannot be."""
        if not slot.free or self._answering:
            return 0.0
        if not way.mask & ~self._card.shared:
            return None
        return UNASKED * (not slot.required and not announced(self._sentence, at))

    def _implausible(self, at: int, end: int, slot: Slot) -> float:
        """What it costs that the value looks like one of another kind."""
        return 0.0

    def _swallowed(self, start: int, end: int) -> float:
        """Cost of names inside a free text: of parameters, and of what the tool is called."""
        words = self._sentence.words
        said = {stem(word) for word in words[start:end] if word not in FILLERS}
        cost = OWN_NAME if said and said <= self._card.own and not self._answering else 0.0
        if self._card.words[self._card.domain] in REPLACES and not (start and words[start - 1] in BEFORE_NEW):
            cost += NEW_TOO * bool(BEFORE_NEW & set(words[start:end]))
        for at in range(start, end):
            if len(words[at]) > 2 and self._names_at[at]:
                cost += NAME_INSIDE if self._is_name(at) else MEANT_INSIDE
            if end - start <= SHORT_TEXT and (
                at in self._described or any(hit.cost < 0.1 for hit in self._hits.get(at, ()))
            ):
                cost += 0.08
            if self._dated and self._sentence.moments("date", at):
                cost += 0.3
        return cost

    def _is_name(self, at: int) -> bool:
        """The word is in an argument's name, and does not merely mean the same."""
        said = stem(self._sentence.words[at])
        return any(said in self._card.stems[index] for index, _ in self._names_at[at])

    def _finished(self, way: Way) -> Reading:
        card = self._card
        named = dict(way.filled)
        values = {
            card.slots[index].name: value if card.slots[index].takes(value) else UNREADABLE
            for index, value in named.items()
        }
        if way.pending >= 0:
            values[card.slots[way.pending].name] = UNREADABLE
        filled = {name: value for name, value in values.items() if value is not UNREADABLE}
        asked = [slot.name for slot in card.slots if slot.required or slot.name in values]
        if way.mask:
            left = [slot for slot in card.slots if slot.name in asked and slot.name not in filled]
            filled |= switched(left, self._sentence.words)
        missing = tuple(name for name in asked if name not in filled)
        left_out = 0.0 if self._answering else self._unsaid(way)
        words = self._sentence.words
        rest = tuple(word for at, word in enumerate(words) if not way.valued >> at & 1)
        if not any(way.valued >> at & 1 and words[at - 1] in ABSOLUTE for at in range(1, self._size)):
            filled = signed(card, filled, rest)
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
            way.acted,
            way.idle or way.pending >= 0,
            rest,
        )

    def _unsaid(self, way: Way) -> float:
        filled = [self._card.slots[index] for index, value in way.filled if value is not UNREADABLE]
        evidence = Evidence(way.mask, way.told, way.acted, way.light, way.shown, way.hinted, filled)
        return unsaid(self._card, evidence, self._mood, self._sentence.words)
