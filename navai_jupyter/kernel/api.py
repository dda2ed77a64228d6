"""What a person writes in a notebook to give the agent functions and destinations."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Any, Literal, TypeVar, overload

from pydantic import ValidationError

from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.offering import group_of_method, offer
from navai_jupyter.core.options import Options, remember
from navai_jupyter.core.search import search
from navai_jupyter.core.wire import AgentInfo, Approval, ExecuteRequest, ExecuteResult, RouteInfo
from navai_jupyter.kernel.listing import Listing
from navai_jupyter.kernel.notebook import notebook

FOUND = 20

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
    the agent silent about the result. A class is offered with its methods; a decorated method waits for that.
    """
    name = options.pop("name", None)
    chosen = Options(**options)  # refused before anything is decorated

    def decorate(target: F) -> F:
        remember(target, name, chosen)
        registry = notebook().registry
        if group := group_of_method(target):
            registry.warn(" ".join(group), [f"{target.__qualname__} is offered once {group[1]} is registered."])
        else:
            # The options go along: what is built in could not remember them.
            offer(registry, target, name, **options)
        return target

    return decorate if target is None else decorate(target)


def register(target: Any, *, name: str | None = None, **options: Any) -> list[str]:
    """Register a function, or the public functions of a class, an object, a mapping or a module.

    A class's methods run on a new instance each time, an object's on itself. ``name`` is the function's name or
    the prefix of the members' names; the other options are those of ``function``. Answers the names.
    """
    return offer(notebook().registry, target, name, **options)


def unregister(name: str) -> None:
    """Take a function away from the agent."""
    notebook().registry.unregister(name)


def functions(*wanted: str) -> Listing:
    """What the agent may call here, as a table; of many, those that fit the ``wanted`` words best."""
    listed = notebook().registry.describe()
    if wanted:
        listed.items = search(" ".join(wanted), listed.items, most=FOUND)
    return Listing(listed)


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


def agent(
    key: str,
    *,
    name: str = "",
    instructions: str = "",
    functions: Sequence[Callable[..., Any] | str] = (),
    handoff: str = "",
    primary: bool = False,
) -> None:
    """Give some functions to an agent of their own, to which the conversation is handed when ``handoff`` fits.

    ``functions`` are names, or functions that are registered; ``primary`` makes it the one that is spoken to
    first. Without any agent there is one, with all functions.
    """
    if isinstance(functions, str) or not isinstance(functions, Sequence):
        raise FunctionError("functions= is no list.", fix=f"Give one: [{functions!r}].")
    named = [each.strip().lower() if isinstance(each, str) else _registered_name(each) for each in functions]
    info = AgentInfo(
        key=key,
        name=name or key,
        instructions=instructions,
        handoff=handoff,
        functions=named,
        primary=primary,
    )
    notebook().registry.agent(info)


def _registered_name(function: Callable[..., Any]) -> str:
    return notebook().registry.name_of(function) or offer(notebook().registry, function)[0]
