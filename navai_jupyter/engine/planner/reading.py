"""What a sentence says as the call of one tool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from navai_jupyter.engine.planner.card import Card
from navai_jupyter.engine.planner.model import Call
from navai_jupyter.engine.planner.several import apart
from navai_jupyter.engine.planner.slots import assembled

MISSING_SLOT = 0.4


@dataclass(frozen=True)
class Recent:
    """What "it" may stand for: the words of the last call, and its arguments."""

    stems: frozenset[str] = frozenset()
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A sentence as a call of `card`'s tool; `doubt` is the cost of that, missing arguments aside."""

    card: Card
    filled: Mapping[str, Any]
    missing: tuple[str, ...]
    unread: int
    doubt: float
    covered: int
    """Bits of the name's words that were said."""
    ends_free: bool
    """The last words went into a free text or a list, which more words would continue."""
    pointed: bool = False
    told: int = 0
    """How many words of the description were said."""
    acted: bool = False
    """One of them is its action."""
    idle: bool = False
    """The last word means nothing by itself."""
    rest: tuple[str, ...] = ()
    """The words that are no argument's value."""

    @property
    def optional(self) -> bool:
        """There are arguments that may still be added."""
        return any(slot.name not in self.filled for slot in self.card.slots)

    @property
    def is_text(self) -> bool:
        """The verb and a free text are all that there is of it."""
        things = self.covered & ~self.card.verb
        free = [slot for slot in self.card.slots if slot.name in self.filled]
        return not things and not self.told and bool(free) and all(slot.free for slot in free)

    @property
    def names_a_thing(self) -> bool:
        """More than the verb was said, and more than a text."""
        things = self.covered & ~self.card.verb and not self.pointed
        typed = any(slot.name in self.filled and not slot.free for slot in self.card.slots)
        return bool(things) or typed or self.told > 1

    @property
    def calls(self) -> tuple[Call, ...]:
        """One, or one for each of several values."""
        slots = list(self.card.slots)
        return tuple(Call(self.card.tool.name, assembled(filled, slots)) for filled in apart(self.filled))

    @property
    def cost(self) -> float:
        return self.doubt + MISSING_SLOT * len(self.missing)
