"""What the planner reads and what it decides."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

NAVIGATE = "navigate_to"
EXECUTE = "execute_app_function"
FIND = "voice_find_function"
STOP, STATUS, UNDO, HELP = "voice_stop_call", "voice_status", "voice_undo", "voice_help"
RESERVED = frozenset({NAVIGATE, EXECUTE, FIND, STOP, STATUS, UNDO, HELP})
"""Tools of the page, matched by phrases of their own instead of by their names."""


@dataclass(frozen=True)
class Tool:
    """A function tool of the session; ``parameters`` is a JSON Schema object."""

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        # A schema cannot be hashed; tools of one name are few.
        return hash((self.name, self.description))


@dataclass(frozen=True)
class Call:
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """A call of the conversation with the output that answered it."""

    name: str
    arguments: Mapping[str, Any]
    output: str


@dataclass(frozen=True)
class ForArguments:
    """We asked for what `call` still misses; `before` and `after` are the other calls of its sentence."""

    call: Call
    missing: tuple[str, ...]
    before: tuple[Call, ...] = ()
    after: tuple[Call, ...] = ()


@dataclass(frozen=True)
class ForChoice:
    """We asked which of these was meant; keys are what we said."""

    options: dict[str, Call]


Question = ForArguments | ForChoice


@dataclass(frozen=True)
class Reply:
    """Calls to make, words to say, and the question those words ask, if any.

    ``understood`` is false when the sentence led to nothing, and the words say so.
    """

    text: str = ""
    calls: tuple[Call, ...] = ()
    question: Question | None = None
    understood: bool = True


@dataclass(frozen=True)
class Said:
    """A message of the conversation; ``rivals`` are texts that its sound holds just as well."""

    role: Literal["user", "assistant", "system"]
    text: str
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Called:
    """A function call of the conversation; ``arguments`` is JSON as the protocol carries it."""

    call_id: str
    name: str
    arguments: str


@dataclass(frozen=True)
class Returned:
    """The output that answered a call."""

    call_id: str
    output: str


Entry = Said | Called | Returned


@dataclass(frozen=True)
class Situation:
    """All that a planner may know: ``entries`` is the conversation, the oldest first.

    ``tool_choice`` is ``auto``, ``none``, ``required`` or a tool's name; ``question`` is the one that our last
    reply asked; ``session`` tells one conversation from another.
    """

    instructions: str = ""
    entries: tuple[Entry, ...] = ()
    tools: tuple[Tool, ...] = ()
    tool_choice: str = "auto"
    question: Question | None = None
    session: str = ""


Finish = Literal["complete", "extensible", "open", "unsure"]
"""A whole command; one to which an argument could still be added; clearly half of one; or hard to say."""


class Planner(Protocol):
    @property
    def weighs_wordings(self) -> bool:
        """A sentence is a command or none: what else it may have been is worth finding out."""
        ...

    def respond(self, situation: Situation) -> AsyncIterator[Reply]:
        """What to say and to call, in pieces that can be carried out one after another."""
        ...
