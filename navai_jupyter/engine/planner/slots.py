"""The parameters of a tool as slots that words can fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["integer", "number", "boolean", "choice", "text", "list", "other"]
KINDS: dict[object, Kind] = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "string": "text",
    "array": "list",
}


@dataclass(frozen=True)
class Slot:
    """``choices`` are the values of an enumeration, ``item`` the kind of a list's members."""

    name: str
    kind: Kind
    required: bool
    nullable: bool = False
    choices: tuple[Any, ...] = ()
    item: Kind = "text"

    @property
    def spoken(self) -> str:
        return self.name.replace("_", " ").replace("-", " ")


def slots(parameters: Mapping[str, Any]) -> list[Slot]:
    """The properties of a JSON Schema object in their order, as one `Slot` each."""
    required = parameters.get("required") or []
    properties = parameters.get("properties") or {}
    definitions = {**(parameters.get("definitions") or {}), **(parameters.get("$defs") or {})}
    return [
        _slot(name, schema, name in required, definitions)
        for name, schema in properties.items()
        if isinstance(schema, Mapping)
    ]


def _slot(name: str, schema: Mapping[str, Any], required: bool, definitions: Mapping[str, Any]) -> Slot:
    schema, nullable = _plain(schema, definitions)
    choices = tuple(schema["enum"]) if "enum" in schema else ()
    if "const" in schema:
        choices = (schema["const"],)
    if None in choices:
        nullable, choices = True, tuple(choice for choice in choices if choice is not None)
    kind: Kind = "choice" if choices else KINDS.get(schema.get("type"), "other")
    item: Kind = "text"
    if kind == "list":
        items, _ = _plain(schema.get("items") or {}, definitions)
        item = KINDS.get(items.get("type"), "text")
    has_default = "default" in schema
    return Slot(name, kind, required and not nullable and not has_default, nullable, choices, item)


def _plain(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> tuple[Mapping[str, Any], bool]:
    """A schema without references and unions with null; of other unions the first member."""
    nullable = False
    for _ in range(8):
        if "$ref" in schema:
            schema = definitions.get(str(schema["$ref"]).rsplit("/", 1)[-1], {})
            continue
        kind = schema.get("type")
        if isinstance(kind, list):
            nullable = nullable or "null" in kind
            schema = {**schema, "type": next((one for one in kind if one != "null"), None)}
            continue
        members = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
        if not members:
            break
        nullable = nullable or any(member.get("type") == "null" for member in members)
        chosen = _widest([member for member in members if member.get("type") != "null"])
        schema = {**{key: schema[key] for key in ("default",) if key in schema}, **chosen}
    return schema, nullable


def _widest(members: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    kinds = [member.get("type") for member in members]
    if "number" in kinds:
        return members[kinds.index("number")]
    return members[0] if members else {}
