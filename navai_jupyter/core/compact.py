"""The parameters of a function as a model needs them.

The twin of ``js/src/core/compact.ts``; both are held to ``tests/cases/catalogue.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

Schema = dict[str, JsonValue]
VALUES = frozenset({"default", "enum", "const", "examples"})
"""Keywords behind which stand values and no schemas."""


def compact_parameters(schema: Mapping[str, JsonValue]) -> Schema:
    """What says nothing to a model is left out.

    That is: titles, that nothing else is accepted, that nothing is required, and that an optional parameter may
    be null instead of absent.
    """
    return {"type": "object", "properties": {}, **_compact(schema)}


def _compact(schema: Mapping[str, Any]) -> Schema:
    required: list[str] = schema.get("required") or []
    found: Schema = {}
    for key, value in schema.items():
        if key == "properties" and isinstance(value, dict):
            found[key] = {
                name: _within(each if name in required else _present(each)) for name, each in value.items()
            }
        elif key in VALUES:
            found[key] = value
        elif not (
            key == "title"
            or (key == "required" and not required)
            or (key == "additionalProperties" and value is False)
        ):
            found[key] = _within(value)
    return found


def _present(schema: Any) -> Any:
    """A schema that is not null, where it says null only to mean that nothing is given."""
    if not isinstance(schema, dict) or not isinstance(schema.get("anyOf"), list):
        return schema
    kinds = [kind for kind in schema["anyOf"] if not (isinstance(kind, dict) and kind.get("type") == "null")]
    if len(kinds) == len(schema["anyOf"]) or schema.get("default") is not None:
        return schema
    beside = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
    alone = len(kinds) == 1 and isinstance(kinds[0], dict)
    return {**kinds[0], **beside} if alone else {"anyOf": kinds, **beside}


def _within(value: Any) -> Any:
    if isinstance(value, list):
        return [_within(item) for item in value]
    return _compact(value) if isinstance(value, dict) else value
