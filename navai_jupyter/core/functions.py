"""One registered function: what is told about it, and how it is called."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from navai_jupyter.core.docs import Documentation
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.names import snake_case
from navai_jupyter.core.runner import Place
from navai_jupyter.core.schema import Parameters, parameters_of
from navai_jupyter.core.wire import Approval, FunctionInfo, Source

Identity = tuple[str, str, str]
"""Module, qualified name, wanted name: a cell that is run again defines the same function anew."""


@dataclass(frozen=True)
class Function:
    info: FunctionInfo
    call: Callable[..., Any]
    parameters: Parameters
    place: Place
    identity: Identity


def build(
    function: Callable[..., Any],
    source: Source,
    *,
    name: str | None,
    description: str | None,
    approval: Approval,
    timeout: float,
    place: Place,
    speak: bool,
) -> Function:
    """Read everything from the function once; ``FunctionError`` says what cannot be kept."""
    _refuse_what_does_not_return(function)
    own_name = getattr(function, "__name__", "")
    wanted = snake_case(name or own_name)
    if not wanted:
        raise FunctionError(
            f"{name or own_name or function!r} gives no name.", fix='Give one: name="load_sales".'
        )
    if approval not in get_args(Approval):
        raise FunctionError(
            f"approval={approval!r} is unknown.", fix=f"Use one of {', '.join(get_args(Approval))}."
        )
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 < timeout < math.inf:
        raise FunctionError(f"timeout={timeout!r} is no time.", fix="Give seconds above zero, for example 30.")
    parameters = parameters_of(function)
    if parameters.context and place.executor is not None:
        raise FunctionError(
            f"{wanted} asks for a navai.Context.",
            "It cannot travel to an executor.",
            f"Drop {parameters.context}.",
        )
    info = FunctionInfo(
        name=wanted,
        description=Documentation.of(function).description if description is None else description,
        source=source,
        parameters=parameters.schema,
        approval=approval,
        timeout=timeout,
        speak=speak,
    )
    module, qualname = getattr(function, "__module__", None), getattr(function, "__qualname__", own_name)
    return Function(info, function, parameters, place, (str(module), str(qualname), wanted))


def _refuse_what_does_not_return(function: Any) -> None:
    if inspect.isclass(function) or not callable(function):
        kind = "a class" if inspect.isclass(function) else f"of type {type(function).__name__}"
        raise FunctionError(f"{function!r} is {kind}, not a function.", fix="Register a function.")
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        raise FunctionError(
            f"{function.__name__} yields its values.", "A call has one answer.", "Return a list instead."
        )
