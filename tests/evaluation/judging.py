"""Are these the calls that were wanted?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from text_to_num import alpha2digit

from tests.evaluation.cases import Call, Turn
from tests.evaluation.offered import Tools

SAME_TEXT = 90
"""Per cent of letters: how a name or a note is spelled cannot be heard, and the word error rate counts it."""


@dataclass(frozen=True)
class Verdict:
    """``right`` of ``wanted`` arguments were there; ``wrong`` means that something else was called."""

    exact: bool
    right: int
    wanted: int
    wrong: bool


def judge(turn: Turn, calls: Sequence[Call], tools: Tools) -> Verdict:
    """The best verdict over all lists of calls that are accepted."""
    return max((_against(wanted, calls, tools) for wanted in turn.accepted), key=_rank)


def _rank(verdict: Verdict) -> tuple[bool, float]:
    return verdict.exact, verdict.right / verdict.wanted if verdict.wanted else 0.0


def _against(wanted: Sequence[Call], calls: Sequence[Call], tools: Tools) -> Verdict:
    exact = len(wanted) == len(calls) and all(
        _same(one, other, tools) for one, other in zip(wanted, calls, strict=True)
    )
    right = total = 0
    for name, arguments in wanted:
        found = next((given for called, given in calls if called == name), None)
        total += len(arguments)
        if found is not None:
            schemas = tools.parameters(name)
            right += sum(_equal(value, found.get(key), schemas[key], tools) for key, value in arguments.items())
    return Verdict(exact, right, total, wrong=bool(calls) and not exact)


def _same(wanted: Call, called: Call, tools: Tools) -> bool:
    (name, values), (other, given) = wanted, called
    if name != other:
        return False
    schemas = tools.parameters(name)
    return set(given) <= set(schemas) and all(
        _equal(_value(values, key, schema), _value(given, key, schema), schema, tools)
        for key, schema in schemas.items()
    )


def _value(arguments: dict[str, Any], key: str, schema: dict[str, Any]) -> Any:
    """A default that is said is the same as one that is left out."""
    return arguments.get(key, schema.get("default"))


def _equal(wanted: Any, given: Any, schema: dict[str, Any], tools: Tools) -> bool:
    match wanted, given:
        case str(), str() if schema.get("enum") or schema.get("format"):
            return wanted == given
        case str(), str() if wanted in tools.places:
            return tools.places[wanted] == tools.places.get(given)
        case str(), str():
            return fuzz.ratio(plain(wanted), plain(given)) >= SAME_TEXT
        case list(), list():
            return len(wanted) == len(given) and all(
                _equal(one, other, {}, tools) for one, other in zip(wanted, given, strict=True)
            )
        case _:
            # JSON has one kind of number, and Python has True == 1.
            return isinstance(wanted, bool) == isinstance(given, bool) and wanted == given


def plain(text: str) -> str:
    """Words and digits only, so that "two, please" is "2 please"."""
    digits = alpha2digit(text.lower().replace("-", " ").replace("%", " percent"), "en")
    return " ".join(re.findall(r"[\w.']+", re.sub(r"\.(?!\d)", " ", digits)))
