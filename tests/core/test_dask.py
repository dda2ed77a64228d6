"""A real dask cluster of processes as ``executor=``."""

import asyncio
import os
import time

import distributed
import pytest

from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import CancelRequest, ExecuteRequest


@pytest.fixture(scope="module")
def client():
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


async def test_a_dask_client_runs_functions_and_cancels_what_waits(client):
    registry = Registry("kernel")

    def where(seconds: float = 0) -> int:
        time.sleep(seconds)
        return os.getpid()

    registry.register(where, executor=client)

    async def call(call_id, seconds):
        request = ExecuteRequest(
            function_name="where", payload={"seconds": seconds}, session_id="s", call_id=call_id
        )
        return await registry.execute(request)

    assert (await call("first", 0)).result != os.getpid()
    running, waiting = (asyncio.create_task(call(name, 0.5)) for name in ("running", "waiting"))
    await asyncio.sleep(0.1)
    cancelled = await registry.cancel(CancelRequest(session_id="s", call_id="waiting"))
    assert (cancelled.found, cancelled.stopped) == (True, True)
    assert (await waiting).error == "The call was cancelled."
    assert (await running).ok
