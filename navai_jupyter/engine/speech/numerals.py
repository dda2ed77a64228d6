"""Numbers that a recogniser hears only just better than others: "2009" for "2019"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

SPACE = "Ġ"
"""How a vocabulary writes the space before a word."""
LONGEST = 4
"""Digits; longer numbers are written in several tokens."""


class Numerals:
    """The tokens that are whole numbers by themselves; ``vocabulary`` has each token by its text."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._digits = {
            token: text.removeprefix(SPACE)
            for text, token in vocabulary.items()
            if text.startswith(SPACE) and text[1:].isascii() and text[1:].isdigit() and len(text) <= LONGEST + 1
        }
        self._tokens = np.array(list(self._digits), np.int64)

    def rivals(
        self, tokens: Sequence[int], logits: Sequence[NDArray[np.float32]], within: float
    ) -> Iterator[tuple[list[int], float]]:
        """The tokens with another number, and by how many nats it is less likely there; `within` at most."""
        for at, (token, scores) in enumerate(zip(tokens, logits, strict=False)):
            if token in self._digits:
                behind = scores[token] - scores[self._tokens]
                for other in map(int, self._tokens[behind <= within]):
                    if not self._begins(token, other):
                        yield [*tokens[:at], other, *tokens[at + 1 :]], float(scores[token] - scores[other])

    def _begins(self, heard: int, other: int) -> bool:
        """One may be the beginning of the other: as it is written, "20" of "2021", or said, 300 of 305."""
        said, rival = self._digits[heard], self._digits[other]
        short, long = sorted((said, rival), key=len)
        rounded = len(said) == len(rival) and said.startswith(rival.rstrip("0"))
        return long.startswith(short) or rounded
