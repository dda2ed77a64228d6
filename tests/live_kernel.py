"""A real kernel for a test, and the cells that it runs."""

import asyncio
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

ROOT = Path(__file__).parents[1]
PATIENCE = 60
KERNEL_NEEDS = (
    "anywidget",
    "cloudpickle",
    "docstring-parser",
    "httpx",
    "pydantic>=2.8",
    "traitlets",
    "websockets>=15",
)
OLD_KERNEL = ("ipykernel==6.29.*", *KERNEL_NEEDS)
QUEUED_KERNEL = ("xeus-python==0.19.*", "jupyter-core", *KERNEL_NEEDS)
"""A kernel that does one thing at a time, and lets nobody handle messages of the control channel."""


@dataclass
class Cell:
    """What became of one execution request."""

    message_id: str
    messages: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        parts = [message["content"] for message in self.messages]
        plain = [part["data"].get("text/plain", "") for part in parts if "data" in part and "metadata" in part]
        return "".join(part["text"] for part in parts if "text" in part) + "".join(plain)

    @property
    def error(self) -> str:
        return "".join(m["content"]["evalue"] for m in self.messages if m["msg_type"] == "error")

    def contents(self, kind: str) -> list[dict[str, Any]]:
        return [message["content"] for message in self.messages if message["msg_type"] == kind]


class LiveKernel:
    """``run`` waits for a cell, ``begin`` does not; both act as a notebook's front end would."""

    def __init__(self, manager: AsyncKernelManager):
        self.manager = manager
        self.client = manager.client()
        self.unread: list[dict[str, Any]] = []
        """What was published and not asked for yet."""

    async def connect(self) -> None:
        self.client.start_channels()
        await self.client.wait_for_ready(timeout=PATIENCE)

    async def begin(self, code: str) -> Cell:
        """Returns when the kernel has begun with the cell."""
        cell = Cell(self.client.execute(code))
        await self._until(cell, "execute_input")
        return cell

    async def run(self, code: str) -> Cell:
        return await self.finish(Cell(self.client.execute(code)))

    async def finish(self, cell: Cell) -> Cell:
        await self._until(cell, "status", "idle")
        return cell

    async def next_message(self, kind: str) -> dict[str, Any]:
        """The content of `next_whole`."""
        return (await self.next_whole(kind))["content"]

    async def next_whole(self, kind: str) -> dict[str, Any]:
        """The oldest message of its kind that was not asked for yet, also when a cell read over it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for message in self.unread:
                    if message["msg_type"] == kind:
                        self.unread.remove(message)
                        return message
                await self._read()

    async def interrupt(self) -> None:
        await self.manager.interrupt_kernel()

    async def restart(self) -> None:
        await self.manager.restart_kernel(now=True)
        await self.client.wait_for_ready(timeout=PATIENCE)

    async def _read(self) -> dict[str, Any]:
        message = await self.client.get_iopub_msg(timeout=PATIENCE)
        self.unread.append(message)
        return message

    async def _until(self, cell: Cell, kind: str, state: str | None = None) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self._read()
                if (message["parent_header"] or {}).get("msg_id") != cell.message_id:
                    continue
                cell.messages.append(message)
                if message["msg_type"] == kind and message["content"].get("execution_state") == state:
                    return


@asynccontextmanager
async def live_kernel(
    python: str = sys.executable, launcher: str = "ipykernel_launcher"
) -> AsyncIterator[LiveKernel]:
    manager = AsyncKernelManager(connection_file=f"{tempfile.gettempdir()}/kernel-{uuid.uuid4()}.json")
    manager._kernel_spec = KernelSpec(
        argv=[python, "-m", launcher, "-f", "{connection_file}"], language="python"
    )
    await manager.start_kernel(env=os.environ | {"PYTHONPATH": str(ROOT)})
    kernel = LiveKernel(manager)
    try:
        await kernel.connect()
        yield kernel
    finally:
        kernel.client.stop_channels()
        await manager.shutdown_kernel(now=True)


def kernel_python(place: Path, packages: tuple[str, ...]) -> str:
    """The interpreter of an environment with these, made on first use and when it needs more."""
    python = place / "bin" / "python"
    finished = place / "finished"
    wanted = "\n".join(packages)
    if not finished.exists() or finished.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True, timeout=120)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True, timeout=600)
        finished.write_text(wanted)
    return str(python)
