"""What each tool is about, and how near a sentence comes to it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from navai_jupyter.engine.planner.grammar import FILLERS
from navai_jupyter.engine.planner.meaning import Meaning, Vector
from navai_jupyter.engine.planner.model import Tool
from navai_jupyter.engine.planner.numbers import NUMBER_WORDS
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.words import name_words, words_of

MOST, OPENING = 6, 4
MOST_WORDS = 40
"""Of a description; its first sentences say what the tool does."""
EMPTY = (
    FILLERS
    | NUMBER_WORDS
    | frozenset(
        "i me you we us it is are was were be been am do does did can could would will let want need have "
        "has had not no if or but so there here".split()
    )
)
"""Words that are in sentences of every topic."""


class Topics:
    """A direction for each tool, from the words of its name, description and parameters.

    A word that many of the tools share tells less about each.
    """

    def __init__(self, meaning: Meaning, tools: Sequence[tuple[Tool, Sequence[Slot]]]) -> None:
        self._meaning = meaning
        self._told = [tuple(_told(tool, slots)) for tool, slots in tools]
        self._shared = Counter(word for tool, _ in tools for word in {*_said(tool)})
        self._directions = np.array([meaning.mean(self._weights(words)) for words in self._told])

    def near(self, words: Iterable[str]) -> Vector:
        """The cosine to each tool; zeros where nothing is told."""
        weights = self._weights(telling(words))
        return np.asarray(self._directions @ self._meaning.mean(weights))

    def nearest(self, words: Sequence[str]) -> list[int]:
        """The few tools that all the words, or the first of them, come nearest to."""
        best = np.maximum(self.near(words), self.near(words[:OPENING]))
        return [int(number) for number in np.argsort(-best)[:MOST]]

    def placed(self, words: Sequence[str], number: int, said: Mapping[str, float]) -> float:
        """How well each of the words, by its weight, finds its like among the tool's own: 0–1.

        ``said`` has the words that stand for a word of the tool's name, with their doubt.
        """
        told, own = telling(words), self._told[number]
        if not told or not own:
            return 0.0
        likeness = (self._meaning.directions(told) @ self._meaning.directions(own).T).max(axis=1).clip(0.0)
        known = np.array([1.0 - said.get(word, 1.0) for word in told])
        weights = np.array([self._meaning.word(word).weight for word in told])
        return float(np.maximum(likeness, known) @ weights / weights.sum())

    def _weights(self, words: Iterable[str]) -> dict[str, float]:
        counted = Counter(words)
        return {word: times / (1 + math.log1p(self._shared[word])) for word, times in counted.items()}


def telling(words: Iterable[str]) -> list[str]:
    """The words that a sentence's topic shows in."""
    return [word for word in words if word not in EMPTY and not word[-1].isdigit()]


def _told(tool: Tool, slots: Sequence[Slot]) -> Iterable[str]:
    yield from _said(tool)
    for slot in slots:
        yield from telling(name_words(slot.path[-1]))
        yield from telling(slot.about)
        for choice in slot.choices:
            yield from telling(name_words(str(choice)))


def _said(tool: Tool) -> Iterable[str]:
    yield from telling(name_words(tool.name))
    yield from telling(words_of(tool.description)[:MOST_WORDS])
