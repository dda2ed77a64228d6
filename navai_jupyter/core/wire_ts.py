"""The wire models as TypeScript: ``python -m navai_jupyter.core.wire_ts`` writes ``js/src/core/wire.ts``.

A renderer of our own, because json-schema-to-typescript makes ``unknown`` records of JSON values. What Python
sends is complete, so its fields are required; what the page sends may leave out every field with a default.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, JsonValue
from pydantic.fields import FieldInfo

from navai_jupyter.core import wire, wire_lease, wire_widget

MODULES = (wire, wire_lease, wire_widget)
TARGET = Path(__file__).parents[2] / "js" / "src" / "core" / "wire.ts"

SENT_BY_PAGE = frozenset({"ClientSecretRequest", "ExecuteRequest", "CancelRequest", "LeaseRequest"})
"""Models whose defaults the page may leave out."""

HEADER = """\
// Written by `python -m navai_jupyter.core.wire_ts` from navai_jupyter/core/wire.py. Do not edit.

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
"""

_PRIMITIVES: dict[Any, str] = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    None: "null",
    type(None): "null",
    Any: "unknown",
}


def render() -> str:
    """The whole TypeScript file."""
    return "\n".join([HEADER, *chain.from_iterable(map(_declarations, MODULES))])


def _declarations(module: types.ModuleType) -> Iterator[str]:
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, str | int):
            yield f"export const {name} = {_literal(value)};\n"
        elif inspect.isclass(value) and issubclass(value, BaseModel) and value.__module__ == module.__name__:
            yield _interface(value)
        elif not name.startswith("_") and _is_alias(value):
            yield f"export type {name} = {_type(value)};\n"


def _is_alias(value: Any) -> bool:
    return get_origin(value) in (Literal, Annotated, Union, types.UnionType)


def _interface(model: type[BaseModel]) -> str:
    fields = "".join(_field(model, name, field) for name, field in model.model_fields.items())
    return f"{_comment(model.__doc__)}export interface {model.__name__} {{\n{fields}}}\n"


def _field(model: type[BaseModel], name: str, field: FieldInfo) -> str:
    optional = "?" if model.__name__ in SENT_BY_PAGE and not field.is_required() else ""
    return f"  {field.alias or name}{optional}: {_type(field.annotation)};\n"


def _type(annotation: Any) -> str:
    if annotation is JsonValue:
        return "JsonValue"
    if annotation in _PRIMITIVES:
        return _PRIMITIVES[annotation]
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation.__name__
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0])
    if origin is Literal:
        return " | ".join(_literal(value) for value in arguments)
    if origin in (Union, types.UnionType):
        return " | ".join(_type(argument) for argument in arguments)
    if origin is list:
        item = _type(arguments[0])
        return f"({item})[]" if "|" in item else f"{item}[]"
    if origin is dict:
        return f"{{ [key: string]: {_type(arguments[1])} }}"
    raise TypeError(f"No TypeScript for {annotation!r}; teach wire_ts._type, or use a simpler annotation.")


def _literal(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}'" if isinstance(value, str) else str(value)


def _comment(docstring: str | None) -> str:
    lines = inspect.cleandoc(docstring or "").replace("``", "`").splitlines()
    if not lines:
        return ""
    if len(lines) == 1:
        return f"/** {lines[0]} */\n"
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
