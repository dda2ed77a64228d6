"""What the agent may call, in each form in which a person has it."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from navai_jupyter.core.offering import offer
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import CancelRequest, CancelResult, ExecuteRequest, ExecuteResult, FunctionList


@runtime_checkable
class Functions(Protocol):
    """Where functions run; `describe` is asked before each turn. A `core.registry.Registry` is one."""

    def describe(self) -> FunctionList: ...

    async def execute(self, request: ExecuteRequest) -> ExecuteResult: ...

    async def cancel(self, request: CancelRequest) -> CancelResult: ...


def as_functions(given: Any) -> Functions:
    """``given`` as it is, or whatever `navai.register` takes: one thing to call, or a list of such."""
    if isinstance(given, Functions):
        return given
    registry = Registry("kernel")
    several = given if isinstance(given, list | tuple) else [] if given is None else [given]
    for one in several:
        offer(registry, one)
    return registry
