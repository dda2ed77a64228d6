"""Of two browsers one acts in a real kernel."""

import asyncio

import pytest

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.wire import ExecuteRequest
from navai_jupyter.core.wire_lease import LEASED, LeaseRequest

FUNCTIONS = """
%load_ext navai_jupyter
import time
import navai_jupyter as navai

runs = []

@navai.function
def note(who: str, seconds: float = 0):
    time.sleep(seconds)
    runs.append(who)
    return list(runs)
"""


async def note(clients, lease_id, call_id="", seconds=0):
    arguments = {"who": lease_id or "script", "seconds": seconds}
    call = ExecuteRequest(
        function_name="note", payload=arguments, session_id="s", call_id=call_id, lease_id=lease_id
    )
    return (await clients.execute("k", call)).result


async def lease(clients, lease_id, act="renew"):
    asked = LeaseRequest(lease_id=lease_id, holder=f"{lease_id}.ipynb", act=act)
    return await clients.lease("k", asked)


async def test_calls_of_another_browser_are_refused_and_a_running_one_ends(kernel, clients):
    assert not (await kernel.run(FUNCTIONS)).error
    assert await note(clients, "") == ["script"]
    assert (await lease(clients, "first")).held
    state = await lease(clients, "second")
    assert (state.held, state.holder) == (False, "first.ipynb")
    for other in ("second", ""):
        with pytest.raises(KernelError, match=r"first\.ipynb") as refused:
            await note(clients, other)
        assert refused.value.code == LEASED

    begun = asyncio.create_task(note(clients, "first", "call_0", seconds=2.5))
    await asyncio.sleep(0.5)
    assert (await lease(clients, "second", "take")).held
    assert await note(clients, "second") == ["script", "second"]
    assert await begun == ["script", "second", "first"]
    assert await note(clients, "first", "call_0", seconds=2.5) == [
        "script",
        "second",
        "first",
    ]  # its answer, again
    with pytest.raises(KernelError):
        await note(clients, "first", "call_1")

    await lease(clients, "second", "release")
    assert await note(clients, "") == ["script", "second", "first", "script"]


async def test_a_restarted_kernel_has_forgotten_its_leases(kernel, clients):
    assert not (await kernel.run(FUNCTIONS)).error
    await lease(clients, "first")
    await kernel.restart()
    assert not (await kernel.run(FUNCTIONS)).error
    assert (await lease(clients, "second")).held
