"""A function's parameters as a JSON Schema, and the check of what a model sends for them."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NotRequired, Required, Union, cast, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, JsonValue, TypeAdapter, ValidationError, with_config
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import to_jsonable_python
from typing_extensions import TypedDict, Unpack

from navai_jupyter.core.context import Context
from navai_jupyter.core.docs import Documentation
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.failure import explain
from navai_jupyter.core.inline import inlined
from navai_jupyter.core.members import own_name
from navai_jupyter.core.stand_ins import Variables, is_expressible, stand_in

Schema = dict[str, JsonValue]
MOST_ERRORS = 8
_FORMS = {
    "date": "2026-01-31",
    "datetime": "2026-01-31T14:30",
    "time": "14:30",
    "time_delta": "P1DT2H, or seconds",
}
"""Added to what pydantic says of a text that it cannot read: a model then knows what to write."""


class ArgumentError(Exception):
    """What a model sent does not fit; the text tells it what to change."""


@dataclass(frozen=True)
class Parameters:
    """The parameters of one function that a caller fills in."""

    signature: inspect.Signature
    schema: Schema
    context: str | None
    _adapter: TypeAdapter[dict[str, Any]]
    _rest: TypeAdapter[dict[str, Any]]

    @property
    def names(self) -> list[str]:
        return list(cast(Schema, self.schema["properties"]))

    def bind(self, values: Mapping[str, Any], context: Context) -> inspect.BoundArguments:
        """Positional and keyword arguments for the call; ``ArgumentError`` when the values do not fit."""
        try:
            arguments = self._adapter.validate_python(dict(values))
            rest = self._rest.validate_python(
                {key: arguments.pop(key) for key in set(arguments) - set(self.names)}
            )
        except ValidationError as error:
            raise ArgumentError(self._explain(error)) from None
        except Exception as error:  # a validator or a type of somebody's own may raise anything
            raise ArgumentError(explain(error)) from None
        for name, parameter in self.signature.parameters.items():
            if parameter.kind is parameter.VAR_KEYWORD:
                arguments[name] = rest
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
        form = next(
            (form for name, form in _FORMS.items() if kind.startswith((f"{name}_pars", f"{name}_from"))), ""
        )
        if form:
            return f"{where}: {message}; write it like {form}"
        if kind == "extra_forbidden" and len(location) == 1:
            return f"{where}: no such parameter, accepted are {', '.join(self.names) or 'none'}"
        return f"{where}: {message}"


def parameters_of(function: Callable[..., Any], variables: Variables | None = None) -> Parameters:
    """Read a signature; ``FunctionError`` names the parameter that JSON cannot express, and the cure.

    With ``variables`` an object can be given by the name of one that holds it. What JSON cannot express keeps
    its default, where it has one.
    """
    try:
        signature = inspect.signature(function)
    except ValueError:
        raise FunctionError(
            f"{own_name(function)} cannot be registered.",
            "Python does not know its parameters.",
            "Wrap it in a function of your own.",
        ) from None
    hints = _hints(function, signature)
    context = next((name for name, hint in hints.items() if _is_context(hint)), None)
    fields: dict[str, Any] = {}
    rest: Any = None
    for name, parameter in signature.parameters.items():
        if name == context:
            continue
        hint = hints.get(name, Any)
        hint = Any if get_origin(hint) is Unpack else stand_in(hint, variables)
        if parameter.kind is parameter.VAR_KEYWORD:
            rest = _expressible(function, name, hint)
        elif not _keeps_its_default(parameter, hint):
            fields[name] = _field(parameter, _expressible(function, name, hint))
    shape = with_config(ConfigDict(extra="forbid" if rest is None else "allow"))(
        TypedDict("Arguments", fields)  # type: ignore[operator]  # built from a signature
    )
    adapter: TypeAdapter[dict[str, Any]] = TypeAdapter(shape)
    open_part: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, rest or Any])  # type: ignore[misc, arg-type]  # made at run time
    schema = _schema(adapter, signature, Documentation.of(function))
    if rest not in (None, Any):
        schema["additionalProperties"] = _untitled(open_part)["additionalProperties"]
    return Parameters(signature, schema, context, adapter, open_part)


def _keeps_its_default(parameter: inspect.Parameter, hint: Any) -> bool:
    """No JSON could take the place of a default like ``key=len`` or ``ax: Callable = None``."""
    if parameter.default is parameter.empty:
        return False
    return callable(parameter.default) if hint is Any else not is_expressible(hint)


def _field(parameter: inspect.Parameter, hint: Any) -> Any:
    if parameter.kind is parameter.VAR_POSITIONAL:
        return NotRequired[list[hint]]
    if parameter.default is parameter.empty:
        return Required[hint]
    return NotRequired[Union[hint, None] if parameter.default is None else hint]  # noqa: UP007


class _Untitled(GenerateJsonSchema):
    """A title derived from the name tells a model nothing and costs tokens."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def decimal_schema(self, schema: Any) -> Any:
        return self.float_schema(schema)  # the text that pydantic offers beside it may be any text


def _schema(adapter: TypeAdapter[Any], signature: inspect.Signature, docs: Documentation) -> Schema:
    schema = _untitled(adapter)
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


def _untitled(adapter: TypeAdapter[Any]) -> Schema:
    return inlined(adapter.json_schema(schema_generator=_Untitled))


def _plain(default: Any) -> JsonValue:
    """The default as JSON, or nothing where that would be another value: JSON has no NaN."""
    item = getattr(default, "item", None)  # a scalar of numpy
    try:
        plain = to_jsonable_python(item() if callable(item) and not getattr(default, "ndim", 1) else default)
        json.dumps(plain, allow_nan=False)
    except ValueError:
        return None
    return cast(JsonValue, plain)


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
                f"{own_name(function)}({name}: {parameter.annotation}) cannot be registered.",
                f"Its annotation cannot be read: {error}.",
                "Define or import the type at the top level before the function.",
            ) from None
    return hints


def _is_context(hint: Any) -> bool:
    return hint is Context or Context in get_args(hint)


def _expressible(function: Callable[..., Any], name: str, hint: Any) -> Any:
    """The hint, if JSON can express it; else a ``FunctionError``."""
    if is_expressible(hint):
        return hint
    shown = hint.__name__ if isinstance(hint, type) else str(hint).replace("typing.", "")
    raise FunctionError(
        f"{own_name(function)}({name}: {shown}) cannot be registered.",
        f"A model sends JSON, and JSON has no {shown}.",
        "Take a name, a number, a list or a dict instead, and look the object up inside the function;"
        " or give the parameter a default, which then is always used.",
    )
