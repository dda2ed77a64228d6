"""Page → kernel → page, beside what it is made of and what a widget would take."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.blocking.client import BlockingKernelClient

from navai_jupyter.core.wire import ExecuteRequest
from navai_jupyter.kernels.client import KernelClient
from tests.benchmarks.laboratory import COMPUTE, ECHO, SLEEP, Laboratory
from tests.benchmarks.measure import Figure, Section

STATES = {"idle": None, "while a cell sleeps": SLEEP, "while a cell computes": COMPUTE}
ROUNDS = 5
"""The series take turns, so that a noisy moment of the machine is in all of them."""
PATIENCE = 20.0


def measure_kernel(laboratory: Laboratory, calls: int) -> list[Section]:
    laboratory.run(ECHO)
    laboratory.measure("echo", 1)
    return [
        Section(f"Page to kernel, {state}", _measure_state(laboratory, source, calls))
        for state, source in STATES.items()
    ]


def _measure_state(laboratory: Laboratory, cell: str | None, calls: int) -> list[Figure]:
    kernel_id, connection_file = laboratory.kernel_id, laboratory.connection_file
    n = max(1, calls // ROUNDS)
    page: list[float] = []
    control: list[float] = []
    direct: list[float] = []
    empty: list[float] = []
    echo: list[float] = []
    with (
        laboratory.running(cell) if cell else nullcontext(),
        # Playwright's own event loop runs in this thread.
        ThreadPoolExecutor(1) as elsewhere,
    ):
        for _ in range(ROUNDS):
            page += laboratory.measure("execute", {"n": n, "kernelId": kernel_id})
            control += control_round_trips(connection_file, n)
            direct += elsewhere.submit(asyncio.run, function_calls(connection_file, n)).result()
            empty += laboratory.measure("empty", n)
            echo += laboratory.measure("echo", n)
    beside = (
        Figure("bare control channel", control),
        Figure("empty handler", empty),
        Figure("widget echo", echo),
    )
    figures = [
        Figure("page → kernel function → page", page, beside),
        Figure("this process → kernel function → this process", direct, beside[:1]),
    ]
    return [*figures, *beside]


async def function_calls(connection_file: Path, n: int) -> list[float]:
    """Milliseconds of n calls from this process, with no server between: what ours adds to the channel."""
    bare = AsyncKernelClient()
    bare.load_connection_file(str(connection_file))
    client = KernelClient(bare)
    await client.open()
    try:
        await client.hello()
        return [await _call(client) for _ in range(n)]
    finally:
        await client.close()


async def _call(client: KernelClient) -> float:
    started = perf_counter()
    answer = await client.execute(ExecuteRequest(function_name="add", payload={"a": 2, "b": 3}))
    assert answer.result == 5
    return (perf_counter() - started) * 1000


def control_round_trips(connection_file: Path, n: int) -> list[float]:
    """Milliseconds of n requests that every kernel answers, from this process, with no server between."""
    client = BlockingKernelClient()
    client.load_connection_file(str(connection_file))
    client.start_channels(shell=False, iopub=False, stdin=False, hb=False, control=True)
    try:
        _round_trip(client)  # connects
        return [_round_trip(client) for _ in range(n)]
    finally:
        client.stop_channels()


def _round_trip(client: BlockingKernelClient) -> float:
    started = perf_counter()
    client.control_channel.send(client.session.msg("kernel_info_request", {}))
    client.control_channel.get_msg(timeout=PATIENCE)
    return (perf_counter() - started) * 1000
