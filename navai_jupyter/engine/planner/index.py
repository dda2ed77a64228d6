"""A session's tools, prepared once so that a sentence finds its few candidates fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from navai_jupyter.engine.planner.card import Card, card_of
from navai_jupyter.engine.planner.grammar import CALLS, FILLERS, MAKES, SHOWS
from navai_jupyter.engine.planner.lexicon import SAME_STEM, UNLIKE, Lexicon
from navai_jupyter.engine.planner.meaning import meaning
from navai_jupyter.engine.planner.model import RESERVED, Tool
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.thesaurus import LIGHT, is_action, related, relatives, stem
from navai_jupyter.engine.planner.topics import Topics
from navai_jupyter.engine.planner.words import COMMON, alike, name_words

MOST_CANDIDATES = 8
JOINED, UNITED = 0.25, 0.05
TOLD, TOLD_OTHERWISE = 0.06, 0.14
PHRASE_FLOOR, BEGINS_FLOOR = 0.84, 0.5
SHARED = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """Words up to `end` that may be the words `mask` (bits) of a tool's name."""

    end: int
    mask: int
    cost: float


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
        self._names = [" ".join(card.words) for card in self.by_name.values()]
        uses = Counter(word for card in self.by_name.values() for word in {*card.words})
        self.verbs = frozenset(stem(card.words[card.domain]) for card in self.cards if card.verb)
        self.common = frozenset(stem(word) for word, times in uses.items() if times > 1)

    def candidates(self, sentence: Sentence) -> list[tuple[Card, dict[int, list[Hit]], dict[int, float]]]:
        """The tools worth a closer look, where their names are said, and where they are described."""
        hits: dict[int, dict[int, list[Hit]]] = {}
        described: dict[int, dict[int, float]] = {}
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
            if word not in FILLERS:
                for related in relatives(word):
                    for number in self._described.get(related, ()):
                        told = described.setdefault(number, {})
                        told[at] = TOLD if related == stem(word) else min(told.get(at, 1.0), TOLD_OTHERWISE)
        for places in hits.values():
            for at, found in places.items():
                if any(hit.cost <= SAME_STEM for hit in found):
                    # A word that is in the name itself stands for no other word of it.
                    acts = self.cards[number].verb if at == 0 and is_action(words[0]) else 0
                    places[at] = [hit for hit in found if hit.cost <= SAME_STEM or hit.mask == acts]
        self._unite(hits)
        for at, end, number, cost in self._phrases(sentence):
            hits.setdefault(number, {}).setdefault(at, []).append(Hit(end, self.cards[number].whole, cost))
        worth = {
            number: self._worth(number, hits.get(number, {}), described.get(number, {}))
            for number in {*hits, *described}
        }
        best = sorted((number for number in worth if worth[number] > 0.3), key=lambda number: -worth[number])
        return [
            (self.cards[number], hits.get(number, {}), described.get(number, {}))
            for number in best[:MOST_CANDIDATES]
        ]

    def _unite(self, hits: Mapping[int, dict[int, list[Hit]]]) -> None:
        """One word may be both the action and the thing: "remember that …" is `add_note`."""
        for number, places in hits.items():
            verb = self.cards[number].verb
            for found in [places[0]] if 0 in places else []:
                actions = [hit for hit in found if hit.mask == verb and hit.cost]
                things = [hit for hit in found if verb and not hit.mask & verb]
                found += [
                    Hit(one.end, one.mask | two.mask, max(one.cost, two.cost) + UNITED)
                    for one in actions
                    for two in things
                    if one.end == two.end
                ]

    @cached_property
    def topics(self) -> Topics | None:
        """What the tools are about; None where no meanings are known."""
        known = meaning()
        return Topics(known, [(card.tool, card.slots) for card in self.cards]) if known and self.cards else None

    def alone(self, card: Card) -> bool:
        """No other tool's name begins with this action."""
        verb = card.words[card.domain]
        like = [one for one in self.cards if one.verb and related(one.words[one.domain], verb)]
        return bool(card.verb) and like == [card]

    def acts_otherwise(self, card: Card, word: str) -> bool:
        """The word is the action of other tools' names, and nothing that this one does."""
        telling = stem(word) in self.verbs and word not in CALLS | SHOWS | MAKES
        return telling and not relatives(word) & (card.own | card.acts)

    def hits(self, sentence: Sentence, number: int) -> dict[int, list[Hit]]:
        """Where single words of this tool's name are said."""
        places: dict[int, list[Hit]] = {}
        for at, word in enumerate(sentence.words):
            for known, cost in self._lexicon.near(word).items():
                for card, mask in self._named[known]:
                    if card == number:
                        places.setdefault(at, []).append(Hit(at + 1, mask, cost))
        return places

    def _worth(self, number: int, places: dict[int, list[Hit]], described: Mapping[int, float]) -> float:
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
        return said * (0.5 + 0.5 * said / total) + 0.25 * len(described.keys() - places.keys())

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
                    if words[start] in self._named and words[start] != name.partition(" ")[0]:
                        # It is the name of something else.
                        continue
                    begins = alike(words[start], name.partition(" ")[0]) >= BEGINS_FLOOR
                    if begins and (likeness := alike(said, name)) >= PHRASE_FLOOR and len(name) > 3:
                        found.append(
                            (start, end, number, 0.05 + UNLIKE * (1.0 - likeness) if said != name else 0.0)
                        )
        return found


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
        for bit, (one, other) in enumerate(pairwise(words))
        if one.isalpha() and other.isalpha()
    ]
    return single + pairs


@lru_cache(maxsize=16)
def index_of(tools: tuple[Tool, ...]) -> Index:
    """The index of these tools, kept from sentence to sentence."""
    return Index(tools)
