"""The words that a session's tools know, found by spelling, meaning and sound."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from navai_jupyter.engine.planner.thesaurus import relatives, stem
from navai_jupyter.engine.planner.words import COMMON, alike, sound

SAME_STEM, SAME_MEANING = 0.02, 0.12
SOUND_FLOOR = 0.74
SHORT_FLOOR = 0.85
"""Below four letters nearly everything is alike."""
UNLIKE = 2.0
"""Cost for each part of likeness that is missing."""
SAME_SOUND = 0.3


class Lexicon:
    """What a spoken word may mean among `words`, with a cost: 0 the word itself, 0.5 hardly."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._known = frozenset(self._words)
        self._codes = [sound(word) for word in self._words]
        self._by_stem: dict[str, list[str]] = {}
        for word in self._words:
            self._by_stem.setdefault(stem(word), []).append(word)
        self._found: dict[str, dict[str, float]] = {}

    def near(self, word: str) -> dict[str, float]:
        """The known words that `word` may be, with what that reading costs."""
        if word not in self._found:
            if len(self._found) > 4096:
                self._found.clear()
            self._found[word] = self._search(word)
        return self._found[word]

    def _search(self, word: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for related in relatives(word):
            for known in self._by_stem.get(related, ()):
                found[known] = SAME_MEANING
        for known in self._by_stem.get(stem(word), ()):
            found[known] = 0.0 if known == word else SAME_STEM
        # What was heard exactly was hardly another word.
        if len(word) > 1 and word.isalpha() and word not in self._known:
            for known in self._like(word):
                likeness = alike(word, known) if word not in COMMON else 0.0
                floor = SHORT_FLOOR if min(len(word), len(known)) < 4 else SOUND_FLOOR
                if likeness >= floor:
                    cost = 0.05 + UNLIKE * (1.0 - likeness)
                elif len(known) > 1 and sound(word) == sound(known) != "":
                    cost = SAME_SOUND
                else:
                    continue
                found[known] = min(found.get(known, 1.0), cost)
        return found

    def _like(self, word: str) -> set[str]:
        letters = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=64, limit=None)
        sounds = process.extract(sound(word), self._codes, scorer=fuzz.ratio, score_cutoff=80, limit=None)
        return {self._words[index] for _, _, index in (*letters, *sounds)}
