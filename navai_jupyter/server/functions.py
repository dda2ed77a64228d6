"""The functions that a page can reach through this server: its own, and those of its kernels."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.loader import load
from navai_jupyter.core.progress_board import ProgressBoard
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.route_files import load_routes
from navai_jupyter.core.wire import (
    CallProgress,
    CancelRequest,
    CancelResult,
    ExecuteRequest,
    ExecuteResult,
    FunctionList,
)
from navai_jupyter.core.wire_lease import LeaseRequest, LeaseState
from navai_jupyter.kernels import KernelClients, connect


class Functions:
    """With a kernel id the kernel answers, without one the server's own registry."""

    def __init__(self, settings: NavaiSettings, kernel_manager: Any, log: logging.Logger):
        self._settings = settings
        self._kernel_manager = kernel_manager
        self._log = log
        self._progress = ProgressBoard()
        self._kernels = KernelClients(self._connect, self._progress.put_place)
        self._own = Registry("server")
        self._own.on_progress(self._progress.put)
        self._loading: asyncio.Task[None] | None = None

    async def list(self, kernel_id: str | None) -> FunctionList:
        """The kernel's functions, then the server's own; of two with one name the kernel's counts."""
        await self._kernels.keep_only(self._kernel_manager)
        own = (await self._loaded()).describe()
        if not kernel_id:
            return own
        return _joined(await self._kernel_list(kernel_id), own)

    async def _kernel_list(self, kernel_id: str) -> FunctionList:
        """A kernel without our extension is an everyday kernel, so it has a list too: an empty one."""
        try:
            return await self._kernels.list(kernel_id)
        except KernelError as error:
            if error.code != "not_loaded":
                raise
            return FunctionList(items=[], problem=error.problem())

    async def execute(self, request: ExecuteRequest) -> ExecuteResult:
        with self._progress.running(request.session_id, request.call_id):
            if request.kernel_id:
                return await self._kernels.execute(request.kernel_id, request)
            return await (await self._loaded()).execute(request)

    def progress(self, session_id: str, call_id: str) -> CallProgress:
        """How far a call is; kernels tell their pages by themselves, unless they can do one thing only."""
        return self._progress.of(session_id, call_id)

    async def cancel(self, request: CancelRequest) -> CancelResult:
        if request.kernel_id:
            return await self._kernels.cancel(request.kernel_id, request)
        return await self._own.cancel(request)

    async def lease(self, asked: LeaseRequest) -> LeaseState:
        """The server's own functions are everybody's."""
        if asked.kernel_id:
            return await self._kernels.lease(asked.kernel_id, asked)
        return LeaseState(held=True)

    async def close(self) -> None:
        await self._kernels.close()

    async def _loaded(self) -> Registry:
        """The server's own functions, imported at first use and never on the event loop."""
        if self._loading is None:
            self._loading = asyncio.create_task(asyncio.to_thread(self._load))
        await asyncio.shield(self._loading)
        return self._own

    def _load(self) -> None:
        load(self._own, self._settings)
        load_routes(self._own, self._settings)
        for warning in self._own.describe().warnings:
            self._log.warning("navai: %s", warning)

    def _connect(self, kernel_id: str) -> AsyncKernelClient:
        if kernel_id not in self._kernel_manager:
            raise KeyError(kernel_id)
        return connect(self._kernel_manager.get_kernel(kernel_id))


def _joined(kernel: FunctionList, own: FunctionList) -> FunctionList:
    taken = {info.name for info in kernel.items}
    hidden = [
        f"{info.name}: the notebook's function hides this server's." for info in own.items if info.name in taken
    ]
    return kernel.model_copy(
        update={
            "items": [*kernel.items, *(info for info in own.items if info.name not in taken)],
            "warnings": [*kernel.warnings, *own.warnings, *hidden],
            "routes": [*kernel.routes, *own.routes],
            "agents": [*kernel.agents, *own.agents],
        }
    )
