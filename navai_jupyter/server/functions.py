"""The functions that a page can reach through this server: those of its kernels."""

from __future__ import annotations

from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import CancelRequest, CancelResult, ExecuteRequest, ExecuteResult, FunctionList
from navai_jupyter.kernels import KernelClients, connect


class Functions:
    """With a kernel id the kernel answers, without one the server's own registry."""

    def __init__(self, kernel_manager: Any):
        self._kernel_manager = kernel_manager
        self._kernels = KernelClients(self._connect)
        self._own = Registry("server")

    async def list(self, kernel_id: str | None) -> FunctionList:
        """A kernel without our extension is an everyday kernel, so it has a list too: an empty one."""
        await self._kernels.keep_only(self._kernel_manager)
        if not kernel_id:
            return self._own.describe()
        try:
            return await self._kernels.list(kernel_id)
        except KernelError as error:
            if error.code != "not_loaded":
                raise
            return FunctionList(items=[], problem=error.problem())

    async def execute(self, request: ExecuteRequest) -> ExecuteResult:
        if request.kernel_id:
            return await self._kernels.execute(request.kernel_id, request)
        return await self._own.execute(request)

    async def cancel(self, request: CancelRequest) -> CancelResult:
        if request.kernel_id:
            return await self._kernels.cancel(request.kernel_id, request)
        return await self._own.cancel(request)

    async def close(self) -> None:
        await self._kernels.close()

    def _connect(self, kernel_id: str) -> AsyncKernelClient:
        if kernel_id not in self._kernel_manager:
            raise KeyError(kernel_id)
        return connect(self._kernel_manager.get_kernel(kernel_id))
