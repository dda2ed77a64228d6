"""A phrase that the recogniser repeats."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from navai_jupyter.engine.planner.words import ARTICLES

LOOPED = 3
"""Nobody ends a command by saying the same words so often."""
ECHOED = 3
"""Words of a clause that nobody says twice over."""
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
TELLING_LETTERS = 3
"""A shorter phrase may well be said three times: "1 1 1 0"."""
ALIKE = 80
"""Per cent of letters of a longer word that are heard the same the second time: "sharpe" and "sharp"."""


def drop_repeat(text: str) -> str:
    """Undo what Whisper sometimes makes of a short sentence: "go to x go to x go" → "go to x".

    Said three times over, a phrase is one also when the model then slips: "2024, 2024, 2024, 2020" → "2024".
    """
    words = text.split()
    bare = [re.sub(r"\W", "", word).lower() for word in words]
    for period in range(1, len(words) // 2 + 1):
        repeated = next((at for at, word in enumerate(bare) if not _same(word, bare[at % period])), len(bare))
        if repeated == len(bare) - 1 >= 2 * period and _is_broken(bare[-1], bare[repeated % period]):
            repeated = len(bare)
        telling = len("".join(bare[:period])) >= TELLING_LETTERS
        # "Bye bye" is said so.
        again = repeated == len(bare) and (len(bare) > 2 or not words[0].isalpha())
        if again or (telling and repeated >= 3 * period):
            return " ".join(words[:period])
    shorter = _unlooped(words, bare) or _unechoed(words, bare) or _reworded(text)
    # What is left may be a repeat itself.
    return drop_repeat(shorter) if shorter else text


def _unlooped(words: list[str], bare: list[str]) -> str:
    """A sentence whose end the model says over and over: "position 2. Move cell 8. Move cell 8. Move cell 8".

    Nothing where there is no such loop.
    """
    ends = [at for at, word in enumerate(words, 1) if word.endswith((".", "!", "?", ","))]
    for start in ends:
        for period in range(2, (len(words) - start) // LOOPED + 1):
            phrase = bare[start : start + period]
            # Numbers are dictated so: "append 5, 10, 5, 10, 5, 10".
            telling = len("".join(filter(str.isalpha, phrase))) >= TELLING_LETTERS
            if telling and bare[start : start + LOOPED * period] == phrase * LOOPED:
                said = _SENTENCE_END.split(" ".join(words[: start + period]))
                while len(said) > 1 and fuzz.ratio(said[-1], said[-2]) >= ALIKE:
                    said.pop()
                return " ".join(said)
    return ""


def _unechoed(words: list[str], bare: list[str]) -> str:
    """A sentence whose last clause is said once more as a sentence: "For fun, sing a song. Sing a song".

    Nothing where it is not, or so short that a person may well mean it: "Go back. Back. Back."
    """
    for length in range(ECHOED, len(words) // 2 + 1):
        before = len(words) - length
        if words[before - 1].endswith((".", "?", "!")) and bare[before:] == bare[before - length : before]:
            return " ".join(words[:before])
    return ""


def _reworded(text: str) -> str:
    """The first of sentences that differ in their articles only: "Merge this cell with the next. Merge the".

    The last of three may break off. Nothing where there are others.
    """
    first, *others = _SENTENCE_END.split(text)
    said = _without_articles(first)
    if not others or len(said) < ECHOED:
        return ""
    again = [_without_articles(other) for other in others]
    whole = len(said) if len(others) == 1 else 1
    alike = (
        len(again[-1]) >= whole
        and all(one == said for one in again[:-1])
        and again[-1] == said[: len(again[-1])]
    )
    return first if alike else ""


def _without_articles(sentence: str) -> list[str]:
    words = (re.sub(r"\W", "", word).lower() for word in sentence.split())
    return [word for word in words if word not in ARTICLES]


def _is_broken(last: str, word: str) -> bool:
    """The model was stopped within the word."""
    return last.isalpha() and word.startswith(last)


def _same(one: str, other: str) -> bool:
    words = one.isalpha() and other.isalpha() and min(len(one), len(other)) > TELLING_LETTERS
    return one == other or (words and fuzz.ratio(one, other) >= ALIKE)
