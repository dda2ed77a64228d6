"""What may be said of one tool: its name, its description, its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from navai_jupyter.engine.planner.grammar import FILLERS, HINTS
from navai_jupyter.engine.planner.model import Tool
from navai_jupyter.engine.planner.numbers import NUMBER_WORDS
from navai_jupyter.engine.planner.slots import Slot, slots
from navai_jupyter.engine.planner.speaking import spoken_name
from navai_jupyter.engine.planner.thesaurus import LIGHT, PARTICLES, is_action, is_safe, relatives, stem
from navai_jupyter.engine.planner.words import name_words, tokens, words_of

ORIGINS = frozenset(map(stem, "from source origin old start since sender".split()))
AIMS = frozenset(map(stem, "to target destination end new until receiver recipient".split()))
AGAINST = ((("to", "into", "in", "until", "as"), ORIGINS), (("from", "since"), AIMS))
"""Arguments that these prepositions do not announce where there are others."""
DRAWN = frozenset("plot draw chart graph visualize compute list describe".split())
PARTICLE, UNSAID_LIGHT = 0.3, 0.08
DESCRIBED_WORDS = 40
LONGEST_NAME = 12


@dataclass(frozen=True)
class Card:
    """What a sentence may say of one tool."""

    tool: Tool
    slots: tuple[Slot, ...]
    words: tuple[str, ...]
    about: frozenset[str]
    """Stems of the description."""
    acts: frozenset[str]
    """Stems of the verbs that it begins with: what the tool does, not what is done with its result."""
    domain: int = 0
    """How many words at the front the name shares with most others: `notebook_run_cell` is about running."""

    @cached_property
    def spoken(self) -> str:
        """The name as we say it, without what nobody needs to tell it from the others."""
        return " ".join(spoken_name(self.tool.name).split()[self.domain :])

    @cached_property
    def whole(self) -> int:
        return (1 << len(self.words)) - 1

    @cached_property
    def shared(self) -> int:
        """The bits of the words at the front that most tools have."""
        return (1 << self.domain) - 1

    @cached_property
    def own(self) -> frozenset[str]:
        """Stems of the name."""
        return frozenset(map(stem, self.words))

    @cached_property
    def verb(self) -> int:
        """The bit of the name's action; 0 when the name is only of things."""
        at = self.domain
        if not is_action(self.words[at]) or (len(self.words) == at + 1 and not self.slots):
            return 0
        return 1 << at

    @cached_property
    def creates(self) -> bool:
        """The action makes something new."""
        return bool(self.verb and stem("create") in relatives(self.words[self.domain]))

    @cached_property
    def particle(self) -> int:
        """The bit of a word that belongs to the action, as in `turn_off_light`; 0 without one."""
        at = self.domain + 1
        return 1 << at if self.verb and at < len(self.words) and self.words[at] in PARTICLES - {"all"} else 0

    @cached_property
    def safe(self) -> bool:
        """The action changes nothing, so that a wish or a question may leave it unsaid."""
        return not self.verb or is_safe(self.words[self.domain])

    @cached_property
    def changes(self) -> bool:
        """ "Set", "put" or "make" can be said of it: it acts, or something can be set."""
        if self.verb:
            return not self.safe or self.words[self.domain] in DRAWN
        return not self.slots or any(
            slot.kind in ("integer", "number", "boolean") or slot.free for slot in self.slots
        )

    @cached_property
    def missing(self) -> tuple[float, ...]:
        """What it costs to leave each word of the name unsaid, without the verb's own rules."""
        small = LIGHT | (FILLERS - PARTICLES)
        named = [bit for bit in range(self.domain, len(self.words)) if not self.verb >> bit & 1]
        things = [bit for bit in named if self.words[bit] not in small]
        if not things and not self.particle:
            # `notebook_where` says nothing but a small word, so that this one has to be said.
            things = named
        share = 0.15 + 0.5 / max(1, len(things))
        return tuple(
            share if bit in things else PARTICLE if word in PARTICLES else UNSAID_LIGHT * (word in LIGHT)
            for bit, word in enumerate(self.words)
        )

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The words of each slot's name."""
        return tuple(name_words(slot.path[-1]) for slot in self.slots)

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """Stems that name each slot, by its own name."""
        return tuple(frozenset(map(stem, words)) for words in self.names)

    @cached_property
    def values(self) -> frozenset[str]:
        """The same of all slots."""
        return frozenset().union(*self.stems)

    @cached_property
    def announced(self) -> Mapping[str, frozenset[int]]:
        """For each preposition the slots it announces here."""
        fitting = {
            word: frozenset(index for index, stems in enumerate(self.stems) if stems & hinted or word in stems)
            for word, hinted in HINTS.items()
        }
        for word, wrong in ((word, wrong) for words, wrong in AGAINST for word in words):
            contrary = {index for index, stems in enumerate(self.stems) if stems & wrong}
            if contrary != fitting[word]:
                fitting[word] -= contrary
        return {word: indices for word, indices in fitting.items() if indices}


def card_of(tool: Tool, wanted: tuple[Slot, ...] | None = None) -> Card:
    """The card of one tool, with all its slots or those still wanted."""
    words = name_words(tool.name)[:LONGEST_NAME] or (tool.name.lower(),)
    described = words_of(tool.description)[:DESCRIBED_WORDS]
    about = frozenset(stem(word) for word in described if word not in FILLERS | NUMBER_WORDS and len(word) > 2)
    known = tuple(slots(tool.parameters)) if wanted is None else wanted
    return Card(tool, known, words, about, frozenset(_acts(tool.description)))


def _acts(description: str) -> Iterator[str]:
    """The first verb of each clause."""
    told = tokens(description)[:DESCRIBED_WORDS]
    for at, token in enumerate(told):
        opens = not at or told[at - 1].mark or told[at - 1].word in ("and", "or", "then")
        if opens and is_action(token.word):
            yield stem(token.word)
