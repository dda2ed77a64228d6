"""Of two browsers one acts in a real kernel."""

import asyncio

import pytest

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.wire import ExecuteRequest
from navai_jupyter.core.wire_lease import LEASED, LeaseRequest

FUNCTIONS = """
%load_ext navai_jupyter
import threading
import navai_jupyter as navai

runs = []
begun, end = threading.Event(), threading.Event()

@navai.function
def note(who: str, waits: bool = False):
    if waits:
        begun.set()
        end.wait()
    runs.append(who)
    return list(runs)
"""


async def note(clients, lease_id, call_id="", waits=False):
    arguments = {"who": lease_id or "script", "waits": waits}
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

    begun = asyncio.create_task(note(clients, "first", "call_0", waits=True))
    await kernel.run("begun.wait()")
    assert (await lease(clients, "second", "take")).held
    assert await note(clients, "second") == ["script", "second"]
    await kernel.run("end.set()")
    assert await begun == ["script", "second", "first"]
    answer_again = await note(clients, "first", "call_0", waits=True)
    assert answer_again == ["script", "second", "first"]
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
