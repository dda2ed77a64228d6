"""How a function is offered and run, beside what its code says."""

from __future__ import annotations

import inspect
import math
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, get_args
from weakref import WeakKeyDictionary

from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.members import class_names, members_of
from navai_jupyter.core.runner import Place, Thread
from navai_jupyter.core.wire import Approval

_decorated: WeakKeyDictionary[Any, tuple[str | None, Options]] = WeakKeyDictionary()
"""Not attributes of the functions: those would travel with them to other processes, which no executor can."""


@dataclass(frozen=True)
class Options:
    """The keyword arguments of ``@navai.function``; ``timeout`` in seconds."""

    description: str | None = None
    approval: Approval = "never"
    timeout: float = 60.0
    executor: Executor | None = None
    thread: Thread = "worker"
    speak: bool = True

    def __post_init__(self) -> None:
        if self.approval not in get_args(Approval):
            raise FunctionError(
                f"approval={self.approval!r} is unknown.", fix=f"Use one of {', '.join(get_args(Approval))}."
            )
        timeout = self.timeout
        if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 < timeout < math.inf:
            raise FunctionError(
                f"timeout={timeout!r} is no time.", fix="Give seconds above zero, for example 30."
            )

    @property
    def place(self) -> Place:
        # A dask client is no executor, but has one. Unless told otherwise it takes two equal calls for one.
        own = getattr(self.executor, "get_executor", None)
        return Place(self.thread, own(pure=False) if callable(own) else self.executor)


def remember(target: Any, name: str | None, options: Options) -> None:
    """Whoever loads the module of a function or class later finds what its decorator said."""
    if inspect.isclass(target):
        if name:
            class_names[target] = name
        for member in members_of(target):
            if remembered(member.call) is None:
                remember(member.call, None, options)
        return
    with suppress(TypeError):  # what nobody can refer to weakly has no module to load either
        _decorated[getattr(target, "__func__", target)] = (name, options)


def remembered(function: Any) -> tuple[str | None, Options] | None:
    try:
        return _decorated.get(getattr(function, "__func__", function))
    except TypeError:
        return None
