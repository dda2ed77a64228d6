"""A session's tools, prepared once so that a sentence finds its few candidates fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from navai_jupyter.engine.planner.grammar import FILLERS, HINTS, SOFT
from navai_jupyter.engine.planner.lexicon import UNLIKE, Lexicon
from navai_jupyter.engine.planner.model import RESERVED, Tool
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot, slots
from navai_jupyter.engine.planner.thesaurus import LIGHT, PARTICLES, is_action, is_safe, stem
from navai_jupyter.engine.planner.words import COMMON, alike, name_words, sound, words_of

PARTICLE, UNSAID_LIGHT = 0.3, 0.08
MOST_CANDIDATES = 6
DESCRIBED_WORDS = 40
JOINED = 0.25
PHRASE_FLOOR, BEGINS_FLOOR = 0.84, 0.5
LONGEST_NAME = 12
SHARED = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """Words up to `end` that may be the words `mask` (bits) of a tool's name."""

    end: int
    mask: int
    cost: float


@dataclass(frozen=True)
class Card:
    """What a sentence may say of one tool."""

    tool: Tool
    slots: tuple[Slot, ...]
    words: tuple[str, ...]
    about: frozenset[str]
    """Stems of the description."""
    domain: int = 0
    """How many words at the front the name shares with most others: `notebook_run_cell` is about running."""

    @cached_property
    def whole(self) -> int:
        return (1 << len(self.words)) - 1

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
    def particle(self) -> int:
        """The bit of a word that belongs to the action, as in `turn_off_light`; 0 without one."""
        at = self.domain + 1
        return 1 << at if self.verb and at < len(self.words) and self.words[at] in PARTICLES - {"all"} else 0

    @cached_property
    def safe(self) -> bool:
        """The action changes nothing, so that a wish or a question may leave it unsaid."""
        return not self.verb or is_safe(self.words[self.domain])

    @cached_property
    def missing(self) -> tuple[float, ...]:
        """What it costs to leave each word of the name unsaid, without the verb's own rules."""
        small = LIGHT | (FILLERS - PARTICLES)
        named = [bit for bit in range(self.domain, len(self.words)) if not self.verb >> bit & 1]
        things = [bit for bit in named if self.words[bit] not in small]
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
    def announced(self) -> Mapping[str, frozenset[int]]:
        """For each preposition the slots it announces here."""
        fitting = {
            word: frozenset(index for index, stems in enumerate(self.stems) if stems & hinted or word in stems)
            for word, hinted in HINTS.items()
        }
        return {word: indices for word, indices in fitting.items() if indices}


