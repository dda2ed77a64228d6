"""One reading of the beginning of a sentence, among many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Way:
    """A reading of the words so far; `filled` are slots by index with values, `pending` one that was named."""

    cost: float = 0.0
    unread: int = 0
    mask: int = 0
    taken: int = 0
    pending: int = -1
    filled: tuple[tuple[int, Any], ...] = ()
    light: bool = False
    """It began with a verb that fits any function."""
    pointed: bool = False
    """A pronoun stood for something."""
    free: bool = False
    """It ends in a free text or a list."""
    begun: bool = False
    """A word with a meaning of its own was read."""
    shown: bool = False
    """The verb asked for a result."""
    hinted: int = 0
    """How many texts were announced by a preposition."""
    idle: bool = False
    """The last word means nothing by itself."""
    told: int = 0
    """How many words of the description were read."""
    acted: bool = False
    """One of them is its action."""
    valued: int = 0
    """Places (bits) of the words that are values."""

    def after(
        self,
        cost: float,
        *,
        unread: int = 0,
        mask: int = 0,
        index: int = -1,
        value: Any = None,
        pending: int = -1,
        light: bool = False,
        pointed: bool = False,
        free: bool = False,
        begun: bool = False,
        shown: bool = False,
        hinted: bool = False,
        idle: bool = False,
        told: bool = False,
        acted: bool = False,
        valued: int = 0,
    ) -> Way:
        """This way with one more step, which fills slot `index`, names slot `pending`, or neither."""
        taken = self.taken
        filled = self.filled
        if index >= 0:
            taken, filled = taken | 1 << index, (*filled, (index, value))
        if pending >= 0:
            taken |= 1 << pending
        elif index < 0 and self.pending >= 0:
            pending = self.pending
        return Way(
            self.cost + cost,
            self.unread + unread,
            self.mask | mask,
            taken,
            pending,
            filled,
            self.light or light,
            self.pointed or pointed,
            free,
            self.begun or begun or light,
            self.shown or shown,
            self.hinted + hinted,
            idle,
            self.told + told,
            self.acted or acted,
            self.valued | valued,
        )
