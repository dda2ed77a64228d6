"""Where the agent can go, in each form in which a person says it."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from pydantic import JsonValue

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.core.routes import navigation_answer, resolve
from navai_jupyter.core.wire import RouteInfo

Answer = dict[str, JsonValue]
Navigate = Callable[[str], Awaitable[Answer]]
Given = Callable[[str], Any] | Mapping[str, str] | Iterable[RouteInfo] | None
"""A callable (plain or async) that goes there; or places by name, which are only found and told."""


def routes_of(given: Given) -> list[RouteInfo]:
    """The places that are named beforehand."""
    if given is None or callable(given):
        return []
    if isinstance(given, Mapping):
        return [RouteInfo(name=name, path=path) for name, path in given.items()]
    routes = list(given)
    if not all(isinstance(route, RouteInfo) for route in routes):
        raise ConfigurationError(
            f"navigate={given!r} names no places.",
            fix='Give a callable, a mapping such as {"results": "#Results"}, or a list of RouteInfo.',
        )
    return routes


def navigator(given: Given, routes: list[RouteInfo]) -> Navigate:
    """How ``navigate_to`` is answered."""
    if not callable(given):
        return _found_among(routes)
    go = given

    async def navigate(target: str) -> Answer:
        went = go(target)
        if inspect.isawaitable(went):
            went = await went
        if isinstance(went, dict):
            return went
        if went is False:
            return {"ok": False, "error": "Unknown or disallowed route."}
        return {"ok": True, "path": went if isinstance(went, str) else target}

    return navigate


def _found_among(routes: list[RouteInfo]) -> Navigate:
    async def find(target: str) -> Answer:
        return navigation_answer(resolve(target, routes))

    return find
