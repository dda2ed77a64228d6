"""A phrase that the recogniser repeats."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

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
        telling = len("".join(bare[:period])) >= TELLING_LETTERS
        # "Bye bye" is said so.
        again = repeated == len(bare) and (len(bare) > 2 or not words[0].isalpha())
        if again or (telling and repeated >= 3 * period):
            return " ".join(words[:period])
    return text


def _same(one: str, other: str) -> bool:
    words = one.isalpha() and other.isalpha() and min(len(one), len(other)) > TELLING_LETTERS
    return one == other or (words and fuzz.ratio(one, other) >= ALIKE)
