"""What the conversation so far says about this turn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from navai_jupyter.engine.planner.index import Index
from navai_jupyter.engine.planner.model import (
    HELP,
    NAVIGATE,
    STATUS,
    STOP,
    UNDO,
    Call,
    Called,
    Entry,
    Outcome,
    Returned,
    Said,
)
from navai_jupyter.engine.planner.reading import Recent
from navai_jupyter.engine.planner.slots import flattened
from navai_jupyter.engine.planner.thesaurus import stem

PASSING = frozenset({HELP, STATUS, STOP, UNDO})
"""Calls that nobody means by "that" or "again"."""


@dataclass(frozen=True)
class Memory:
    """The entries before this turn, oldest first."""

    entries: Sequence[Entry] = ()

    @cached_property
    def turns(self) -> list[tuple[str, list[Call]]]:
        """What the person said and which calls it led to; only turns with calls."""
        found: list[tuple[str, list[Call]]] = []
        said = ""
        fresh = True
        for entry in self.entries:
            if isinstance(entry, Said) and entry.role == "user":
                said, fresh = entry.text, True
            elif isinstance(entry, Called) and entry.name not in PASSING:
                if fresh:
                    found.append((said, []))
                    fresh = False
                found[-1][1].append(Call(entry.name, parsed(entry.arguments)))
        return found

    @property
    def last(self) -> list[Call]:
        """The calls of the last turn that made any."""
        return self.turns[-1][1] if self.turns else []

    @cached_property
    def places(self) -> list[str]:
        """Where the person went, one after the other."""
        calls = [call for _, made in self.turns for call in made]
        return [
            str(call.arguments["target"])
            for call in calls
            if call.name == NAVIGATE and "target" in call.arguments
        ]

    @property
    def words(self) -> str:
        """What we said last."""
        return next(
            (one.text for one in reversed(self.entries) if isinstance(one, Said) and one.role == "assistant"),
            "",
        )

    @cached_property
    def functions(self) -> list[str]:
        """Functions that an answer named, though they may have no tool of their own."""
        found: dict[str, None] = {}
        for entry in self.entries:
            if isinstance(entry, Returned):
                output = parsed(entry.output)
                for one in [*_list(output.get("available_functions")), *_list(output.get("functions"))]:
                    name = one.get("name") if isinstance(one, dict) else one
                    if isinstance(name, str):
                        found[name] = None
        return list(found)

    def recent(self, index: Index) -> Recent:
        """What "it" stands for now."""
        return recent_of(self.last[-1], index) if self.last else Recent()

    def last_of(self, name: str) -> Call | None:
        """The last call of this tool."""
        calls = [call for _, made in self.turns for call in made if call.name == name]
        return calls[-1] if calls else None


def recent_of(call: Call, index: Index) -> Recent:
    card = index.by_name.get(call.name)
    if card is None:
        words = str(call.arguments.get("function_name") or call.arguments.get("target") or "").split()
        return Recent(frozenset(map(stem, words)), {})
    values = [value for value in call.arguments.values() if isinstance(value, str) and len(value) < 40]
    stems = {stem(word) for word in (*card.words, *" ".join(values).lower().split())}
    return Recent(frozenset(stems), flattened(call.arguments, list(card.slots)))


def outcomes(entries: Sequence[Entry]) -> list[Outcome]:
    """Results that arrived since somebody last spoke, with the calls they answer."""
    spoke = max((at for at, entry in enumerate(entries) if isinstance(entry, Said)), default=-1)
    calls = {entry.call_id: entry for entry in entries if isinstance(entry, Called)}
    return [
        Outcome(calls[entry.call_id].name, parsed(calls[entry.call_id].arguments), entry.output)
        for entry in entries[spoke + 1 :]
        if isinstance(entry, Returned) and entry.call_id in calls
    ]


def parsed(arguments: str) -> dict[str, Any]:
    try:
        found = json.loads(arguments or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
