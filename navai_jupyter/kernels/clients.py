"""The warm clients of all kernels of one server."""

from __future__ import annotations

from collections.abc import Callable, Container

from jupyter_client.asynchronous.client import AsyncKernelClient

from navai_jupyter.core.wire import (
    CancelRequest,
    CancelResult,
    ExecuteRequest,
    ExecuteResult,
    FunctionList,
    Hello,
)
from navai_jupyter.core.wire_lease import LeaseRequest, LeaseState
from navai_jupyter.kernels import errors
from navai_jupyter.kernels.client import KernelClient
from navai_jupyter.kernels.queue import Told, nobody


class KernelClients:
    """One client per kernel id, opened at first use; ``connect`` raises ``KeyError`` for an unknown id.

    ``told`` hears how many are ahead of a call where calls wait for the kernel.
    """

    def __init__(self, connect: Callable[[str], AsyncKernelClient], told: Told = nobody):
        self._connect = connect
        self._told = told
        self._clients: dict[str, KernelClient] = {}

    async def hello(self, kernel_id: str) -> Hello:
        return await (await self._client(kernel_id)).hello()

    async def list(self, kernel_id: str) -> FunctionList:
        return await (await self._client(kernel_id)).list()

    async def execute(self, kernel_id: str, call: ExecuteRequest) -> ExecuteResult:
        return await (await self._client(kernel_id)).execute(call)

    async def cancel(self, kernel_id: str, call: CancelRequest) -> CancelResult:
        return await (await self._client(kernel_id)).cancel(call)

    async def lease(self, kernel_id: str, asked: LeaseRequest) -> LeaseState:
        return await (await self._client(kernel_id)).lease(asked)

    async def forget(self, kernel_id: str) -> None:
        """Close the client of a kernel that has ended; its waiting calls are answered."""
        client = self._clients.pop(kernel_id, None)
        if client is not None:
            await client.close()

    async def keep_only(self, kernel_ids: Container[str]) -> None:
        """Forget every kernel that is not among these."""
        for kernel_id in tuple(self._clients):
            if kernel_id not in kernel_ids:
                await self.forget(kernel_id)

    async def close(self) -> None:
        for kernel_id in tuple(self._clients):
            await self.forget(kernel_id)

    async def _client(self, kernel_id: str) -> KernelClient:
        while known := self._clients.get(kernel_id):
            if not known.ended:
                return known
            await self.forget(kernel_id)  # meanwhile somebody else may connect
        try:
            client = KernelClient(self._connect(kernel_id), self._told)
        except KeyError:
            raise errors.no_such_kernel(kernel_id) from None
        self._clients[kernel_id] = client
        await client.open()
        return client
