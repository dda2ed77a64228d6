"""Two recognisers: where the quick one is in doubt, the thorough one is asked, and both are weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from navai_jupyter.engine.planner import Wording, words_of
from navai_jupyter.engine.speech.audio import EAR_RATE, Samples
from navai_jupyter.engine.speech.heard import Heard
from navai_jupyter.engine.speech.recogniser import LONG_WINDOW, WhisperRecogniser

UNHEARD = 1.0
"""Nats by which a wording that one of them did not find is less likely there than the last that it did."""

Words = tuple[str, ...]


class SecondOpinion:
    """Hears like ``quick``, confirmed where ``thorough`` hears the same; ``others`` are the wordings of both.

    What only ``thorough`` knows the language of, it hears alone.
    """

    def __init__(self, quick: WhisperRecogniser, thorough: WhisperRecogniser) -> None:
        self._quick, self._thorough = quick, thorough

    def hear(self, samples: Samples, vocabulary: str = "", language: str | None = None) -> Heard:
        if language is not None and self._thorough.knows(language) and not self._quick.knows(language):
            return self._thorough.hear(samples, vocabulary, language)
        first = self._quick.hear(samples, vocabulary, language)
        if not first.text or len(samples) > LONG_WINDOW * EAR_RATE:
            return first

        @cache
        def second() -> Heard:
            return self._thorough.hear(samples, vocabulary, language)

        def confirmed() -> bool:
            return words_of(first.text) == words_of(second().text)

        def others() -> Sequence[Wording]:
            return together(first.others(), second().others())

        return Heard(first.text, first.sure, confirmed, others)


def together(quick: Sequence[Wording], thorough: Sequence[Wording]) -> list[Wording]:
    """Each wording of either, as likely as both find it in the mean (the geometric one of probabilities)."""
    first, second = _by_words(quick), _by_words(thorough)
    least, lowest = _unheard(first), _unheard(second)
    return [
        Wording(
            (first.get(words) or second[words]).text,
            (_likelihood(first, words, least) + _likelihood(second, words, lowest)) / 2,
        )
        for words in {**second, **first}
    ]


def _by_words(wordings: Sequence[Wording]) -> dict[Words, Wording]:
    """The likeliest of those that differ in their spelling only; the likeliest of all has the likelihood 0."""
    most = max((one.likelihood for one in wordings), default=0.0)
    found: dict[Words, Wording] = {}
    for one in sorted(wordings, key=lambda one: -one.likelihood):
        found.setdefault(tuple(words_of(one.text)), replace(one, likelihood=one.likelihood - most))
    return found


def _unheard(wordings: dict[Words, Wording]) -> float:
    return min((one.likelihood for one in wordings.values()), default=0.0) - UNHEARD


def _likelihood(wordings: dict[Words, Wording], words: Words, unheard: float) -> float:
    return wordings[words].likelihood if words in wordings else unheard
