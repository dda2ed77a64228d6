"""What a sentence may mean, with the doubt that goes with it."""

from __future__ import annotations

from dataclasses import dataclass

from navai_jupyter.engine.planner.model import Call, Reply

ACT = 0.5
"""Up to this doubt a sentence is acted on."""
ASK = 1.25
"""Up to this doubt we ask whether it was meant."""
TIE = 0.05
"""Intents that differ less are equally likely."""


@dataclass(frozen=True)
class Intent:
    """A thing that a sentence may ask for; `doubt` is 0 for its own words and grows with each liberty."""

    doubt: float
    label: str
    call: Call | None = None
    missing: tuple[str, ...] = ()
    unread: int = 0
    reply: Reply | None = None
    """What to say instead of calling."""
    free: bool = False
    """It ends in words that more words would continue."""
    grows: bool = False
    """A longer name begins with what was said."""
    behind: float = 0.0
    """What makes it less likely than its doubt says: arguments that are missing."""

    plausible: bool = True
    """It begins like this command, so that asking back is no nuisance."""

    whole: bool = True
    """No argument can be added."""
    idle: bool = False
    """The last word means nothing by itself."""
    described: bool = False
    """It was said in other words than its own."""
    guessed: bool = False
    """Only a free text makes it this command, and any words are a text."""
    ambiguous: bool = False
    """One of its values may belong to another argument."""

    @property
    def rank(self) -> float:
        """Of two intents the lower one wins."""
        return self.doubt + self.behind

    @property
    def tie(self) -> float:
        """Rivals that are no further behind may be meant as well."""
        return 2 * TIE if self.described else TIE

    @property
    def clear(self) -> bool:
        return self.doubt <= ACT and not self.unread


@dataclass(frozen=True)
class Decision:
    """A reply, and whether more words would change it."""

    reply: Reply
    doubt: float = 0.0
    free: bool = False
    grows: bool = False
    whole: bool = True
    idle: bool = False
    described: bool = False
    """Some of it was said in other words than its own."""
