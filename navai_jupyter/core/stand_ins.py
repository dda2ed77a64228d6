"""What JSON says in place of an object: a plain value of its kind, or the name of a variable that holds it."""

from __future__ import annotations

import numbers
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from inspect import isabstract
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AfterValidator, PlainValidator, TypeAdapter, WithJsonSchema
from pydantic.errors import PydanticUserError
from pydantic_core import PydanticCustomError

from navai_jupyter.core.names import snake_case

Variables = Callable[[], Mapping[str, Any]]
"""The variables of a notebook, as they are when a call comes."""

NAMES_TOLD = 12
_PLAIN: tuple[tuple[type, type], ...] = (
    (datetime, datetime),
    (timedelta, timedelta),
    (numbers.Integral, int),
    (numbers.Real, float),
    (str, str),
)
"""numpy's scalars and pandas's times are of these kinds, so neither library is asked for."""


_JSON = (Any, bool, int, float, str, date, datetime)
"""What most parameters are; to ask pydantic of each takes half the time of a registration."""


def is_expressible(hint: Any) -> bool:
    """Whether pydantic knows a JSON form of it."""
    if any(hint is known for known in _JSON):
        return True
    try:
        TypeAdapter(hint).json_schema()
    except PydanticUserError:
        return False
    return True


def stand_in(hint: Any, variables: Variables | None) -> Any:
    """The same hint with what JSON cannot say replaced, as far as it can be."""
    if is_expressible(hint):
        return hint
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return Union[tuple(stand_in(each, variables) for each in inner)]  # noqa: UP007  # made at run time
    if origin is Annotated:
        return Annotated[stand_in(inner[0], variables), *inner[1:]]
    if origin is list:
        return list[stand_in(inner[0], variables)]  # type: ignore[misc]  # made at run time
    if not isinstance(hint, type) or hint is type or isabstract(hint) or origin is not None:
        return hint
    plain = next((plain for kind, plain in _PLAIN if issubclass(hint, kind)), None)
    if plain is not None:
        return Annotated[plain, AfterValidator(hint)]
    return _by_name(hint, variables) if variables is not None else hint


def _by_name(kind: type, variables: Variables) -> Any:
    described = {"type": "string", "description": f"Name of a variable of type {kind.__name__}."}

    def look_up(name: object) -> Any:
        held = dict(_holding(kind, variables()))
        if isinstance(name, str):
            if name in held:
                return held[name]
            alike = [known for known in held if snake_case(known) == snake_case(name)]
            if len(alike) == 1:
                return held[alike[0]]
        accepted = ", ".join(list(held)[:NAMES_TOLD]) or "there is none now"
        raise PydanticCustomError(
            "variable",
            "Give the name of a variable of type {kind}: {accepted}",
            {"kind": kind.__name__, "accepted": accepted},
        )

    return Annotated[Any, PlainValidator(look_up), WithJsonSchema(described)]


def _holding(kind: type, variables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    # A copy: cells add variables while a call looks through them.
    return ((n, v) for n, v in dict(variables).items() if not n.startswith("_") and _is(v, kind))


def _is(value: Any, kind: type) -> bool:
    try:
        return isinstance(value, kind)
    except Exception:  # a proxy, as Flask's request, of which nothing is known here
        return False
