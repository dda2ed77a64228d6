"""A notebook that ran in a fresh kernel; its file stays as it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from navai_jupyter.cli.headings import headings
from navai_jupyter.core.errors import KernelError, NavaiError
from navai_jupyter.core.wire import (
    CancelRequest,
    CancelResult,
    ExecuteRequest,
    ExecuteResult,
    FunctionList,
    RouteInfo,
)
from navai_jupyter.kernels import KernelClient, connect

CELL_TIMEOUT = 300


@dataclass(frozen=True)
class OpenNotebook:
    """What a session can reach: destinations, functions, and the kernel that runs them."""

    headings: list[RouteInfo] = field(default_factory=list)
    functions: FunctionList = field(default_factory=lambda: FunctionList(items=[]))
    kernel: KernelClient | None = None

    def describe(self) -> FunctionList:
        return self.functions

    async def execute(self, request: ExecuteRequest) -> ExecuteResult:
        if self.kernel is None:
            raise KernelError(
                "There is no kernel to run functions in.", fix="Name a notebook: --notebook FILE."
            )
        return await self.kernel.execute(request)

    async def cancel(self, request: CancelRequest) -> CancelResult:
        return await self.kernel.cancel(request) if self.kernel else CancelResult(found=False)


NO_NOTEBOOK = OpenNotebook()


@asynccontextmanager
async def open_notebook(path: Path) -> AsyncIterator[OpenNotebook]:
    notebook = _read(path)
    runner = NotebookClient(notebook, timeout=CELL_TIMEOUT, resources=_folder(path))
    try:
        async with _kernel(runner):
            await _run_cells(runner)
            async with _functions(runner) as (kernel, functions):
                yield OpenNotebook(headings(notebook), functions, kernel)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise _failed(path, error) from None
    except NoSuchKernel as error:
        raise KernelError(
            f"{path.name} cannot run here.",
            f"No kernel is called {error.name!r}.",
            "Install that kernel, or change the notebook's.",
        ) from None


def _read(path: Path) -> nbformat.NotebookNode:
    try:
        notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        return notebook
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise NavaiError(
            f"{path} cannot be read as a notebook.",
            str(error)[:300],
            "Give an .ipynb file.",
            code="bad_notebook",
        ) from None


@asynccontextmanager
async def _kernel(runner: NotebookClient) -> AsyncIterator[None]:
    """A kernel from start to end; nbclient's own `async_setup_kernel` would keep Ctrl-C from the command."""
    manager = runner.create_kernel_manager()
    try:
        await runner.async_start_new_kernel()
        await runner.async_start_new_kernel_client()
        yield
    finally:
        if runner.kc is not None:
            runner.kc.stop_channels()
        if manager.has_kernel:
            await ensure_async(manager.shutdown_kernel())


async def _run_cells(runner: NotebookClient) -> None:
    try:
        for number, cell in enumerate(runner.nb.cells):
            await runner.async_execute_cell(cell, number)
    except DeadKernelError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():  # nbclient takes our own end for the kernel's
            raise asyncio.CancelledError from None
        raise


def _folder(path: Path) -> dict[str, dict[str, str]]:
    """Cells run where the file lies, as they do in JupyterLab."""
    return {"metadata": {"path": str(path.resolve().parent)}}


@asynccontextmanager
async def _functions(runner: NotebookClient) -> AsyncIterator[tuple[KernelClient | None, FunctionList]]:
    """The kernel's functions; a notebook that registers none can still be navigated."""
    kernel = KernelClient(connect(runner.km))
    await kernel.open()
    try:
        try:
            functions = await kernel.list()
        except KernelError as error:
            if error.code != "not_loaded":
                raise
            yield None, FunctionList(items=[])
            return
        yield kernel, functions
    finally:
        await kernel.close()


def _failed(path: Path, error: Exception) -> KernelError:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return KernelError(
        f"A cell of {path.name} failed.",
        lines[-1] if lines else type(error).__name__,
        "Run the notebook by hand and mend it first.",
        code="cell_failed",
    )
