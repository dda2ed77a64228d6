"""One registered function: what is told about it, and how it is called."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from inspect import BoundArguments
from typing import Any

from pydantic import JsonValue

from navai_jupyter.core.arguments import bind
from navai_jupyter.core.construction import Construction
from navai_jupyter.core.context import Context
from navai_jupyter.core.docs import Documentation
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.members import Member, own_name
from navai_jupyter.core.names import snake_case
from navai_jupyter.core.options import Options
from navai_jupyter.core.runner import Place
from navai_jupyter.core.schema import Schema, parameters_of
from navai_jupyter.core.stand_ins import Variables
from navai_jupyter.core.wire import FunctionInfo, Source

Identity = tuple[str, str, str]
"""Module, qualified name, wanted name: a cell that is run again defines the same function anew."""
Group = tuple[str, str, str]
"""Module, qualified name and prefix of what a function came from together with others: a class, a module."""
Bind = Callable[[JsonValue, Context], BoundArguments]
"""Checked arguments from a payload; raises `ArgumentError`."""


@dataclass(frozen=True)
class Function:
    info: FunctionInfo
    call: Callable[..., Any]
    bind: Bind
    place: Place
    identity: Identity
    group: Group | None = None


def build(
    member: Member,
    source: Source,
    options: Options,
    group: Group | None = None,
    variables: Variables | None = None,
) -> Function:
    """Read everything from the function once; ``FunctionError`` says what cannot be kept."""
    function = member.call
    _refuse_what_does_not_return(function)
    wanted = snake_case(member.name)
    if not wanted:
        raise FunctionError(f"{member.name or function!r} gives no name.", fix='Give one: name="load_sales".')
    call, schema, binding, takes_context = _how(member, variables)
    if takes_context and options.executor is not None:
        raise FunctionError(
            f"{wanted} asks for a navai.Context.",
            "It cannot travel to an executor.",
            "Drop that parameter, or the executor.",
        )
    own_words = Documentation.of(function).description
    info = FunctionInfo(
        name=wanted,
        description=own_words if options.description is None else options.description,
        source=source,
        parameters=schema,
        approval=options.approval,
        timeout=options.timeout,
        speak=options.speak,
    )
    module = getattr(function, "__module__", None)
    qualname = getattr(function, "__qualname__", member.name)
    return Function(info, call, binding, options.place, (str(module), str(qualname), wanted), group)


def _how(member: Member, variables: Variables | None) -> tuple[Callable[..., Any], Schema, Bind, bool]:
    """What to call, the schema of its payload, the check of one, and whether it wants to know its call."""
    if member.owner is not None:
        made = Construction(member.owner, member.call, variables)
        return made.call, made.schema, made.bind, made.takes_context
    parameters = parameters_of(member.call, variables)
    return member.call, parameters.schema, functools.partial(bind, parameters), bool(parameters.context)


def _refuse_what_does_not_return(function: Any) -> None:
    if inspect.isclass(function) or not callable(function):
        kind = "a class" if inspect.isclass(function) else f"of type {type(function).__name__}"
        raise FunctionError(f"{function!r} is {kind}, not a function.", fix="Register a function.")
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        raise FunctionError(
            f"{own_name(function)} yields its values.", "A call has one answer.", "Return a list instead."
        )
