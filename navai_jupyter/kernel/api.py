"""What a person writes in a notebook to give the agent functions and destinations."""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any, Literal, TypeVar, overload

from pydantic import ValidationError

from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.wire import Approval, ExecuteRequest, ExecuteResult, RouteInfo
from navai_jupyter.kernel.listing import Listing
from navai_jupyter.kernel.notebook import notebook

F = TypeVar("F", bound=Callable[..., Any])


@overload
def function(target: F, /) -> F: ...
@overload
def function(
    *,
    name: str | None = None,
    description: str | None = None,
    approval: Approval = "never",
    timeout: float = 60.0,
    executor: Executor | None = None,
    thread: Literal["worker", "main"] = "worker",
    speak: bool = True,
) -> Callable[[F], F]: ...
def function(target: F | None = None, /, **options: Any) -> F | Callable[[F], F]:
    """Let the agent call this function; it stays the plain function it was.

    ``approval`` asks the person first ("session": once per session), ``timeout`` is in seconds, ``executor``
    is any ``concurrent.futures.Executor``, ``thread="main"`` waits for the running cell, ``speak=False`` keeps
    the agent silent about the result.
    """

    def decorate(target: F) -> F:
        notebook().registry.register(target, **options)
        return target

    return decorate if target is None else decorate(target)


def register(target: Callable[..., Any] | Mapping[str, Callable[..., Any]], **options: Any) -> list[str]:
    """Register a function, or a mapping's functions under its keys; the options are those of ``function``."""
    registry = notebook().registry
    if isinstance(target, Mapping):
        if "name" in options:
            raise FunctionError("name= fits one function.", fix="The keys of the mapping are the names.")
        return [registry.register(member, name=name, **options) for name, member in target.items()]
    if not inspect.isroutine(target):
        raise FunctionError(
            f"{type(target).__name__} objects cannot be registered.",
            fix="Give a function or a mapping of functions.",
        )
    return [registry.register(target, **options)]


def unregister(name: str) -> None:
    """Take a function away from the agent."""
    notebook().registry.unregister(name)


def functions() -> Listing:
    """What the agent may call here, as a table."""
    return Listing(notebook().registry.describe())


def call(name: str, /, **arguments: Any) -> ExecuteResult:
    """Run a function as a session would, with checks, limits and capture, and get the answer a session gets."""
    try:
        request = ExecuteRequest(
            function_name=name, payload=arguments, session_id="notebook", call_id=uuid.uuid4().hex
        )
    except ValidationError:
        raise FunctionError(
            f"{name} cannot be called with these arguments.",
            "A session sends JSON.",
            "Give numbers, texts, lists and dicts; call the Python function itself for anything else.",
        ) from None
    return notebook().run(request)


def route(name: str, path: str, description: str = "", synonyms: Sequence[str] = ()) -> None:
    """Give a place a name that can be spoken: ``#Heading``, ``cell:<id>``, ``file:<path>`` …"""
    if not name.strip() or not path.strip():
        raise FunctionError(
            "A route needs a name and a path.", fix='For example navai.route("results", "#Results").'
        )
    if isinstance(synonyms, str):
        raise FunctionError("synonyms= is one text.", fix=f"Give a list: [{synonyms!r}].")
    notebook().registry.route(RouteInfo(name=name, path=path, description=description, synonyms=list(synonyms)))