class Index:
    """All cards, and which words lead to them."""

    def __init__(self, tools: Sequence[Tool]) -> None:
        own = [tool for tool in tools if tool.name not in RESERVED]
        domains = _domains(own)
        self.cards = [replace(card, domain=_domain(card, domains)) for card in map(card_of, own)]
        self.by_name = {card.tool.name: card for card in self.cards}
        self._named: dict[str, list[tuple[int, int]]] = {}
        self._described: dict[str, list[int]] = {}
        for number, card in enumerate(self.cards):
            for word, mask in _parts(card.words):
                self._named.setdefault(word, []).append((number, mask))
            for word in card.about:
                self._described.setdefault(word, []).append(number)
        self._lexicon = Lexicon(self._named)
        self._names = [" ".join(card.words) for card in self.cards]
        self._sounds = [sound(name) for name in self._names]

    def candidates(self, sentence: Sentence) -> list[tuple[Card, dict[int, list[Hit]], frozenset[int]]]:
        """The tools worth a closer look, where their names are said, and where they are described."""
        hits: dict[int, dict[int, list[Hit]]] = {}
        described: dict[int, set[int]] = {}
        words = sentence.words
        for at, word in enumerate(words):
            for end, said in ((at + 1, word), (at + 2, "".join(words[at : at + 2]))):
                if end > len(words) or (
                    end == at + 2 and (not said.isalpha() or COMMON & {word, words[at + 1]})
                ):
                    continue
                for known, cost in self._lexicon.near(said).items():
                    # Two words are one only when they sound just like it.
                    if end == at + 2 and cost > JOINED:
                        continue
                    for number, mask in self._named[known]:
                        places = hits.setdefault(number, {})
                        places.setdefault(at, []).append(Hit(end, mask, cost))
            if word not in FILLERS and word not in SOFT:
                for number in self._described.get(stem(word), ()):
                    described.setdefault(number, set()).add(at)
        for at, end, number, cost in self._phrases(sentence):
            hits.setdefault(number, {}).setdefault(at, []).append(Hit(end, self.cards[number].whole, cost))
        worth = {
            number: self._worth(number, hits.get(number, {}), described.get(number, set()))
            for number in {*hits, *described}
        }
        best = sorted((number for number in worth if worth[number] > 0.3), key=lambda number: -worth[number])
        return [
            (self.cards[number], hits.get(number, {}), frozenset(described.get(number, ())))
            for number in best[:MOST_CANDIDATES]
        ]

    def _worth(self, number: int, places: dict[int, list[Hit]], described: set[int]) -> float:
        card = self.cards[number]
        covered: dict[int, float] = {}
        for found in places.values():
            for hit in found:
                for bit in range(len(card.words)):
                    if hit.mask >> bit & 1:
                        covered[bit] = max(covered.get(bit, 0.0), 1.0 - hit.cost)
        total = sum(0.2 if word in LIGHT or word in FILLERS else 1.0 for word in card.words)
        said = sum(
            value * (0.2 if card.words[bit] in LIGHT or card.words[bit] in FILLERS else 1.0)
            for bit, value in covered.items()
        )
        return said * (0.5 + 0.5 * said / total) + 0.25 * len(described - set(places))

    def _phrases(self, sentence: Sentence) -> list[tuple[int, int, int, float]]:
        """Beginnings of the sentence that sound like a whole name: "low sales" is `load_sales`."""
        found = []
        words = sentence.words
        for start in (0, 1) if words and words[0] in ("call", "run", "execute", "the") else (0,):
            for end in range(start + 1, min(len(words), start + 5) + 1):
                if words[start] in COMMON:
                    break
                said = " ".join(words[start:end])
                for _, _, number in process.extract(
                    said, self._names, scorer=fuzz.ratio, score_cutoff=60, limit=8
                ):
                    name = self._names[number]
                    begins = alike(words[start], name.partition(" ")[0]) >= BEGINS_FLOOR
                    if begins and (likeness := alike(said, name)) >= PHRASE_FLOOR and len(name) > 3:
                        found.append(
                            (start, end, number, 0.05 + UNLIKE * (1.0 - likeness) if said != name else 0.0)
                        )
        return found


def card_of(tool: Tool, wanted: tuple[Slot, ...] | None = None) -> Card:
    """The card of one tool, with all its slots or those still wanted."""
    words = name_words(tool.name)[:LONGEST_NAME] or (tool.name.lower(),)
    described = words_of(tool.description)[:DESCRIBED_WORDS]
    about = frozenset(stem(word) for word in described if word not in FILLERS and len(word) > 2)
    return Card(tool, tuple(slots(tool.parameters)) if wanted is None else wanted, words, about)


def _domains(tools: Sequence[Tool]) -> frozenset[str]:
    """First words that many names share and that are no actions."""
    first = Counter(name_words(tool.name)[0] for tool in tools if len(name_words(tool.name)) > 2)
    return frozenset(word for word, times in first.items() if times >= SHARED and not is_action(word))


def _domain(card: Card, domains: frozenset[str]) -> int:
    return 1 if len(card.words) > 1 and card.words[0] in domains else 0


def _parts(words: tuple[str, ...]) -> list[tuple[str, int]]:
    """Each word of a name, and each pair written as one, with its bits."""
    single = [(word, 1 << bit) for bit, word in enumerate(words)]
    pairs = [
        (one + other, 3 << bit)
        for bit, (one, other) in enumerate(zip(words, words[1:], strict=False))
        if one.isalpha() and other.isalpha()
    ]
    return single + pairs


@lru_cache(maxsize=16)
def index_of(tools: tuple[Tool, ...]) -> Index:
    """The index of these tools, kept from sentence to sentence."""
    return Index(tools)
