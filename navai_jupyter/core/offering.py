"""Registering whatever a person gives: a function, a class, an instance, a mapping or a module."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.functions import Group
from navai_jupyter.core.members import Member, is_function, members_of
from navai_jupyter.core.options import Options, remembered
from navai_jupyter.core.registry import Registry


def offer(registry: Registry, target: Any, name: str | None = None, **options: Any) -> list[str]:
    """The names under which it can be called; ``FunctionError`` when there is nothing to call.

    ``name`` is that of a function and the prefix of members; where ``options`` are silent, a member's own
    decorator counts.
    """
    members = [_decorated(member, options) for member in members_of(target, name)]
    if is_function(target) or isinstance(target, Mapping):
        return [
            registry.add(replace(member, name=name) if name and is_function(target) else member, chosen)
            for member, chosen in members
        ]
    if "description" in options:
        raise FunctionError("description= fits one function.", fix="Each method's docstring describes it.")
    group = _group(target, name or "")
    added, troubles = registry.add_group(group, members)
    if not added:
        raise FunctionError(
            f"{'The module' if isinstance(target, ModuleType) else group[1]} offers nothing to call.",
            " ".join(troubles) or "It has no public function of its own.",
            "Give a function, or what has some: a class, an object, a mapping, a module.",
        )
    registry.warn(" ".join((*group[:2], "")), [])  # its decorated methods waited for this
    registry.warn(" ".join(group), troubles)
    return added


def group_of_method(function: Any) -> Group | None:
    """What a function that is defined in a class body will come with, once that class is offered."""
    owner, _, _ = str(getattr(function, "__qualname__", "")).rpartition(".")
    if not owner or owner.endswith("<locals>") or not inspect.isfunction(function):
        return None
    return function.__module__, owner, ""


def _group(target: Any, prefix: str) -> Group:
    if isinstance(target, ModuleType):
        return "module", target.__name__, prefix
    owner = target if isinstance(target, type) else type(target)
    return owner.__module__, owner.__qualname__, prefix


def _decorated(member: Member, options: dict[str, Any]) -> tuple[Member, Options]:
    found = remembered(member.call)
    if found is None:
        return member, Options(**options)
    name, own = found
    return replace(member, name=name or member.name), replace(own, **options)
