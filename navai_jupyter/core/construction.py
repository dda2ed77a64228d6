"""Methods of a class of which each call makes an instance: NAVAI's ``constructorArgs`` and ``methodArgs``."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from inspect import BoundArguments
from types import MethodType
from typing import Any, cast

from pydantic import JsonValue

from navai_jupyter.core.arguments import bind
from navai_jupyter.core.context import Context
from navai_jupyter.core.schema import ArgumentError, Schema, parameters_of
from navai_jupyter.core.stand_ins import Variables

CONSTRUCTOR, METHOD = "constructorArgs", "methodArgs"

Given = tuple[tuple[Any, ...], dict[str, Any]]
"""Positional and keyword arguments: unlike bound ones they travel to another process."""


class Construction:
    """One method; its schema is the method's own, and ``constructorArgs`` where the class takes any."""

    def __init__(self, owner: type, method: Callable[..., Any], variables: Variables | None = None):
        self._constructor = parameters_of(owner, variables)
        self._method = parameters_of(
            MethodType(method, owner), variables
        )  # bound to anything, it asks for no ``self``
        invoke = _invoke_async if inspect.iscoroutinefunction(method) else _invoke
        self.call: Callable[..., Any] = functools.partial(invoke, owner, method)
        self.schema = _joined(self._constructor.schema, self._method.schema)
        self.takes_context = bool(self._constructor.context or self._method.context)

    def bind(self, payload: JsonValue, context: Context) -> BoundArguments:
        """Arguments for ``call``; `ArgumentError` when the payload does not fit."""
        given = payload if isinstance(payload, dict) else {METHOD: payload}
        rest: JsonValue = {key: value for key, value in given.items() if key != CONSTRUCTOR}
        try:
            made = bind(self._constructor, given.get(CONSTRUCTOR), context)
        except ArgumentError as error:
            raise ArgumentError(f"{CONSTRUCTOR}: {error}") from None
        called = bind(self._method, given.get(METHOD, rest), context)
        return inspect.signature(self.call).bind((made.args, made.kwargs), (called.args, called.kwargs))


def _invoke(owner: type, method: Callable[..., Any], made: Given, called: Given) -> Any:
    return method(owner(*made[0], **made[1]), *called[0], **called[1])


async def _invoke_async(owner: type, method: Callable[..., Any], made: Given, called: Given) -> Any:
    return await method(owner(*made[0], **made[1]), *called[0], **called[1])


def _joined(constructor: Schema, method: Schema) -> Schema:
    if not constructor["properties"]:
        return method
    properties = {CONSTRUCTOR: constructor, **cast(Schema, method["properties"])}
    required = [*([CONSTRUCTOR] if constructor["required"] else []), *cast(list[JsonValue], method["required"])]
    return {**method, "properties": cast(JsonValue, properties), "required": required}
