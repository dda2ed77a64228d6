"""JSON Schema without references, as the smaller planners and models need it."""

from __future__ import annotations

from typing import Any

_PREFIX = "#/$defs/"


def inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """Put each definition where it is used; a schema that contains itself is left as it is."""
    definitions = schema.get("$defs", {})
    try:
        return {key: _resolve(part, definitions, ()) for key, part in schema.items() if key != "$defs"}
    except RecursionError:
        return schema


def _resolve(part: Any, definitions: dict[str, Any], inside: tuple[str, ...]) -> Any:
    if isinstance(part, list):
        return [_resolve(item, definitions, inside) for item in part]
    if not isinstance(part, dict):
        return part
    reference = part.get("$ref")
    if not isinstance(reference, str) or not reference.startswith(_PREFIX):
        return {key: _resolve(item, definitions, inside) for key, item in part.items()}
    name = reference.removeprefix(_PREFIX)
    if name in inside:
        raise RecursionError(name)
    beside = {key: item for key, item in part.items() if key != "$ref"}
    return _resolve(definitions[name], definitions, (*inside, name)) | beside
