"""What the planner reads and what it decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NAVIGATE = "navigate_to"
EXECUTE = "execute_app_function"
STOP, STATUS, UNDO, HELP = "voice_stop_call", "voice_status", "voice_undo", "voice_help"
RESERVED = frozenset({NAVIGATE, EXECUTE, STOP, STATUS, UNDO, HELP})
"""Tools of the page, matched by phrases of their own instead of by their names."""


@dataclass(frozen=True)
class Tool:
    """A function tool of the session; ``parameters`` is a JSON Schema object."""

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


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
    """We asked for what `call` still misses."""

    call: Call
    missing: tuple[str, ...]


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
