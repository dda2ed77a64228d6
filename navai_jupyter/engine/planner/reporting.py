"""A short spoken answer from what the calls returned."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from navai_jupyter.engine.planner.model import NAVIGATE, STOP, Call, ForChoice, Outcome, Reply, Tool
from navai_jupyter.engine.planner.speaking import either, listed, sentence, spoken_name

LONGEST = 240
LONGEST_SAID = 900
"""What a function asks to have said may take longer: whoever has had enough speaks."""
SPOKEN_KEYS = ("say", "spoken", "message", "summary", "answer", "text")
"""Keys under which a result carries words of its own."""
FEW = 4


def report(outcomes: Sequence[Outcome], tools: Sequence[Tool]) -> Reply:
    """What to say about results; with none, that we listen."""
    if not outcomes:
        return Reply("I'm listening.")
    for outcome in outcomes:
        result = _parse(outcome.output)
        if outcome.name == NAVIGATE and isinstance(result, dict) and _candidates(result):
            names = _candidates(result)[:3]
            options = {name: Call(NAVIGATE, {"target": name}) for name in names}
            return Reply(f"Did you mean {either(names)}?", question=ForChoice(options))
    stopped = _stopped(outcomes)
    said = [_say(outcome) for outcome in outcomes if outcome.name not in stopped]
    return Reply(" ".join(dict.fromkeys(said)))


def _stopped(outcomes: Sequence[Outcome]) -> set[str]:
    """Calls that ended because another one told them to, which tells it too."""
    stops = [_parse(outcome.output) for outcome in outcomes if outcome.name == STOP]
    return {str(name) for stop in stops if isinstance(stop, dict) for name in _items(stop, "stopped")}


def _say(outcome: Outcome) -> str:
    result = _parse(outcome.output)
    name = str(outcome.arguments.get("function_name") or outcome.name)
    if not isinstance(result, dict) or "ok" not in result:
        return _value(result)
    if result["ok"] is False:
        return _failure(name, result)
    if outcome.name == NAVIGATE:
        place = (
            result.get("where")
            or result.get("name")
            or result.get("title")
            or outcome.arguments.get("target")
            or "the place"
        )
        return sentence(f"You are at {place}")
    rest = {key: value for key, value in result.items() if key not in ("ok", "function_name", "source", "ms")}
    return _value(result["result"]) if "result" in result else _value(rest or None)


def _failure(name: str, result: Mapping[str, Any]) -> str:
    why = result.get("details") or result.get("error") or "no reason was given"
    if name == NAVIGATE:
        return sentence(f"I could not go there: {_short(str(why))}")
    return sentence(f"{spoken_name(name)} did not work: {_short(str(why))}")


def _value(value: Any) -> str:
    if value in (None, "", [], {}):
        return "Done."
    match value:
        case bool():
            return f"The result is {str(value).lower()}."
        case int() | float():
            return f"The result is {_number(value)}."
        case str():
            return sentence(_short(value))
        case list():
            return _list(value)
        case dict():
            return _mapping(value)
    return "Done."


def _list(values: list[Any]) -> str:
    if len(values) <= FEW and all(_is_plain(value) for value in values):
        return f"The result is {listed([_plain(value) for value in values])}."
    return f"The result has {len(values)} items."


def _table(value: Mapping[str, Any]) -> str:
    """What a page shows of pandas and numpy values, and of long lists, in one breath; "" for other mappings."""
    if value["type"] == "Figure":
        axes = [each for each in _items(value, "axes") if isinstance(each, dict)]
        titles = [str(each["title"]) for each in axes if each.get("title")]
        return f"A plot: {listed(titles)}." if titles else "A plot."
    shape, length = value.get("shape"), value.get("length")
    columns = [str(column) for column in _items(value, "columns")]
    if isinstance(shape, list) and len(shape) == 2 and columns:
        more = f" and {len(columns) - FEW} more" if len(columns) > FEW else ""
        names = ", ".join(columns[:FEW]) if more else listed(columns)
        rows = f"{shape[0]} row{'s' * (shape[0] != 1)} and {shape[1]} column{'s' * (shape[1] != 1)}"
        return f"A table with {rows}: {names}{more}."
    if isinstance(shape, list) and "dtype" in value:
        size = " by ".join(map(str, shape)) or "one"
        ranged = {"min", "max"} <= value.keys()
        range_ = f", from {_plain(value['min'])} to {_plain(value['max'])}" if ranged else ""
        return f"An array of {size} values{range_}."
    if isinstance(length, int) and isinstance(value.get("first"), list):
        first = [_plain(one) for one in value["first"][:FEW] if _is_plain(one)]
        return f"{length} values{f', beginning with {listed(first)}' if first else ''}."
    return ""


def _mapping(values: dict[str, Any]) -> str:
    for key in SPOKEN_KEYS:
        if isinstance(values.get(key), str) and values[key].strip():
            return sentence(_short(values[key], LONGEST_SAID if key == "say" else LONGEST))
    if table := _table(values) if "type" in values else "":
        return table
    plain = {key: value for key, value in values.items() if _is_plain(value)}
    if plain and len(plain) == len(values) <= FEW:
        return sentence(listed([f"{spoken_name(key)} is {_plain(value)}" for key, value in plain.items()]))
    return f"The result has {len(values)} fields: {listed([spoken_name(key) for key in list(values)[:FEW]])}."


def _candidates(result: Mapping[str, Any]) -> list[str]:
    """Names of places that would all fit, as the page's navigator lists them."""
    found = result.get("candidates") if result.get("ok") is False else None
    named = [one.get("name") if isinstance(one, dict) else one for one in found or []]
    return [name for name in named if isinstance(name, str)]


def _items(value: Mapping[str, Any], key: str) -> list[Any]:
    """What is listed under `key`, or its keys; a function may have put anything there."""
    found = value.get(key)
    return list(found) if isinstance(found, list | dict) else []


def _is_plain(value: Any) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and len(value) <= 60)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return _number(value) if isinstance(value, int | float) else str(value)


def _number(value: int | float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.6g}"


def _short(text: str, longest: int = LONGEST) -> str:
    """The first sentences that fit into one breath, or so many characters."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    kept = ""
    for part in re.split(r"(?<=[.!?])\s+", text):
        if kept and len(kept) + len(part) > longest:
            break
        kept = f"{kept} {part}".strip()
    return kept if len(kept) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


def _parse(output: str) -> Any:
    try:
        return json.loads(output)
    except ValueError:
        return output
