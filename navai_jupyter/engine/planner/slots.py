"""The parameters of a tool as slots that words can fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from navai_jupyter.engine.planner.words import name_words, words_of

Kind = Literal[
    "integer", "number", "boolean", "choice", "text", "list", "date", "time", "date-time", "duration", "mapping"
]
KINDS: dict[object, Kind] = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "string": "text",
    "array": "list",
    "object": "mapping",
}
FORMATS: dict[object, Kind] = {
    "date": "date", "time": "time", "date-time": "date-time", "duration": "duration"
}  # fmt: skip
DEEPEST = 3
"""How many objects inside one another are still read; deeper ones, and references to themselves, are not."""
MOST_SLOTS = 24
FRACTIONS = frozenset("fraction ratio proportion probability share alpha significance quantile dropout".split())
_CLAUSE = re.compile(r"[,;]\s")
EXPLAINED = 12
"""Words of a slot's description that count."""


@dataclass(frozen=True)
class Slot:
    """``path`` leads to it through objects, ``choices`` are its enumeration, ``item`` a list's member."""

    path: tuple[str, ...]
    kind: Kind
    required: bool
    nullable: bool = False
    choices: tuple[Any, ...] = ()
    item: Slot | None = None
    minimum: float | None = None
    maximum: float | None = None
    about: tuple[str, ...] = ()
    """How it is described."""
    gloss: tuple[str, ...] = ()
    """The part of it that may name it; the rest explains more: "Number of the cell, *counted from the top*"."""
    fraction: bool = False
    """A number between 0 and 1, which people also say in per cent."""

    @property
    def name(self) -> str:
        """What we call it in a question; also the key among filled slots."""
        return ".".join(self.path)

    @property
    def spoken(self) -> str:
        return " ".join(name_words(self.path[-1])) or self.path[-1]

    def takes(self, value: Any) -> bool:
        """A number within its bounds, or anything else."""
        if not isinstance(value, int | float):
            return True
        low, high = self.minimum, self.maximum
        return (low is None or value >= low) and (high is None or value <= high)

    @property
    def numeric(self) -> bool:
        return self.kind in ("integer", "number") or (self.item is not None and self.item.numeric)

    @property
    def free(self) -> bool:
        """Any words can fill it."""
        return self.kind == "text" or (self.item is not None and self.item.kind == "text")


@dataclass(frozen=True, slots=True)
class Value:
    """A value that ends before the word `end`; `cost` is how unlikely it is."""

    value: Any
    end: int
    cost: float


def slots(parameters: Mapping[str, Any]) -> list[Slot]:
    """The properties of a JSON Schema object, and of objects inside it, in their order."""
    definitions = {**(_mapping(parameters.get("definitions"))), **_mapping(parameters.get("$defs"))}
    return list(_properties(parameters, definitions, (), required=True))[:MOST_SLOTS]


def assembled(filled: Mapping[str, Any], known: list[Slot]) -> dict[str, Any]:
    """The arguments, in the schema's order and nesting."""
    arguments: dict[str, Any] = {}
    for slot in known:
        if slot.name in filled:
            inner = arguments
            for key in slot.path[:-1]:
                inner = inner.setdefault(key, {})
            inner[slot.path[-1]] = filled[slot.name]
    return arguments


def flattened(arguments: Mapping[str, Any], known: list[Slot]) -> dict[str, Any]:
    """The inverse of `assembled`: what an earlier call filled."""
    filled: dict[str, Any] = {}
    for slot in known:
        inner: Any = arguments
        for key in slot.path:
            inner = inner.get(key) if isinstance(inner, Mapping) else None
        if inner is not None:
            filled[slot.name] = inner
    return filled


def _properties(
    schema: Mapping[str, Any], definitions: Mapping[str, Any], path: tuple[str, ...], *, required: bool
) -> Iterator[Slot]:
    wanted = schema.get("required") or ()
    for name, part in _mapping(schema.get("properties")).items():
        if not isinstance(part, Mapping):
            continue
        plain, nullable = _plain(part, definitions)
        needed = required and name in wanted and not nullable and "default" not in plain
        inner = (*path, name)
        if plain.get("type") == "object" and _mapping(plain.get("properties")) and len(inner) < DEEPEST:
            yield from _properties(plain, definitions, inner, required=needed)
        else:
            yield _slot(inner, plain, definitions, required=needed, nullable=nullable)


def _slot(
    path: tuple[str, ...],
    schema: Mapping[str, Any],
    definitions: Mapping[str, Any],
    *,
    required: bool,
    nullable: bool,
) -> Slot:
    choices = tuple(schema["enum"]) if isinstance(schema.get("enum"), list) else ()
    if "const" in schema:
        choices = (schema["const"],)
    if None in choices:
        nullable, required = True, False
        choices = tuple(choice for choice in choices if choice is not None)
    kind: Kind = "choice" if choices else KINDS.get(schema.get("type"), "text")
    if kind == "text":
        kind = FORMATS.get(schema.get("format"), kind)
    item = None
    if kind == "list":
        inner, _ = _plain(_mapping(schema.get("items")), definitions)
        item = _slot(path, inner, {}, required=False, nullable=False)
    described = f"{schema.get('title') or ''} {schema.get('description') or ''}"
    return Slot(
        path,
        kind,
        required,
        nullable,
        choices,
        item,
        _bound(schema, "minimum", "exclusiveMinimum"),
        _bound(schema, "maximum", "exclusiveMaximum"),
        tuple(words_of(described)[:EXPLAINED]),
        tuple(words_of(_CLAUSE.split(described, maxsplit=1)[0])[:EXPLAINED]),
        fraction=kind == "number" and _is_fraction(path[-1], schema),
    )


def _is_fraction(name: str, schema: Mapping[str, Any]) -> bool:
    maximum, default = schema.get("maximum"), schema.get("default")
    return bool(
        FRACTIONS & set(name_words(name))
        or (isinstance(maximum, int | float) and maximum <= 1)
        or (isinstance(default, float) and 0 < default < 1)
    )


def _bound(schema: Mapping[str, Any], *keys: str) -> float | None:
    found = [schema[key] for key in keys if isinstance(schema.get(key), int | float)]
    return float(found[0]) if found else None


def _plain(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> tuple[Mapping[str, Any], bool]:
    """A schema without references and unions with null; of other unions the member that says most."""
    nullable = False
    for _ in range(8):
        kept = {key: schema[key] for key in ("default", "description", "title") if key in schema}
        if "$ref" in schema:
            name = str(schema["$ref"]).rsplit("/", 1)[-1]
            schema = {**_mapping(definitions.get(name)), **kept}
            continue
        kind = schema.get("type")
        if isinstance(kind, list):
            nullable = nullable or "null" in kind
            schema = {**schema, "type": next((one for one in kind if one != "null"), None)}
            continue
        members = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
        if not isinstance(members, list) or not members:
            break
        members = [member for member in members if isinstance(member, Mapping)]
        nullable = nullable or any(member.get("type") == "null" for member in members)
        schema = {**_widest([member for member in members if member.get("type") != "null"]), **kept}
    return schema, nullable


def _widest(members: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    constants = [member["const"] for member in members if "const" in member]
    if constants and len(constants) == len(members):
        return {"enum": constants}
    kinds = [member.get("type") for member in members]
    for kind in ("number", "array"):
        if kind in kinds:
            return members[kinds.index(kind)]
    return members[0] if members else {}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
