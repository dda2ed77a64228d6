"""What a class, an instance, a mapping or a module offers to be called."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, NewType, TypeVar
from weakref import WeakKeyDictionary

from pydantic import BaseModel

_TYPES = NewType | TypeVar
"""They can be called, or have methods, and are no functions for all that."""

class_names: WeakKeyDictionary[type, str] = WeakKeyDictionary()
"""What the decorators of classes call them: in a module that counts, and not the variable."""


@dataclass(frozen=True)
class Member:
    """A callable and its name before it is normalised; each call of one with an ``owner`` makes an instance."""

    name: str
    call: Callable[..., Any]
    owner: type | None = None


def members_of(target: Any, name: str | None = None) -> list[Member]:
    """The public callables of ``target``; ``name`` takes the place of its own as the prefix of theirs.

    Inherited and imported ones are left out, as in NAVAI; properties are never evaluated.
    """
    if isinstance(target, ModuleType):
        return list(_of_module(target, name))
    if isinstance(target, Mapping):
        return [Member(f"{name}_{key}" if name else str(key), value) for key, value in target.items()]
    if inspect.isclass(target):
        return list(_of_class(target, name or target.__name__))
    if is_function(target):
        return [Member(name or own_name(target), target)]
    return list(_of_instance(target, name or type(target).__name__))


def is_function(target: Any) -> bool:
    """Also what stands in for one, as the result of a decorator may: it has the name of a function."""
    stands_in = callable(target) and hasattr(target, "__wrapped__") and not inspect.isclass(target)
    return inspect.isroutine(target) or isinstance(target, functools.partial) or stands_in


def own_name(function: Any) -> str:
    while isinstance(function, functools.partial):
        function = function.func
    return str(getattr(function, "__name__", ""))


def _of_module(module: ModuleType, prefix: str | None) -> Iterator[Member]:
    chosen = getattr(module, "__all__", None)
    for name, value in vars(module).items():
        if name not in chosen if chosen is not None else name.startswith("_"):
            continue
        own = class_names.get(value, name) if inspect.isclass(value) else name
        known_as = f"{prefix}_{own}" if prefix else own
        if isinstance(value, Mapping):
            callables = {key: member for key, member in value.items() if is_function(member)}
            yield from members_of(callables, known_as)
        elif not isinstance(value, ModuleType | _TYPES) and (chosen is not None or _is_from(module, value)):
            yield from members_of(value, known_as)


def _is_from(module: ModuleType, value: Any) -> bool:
    # Nothing tells where a partial was made; it is hardly ever imported.
    return isinstance(value, functools.partial) or getattr(value, "__module__", None) == module.__name__


def _of_class(owner: type, prefix: str) -> Iterator[Member]:
    for name, value in _public(owner):
        if isinstance(value, staticmethod | classmethod):
            yield Member(f"{prefix}_{name}", getattr(owner, name))
        elif inspect.isroutine(value):
            yield Member(f"{prefix}_{name}", value, owner)


def _of_instance(instance: Any, prefix: str) -> Iterator[Member]:
    if "__call__" in vars(type(instance)):
        yield Member(prefix, instance.__call__)
    for name, value in _public(type(instance)):
        if isinstance(value, staticmethod | classmethod) or inspect.isroutine(value):
            yield Member(f"{prefix}_{name}", getattr(instance, name))


def _public(owner: type) -> Iterator[tuple[str, Any]]:
    machinery = vars(BaseModel) if issubclass(owner, BaseModel) else {}
    return ((n, value) for n, value in vars(owner).items() if not n.startswith("_") and n not in machinery)
