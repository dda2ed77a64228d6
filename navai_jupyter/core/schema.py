"""A function's parameters as a JSON Schema, and the check of what a model sends for them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NotRequired, Required, Union, cast, get_args, get_type_hints

from pydantic import ConfigDict, JsonValue, TypeAdapter, ValidationError, with_config
from pydantic.errors import PydanticUserError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import to_jsonable_python
from typing_extensions import TypedDict

from navai_jupyter.core.context import Context
from navai_jupyter.core.docs import Documentation
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.failure import explain
from navai_jupyter.core.inline import inlined

Schema = dict[str, JsonValue]
MOST_ERRORS = 8


class ArgumentError(Exception):
    """What a model sent does not fit; the text tells it what to change."""


@dataclass(frozen=True)
class Parameters:
    """The parameters of one function that a caller fills in."""

    signature: inspect.Signature
    schema: Schema
    context: str | None
    _adapter: TypeAdapter[dict[str, Any]]

    @property
    def names(self) -> list[str]:
        return list(cast(Schema, self.schema["properties"]))

    def bind(self, values: Mapping[str, Any], context: Context) -> inspect.BoundArguments:
        """Positional and keyword arguments for the call; ``ArgumentError`` when the values do not fit."""
        try:
            arguments = self._adapter.validate_python(dict(values))
        except ValidationError as error:
            raise ArgumentError(self._explain(error)) from None
        except Exception as error:  # a validator or a type of somebody's own may raise anything
            raise ArgumentError(explain(error)) from None
        for name, parameter in self.signature.parameters.items():
            if parameter.kind is parameter.VAR_KEYWORD:
                arguments[name] = {key: arguments.pop(key) for key in set(arguments) - set(self.names)}
            elif parameter.kind is parameter.VAR_POSITIONAL:
                arguments[name] = tuple(arguments.get(name, ()))
        if self.context:
            arguments[self.context] = context
        bound = inspect.BoundArguments(self.signature, arguments)
        bound.apply_defaults()
        return bound

    def _explain(self, error: ValidationError) -> str:
        found = error.errors(include_url=False, include_context=False)
        lines = [self._line(detail["loc"], detail["type"], detail["msg"]) for detail in found[:MOST_ERRORS]]
        if len(found) > MOST_ERRORS:
            lines.append(f"{len(found) - MOST_ERRORS} more")
        return "; ".join(lines)

    def _line(self, location: tuple[int | str, ...], kind: str, message: str) -> str:
        where = ".".join(map(str, location))
        if kind == "extra_forbidden" and len(location) == 1:
            return f"{where}: no such parameter, accepted are {', '.join(self.names) or 'none'}"
        return f"{where}: {message}"


def parameters_of(function: Callable[..., Any]) -> Parameters:
    """Read a signature; ``FunctionError`` names the parameter that JSON cannot express, and the cure."""
    try:
        signature = inspect.signature(function)
    except ValueError:
        raise FunctionError(
            f"{function.__name__} cannot be registered.",
            "Python does not know its parameters.",
            "Wrap it in a function of your own.",
        ) from None
    hints = _hints(function, signature)
    context = next((name for name, hint in hints.items() if _is_context(hint)), None)
    fields: dict[str, Any] = {}
    open_ended = False
    for name, parameter in signature.parameters.items():
        hint = hints.get(name, Any)
        if name == context:
            continue
        if parameter.kind is parameter.VAR_KEYWORD:
            open_ended = True
            continue
        if parameter.kind is parameter.VAR_POSITIONAL:
            fields[name] = NotRequired[list[hint]]  # type: ignore[valid-type]  # built from a signature
        elif parameter.default is parameter.empty:
            fields[name] = Required[hint]
        else:
            fields[name] = NotRequired[Union[hint, None] if parameter.default is None else hint]  # noqa: UP007
        _refuse_inexpressible(function, name, fields[name])
    shape = with_config(ConfigDict(extra="allow" if open_ended else "forbid"))(
        TypedDict("Arguments", fields)  # type: ignore[operator]  # built from a signature
    )
    adapter: TypeAdapter[dict[str, Any]] = TypeAdapter(shape)
    schema = _schema(adapter, signature, Documentation.of(function))
    return Parameters(signature, schema, context, adapter)


class _Untitled(GenerateJsonSchema):
    """A title derived from the name tells a model nothing and costs tokens."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def decimal_schema(self, schema: Any) -> Any:
        return self.float_schema(schema)  # the text that pydantic offers beside it may be any text


def _schema(adapter: TypeAdapter[Any], signature: inspect.Signature, docs: Documentation) -> Schema:
    schema: Schema = inlined(adapter.json_schema(schema_generator=_Untitled))
    schema.pop("title", None)
    properties = cast(dict[str, Schema], schema.setdefault("properties", {}))
    for name, described in properties.items():
        if name in docs.parameters:
            described.setdefault("description", docs.parameters[name])
        default = signature.parameters[name].default
        if default is not inspect.Parameter.empty and (plain := _plain(default)) is not None:
            described.setdefault("default", plain)
    schema.setdefault("required", [])
    return schema


def _plain(default: Any) -> JsonValue:
    try:
        return cast(JsonValue, to_jsonable_python(default))
    except ValueError:
        return None


def _hints(function: Callable[..., Any], signature: inspect.Signature) -> dict[str, Any]:
    """Resolved annotations of the parameters only: a return type need not be importable at run time."""
    target = inspect.unwrap(function)
    if isinstance(target, (staticmethod, classmethod)) or inspect.ismethod(target):
        target = target.__func__
    names = getattr(target, "__globals__", {})
    outer = inspect.getclosurevars(target).nonlocals if inspect.isfunction(target) else {}
    hints: dict[str, Any] = {}
    for name, parameter in signature.parameters.items():
        if parameter.annotation is parameter.empty:
            continue
        holder = type("Annotations", (), {"__annotations__": {name: parameter.annotation}})
        try:
            hints |= get_type_hints(holder, names, dict(outer), include_extras=True)
        except (NameError, TypeError, SyntaxError, AttributeError) as error:
            raise FunctionError(
                f"{function.__name__}({name}: {parameter.annotation}) cannot be registered.",
                f"Its annotation cannot be read: {error}.",
                "Define or import the type at the top level before the function.",
            ) from None
    return hints


def _is_context(hint: Any) -> bool:
    return hint is Context or Context in get_args(hint)


def _refuse_inexpressible(function: Callable[..., Any], name: str, hint: Any) -> None:
    try:
        shape = TypedDict("Arguments", {name: hint})  # type: ignore[misc]  # built from a signature
        TypeAdapter(shape).json_schema()
    except PydanticUserError:
        (kind,) = get_args(hint)
        shown = getattr(kind, "__name__", str(kind))
        raise FunctionError(
            f"{function.__name__}({name}: {shown}) cannot be registered.",
            f"A model sends JSON, and JSON has no {shown}.",
            "Take a name, a number, a list or a dict instead, and look the object up inside the function.",
        ) from None
