"""A long turn is read in passages: what was read up to a pause is not read again at the next."""

from __future__ import annotations

from navai_jupyter.engine.speech.audio import EAR_RATE, Samples

LEAST = 12 * EAR_RATE
"""Samples of a passage: a command is shorter, and is always read whole."""


class Passages:
    """The beginning of one turn, with its words."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._until = 0

    def rest(self, turn: Samples) -> Samples:
        """What is still to be read of the turn."""
        return turn[self._until :]

    def settle(self, text: str, until: int) -> None:
        """The words up to this sample stay, if that is far enough."""
        if until - self._until >= LEAST:
            self._texts.append(text)
            self._until = until

    def whole(self, text: str) -> str:
        """The words of the turn, whose rest reads `text`."""
        return " ".join(one for one in (*self._texts, text) if one)
