"""A kernel that does one thing at a time: calls wait for its cells, in order, and run once."""

import asyncio
import signal

import pytest

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.wire import CancelRequest, ExecuteRequest
from navai_jupyter.core.wire_lease import LEASED, LeaseRequest
from navai_jupyter.kernels import KernelClients, connect
from tests.live_kernel import QUEUED_KERNEL, kernel_python, live_kernel

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120, func_only=True)]

FUNCTIONS = """
%load_ext navai_jupyter
import time, threading
import navai_jupyter as navai
from IPython.display import HTML, display

runs = []

@navai.function
def note(name: str):
    runs.append(name)
    print("noted")
    display(HTML("<b>noted</b>"))
    return list(runs)

@navai.function(thread="main")
def on_main():
    return threading.current_thread() is threading.main_thread()

@navai.function(timeout=0.2)
def too_long():
    time.sleep(3)

@navai.function
def nap(seconds: float = 1):
    time.sleep(seconds)
"""
BUSY = """
from pathlib import Path
Path("{gate}.begun").touch()
while not Path("{gate}").exists():
    time.sleep(0.02)
runs.append("cell")
"""


@pytest.fixture(scope="module")
def python(request):
    return kernel_python(request.config.cache.mkdir("xeus-python"), QUEUED_KERNEL)


@pytest.fixture
async def kernel(python):
    async with live_kernel(python, "xpython_launcher") as kernel:
        assert not (await kernel.run(FUNCTIONS)).error
        yield kernel


@pytest.fixture
def gate(tmp_path):
    """The busy cell ends when this exists."""
    return tmp_path / "gate"


async def begin_busy(kernel, gate):
    """A cell that runs by now: on a slow machine the kernel answers others after it has announced one."""
    cell = await kernel.begin(BUSY.format(gate=gate))
    await until(gate.with_suffix(".begun").exists)
    return cell


async def until(condition):
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - what is looked at tells nobody
            await asyncio.sleep(0.02)


@pytest.fixture
def places():
    """How many were told to be ahead of each call, in the order of the news."""
    return {}


@pytest.fixture
async def clients(kernel, places):
    def told(call, ahead):
        places.setdefault(call.call_id, []).append(ahead)

    clients = KernelClients(lambda _: connect(kernel.manager), told)
    yield clients
    await clients.close()


def note(name):
    return ExecuteRequest(function_name="note", payload={"name": name}, session_id="s", call_id=name)


async def test_its_functions_are_listed_as_queued_and_run(kernel, clients):
    listed = await clients.list("k")
    assert [(info.name, info.queued) for info in listed.items] == [
        ("note", True),
        ("on_main", True),
        ("too_long", True),
        ("nap", True),
    ]
    answer = await clients.execute("k", note("a"))
    assert (answer.ok, answer.result, answer.output) == (True, ["a"], "noted\n")
    assert answer.displayed[0]["text/html"] == "<b>noted</b>"
    assert (await clients.execute("k", ExecuteRequest(function_name="on_main"))).result is True
    assert (
        await clients.execute("k", ExecuteRequest(function_name="too_long"))
    ).error == "The function timed out."
    unknown = await clients.execute("k", ExecuteRequest(function_name="nope"))
    assert unknown.available_functions == ["note", "on_main", "too_long", "nap"]


async def test_calls_wait_for_the_cell_know_their_place_and_run_once(kernel, clients, places, gate):
    await clients.list("k")
    cell = await begin_busy(kernel, gate)
    calls = [asyncio.create_task(clients.execute("k", note(name))) for name in ("a", "b", "a")]
    await until(lambda: 1 in places.get("a", []))  # the cell
    await until(lambda: 2 in places.get("b", []))  # the cell and the first call
    gate.touch()
    answers = [await call for call in calls]
    await kernel.finish(cell)
    assert [answer.result for answer in answers] == [["cell", "a"], ["cell", "a", "b"], ["cell", "a"]]
    assert places["b"][-1] is None


async def test_lists_that_wait_for_the_cell_are_one(kernel, clients, places, gate):
    await clients.list("k")
    cell = await begin_busy(kernel, gate)
    lists = [asyncio.create_task(clients.list("k")) for _ in range(3)]
    await asyncio.sleep(0.2)
    lists[0].cancel()
    call = asyncio.create_task(clients.execute("k", note("a")))
    await until(lambda: 2 in places.get("a", []))  # the cell and the list
    gate.touch()
    assert (await call).ok
    assert [len((await listing).items) for listing in lists[1:]] == [4, 4]
    assert max(ahead for ahead in places["a"] if ahead) == 2
    await kernel.finish(cell)


async def test_a_call_that_is_cancelled_while_it_waits_never_runs(kernel, clients, gate):
    await clients.list("k")
    cell = await begin_busy(kernel, gate)
    waiting = asyncio.create_task(clients.execute("k", note("a")))
    await asyncio.sleep(0.5)
    assert not (await clients.cancel("k", CancelRequest(session_id="s", call_id="b"))).found
    assert (await clients.cancel("k", CancelRequest(session_id="s", call_id="a"))).stopped
    assert "cancelled" in (await waiting).error
    gate.touch()
    await kernel.finish(cell)
    assert (await clients.execute("k", note("b"))).result == ["cell", "b"]


async def test_a_call_that_runs_is_known_but_cannot_be_stopped(kernel, clients):
    await clients.list("k")
    call = ExecuteRequest(function_name="nap", payload={"seconds": 3}, session_id="s", call_id="n")
    napping = asyncio.create_task(clients.execute("k", call))
    await asyncio.sleep(0.5)
    cancelled = await clients.cancel("k", CancelRequest(session_id="s", call_id="n"))
    assert (cancelled.found, cancelled.stopped) == (True, False)
    assert (await napping).ok


async def test_a_restart_answers_what_waits(kernel, clients, gate):
    await clients.list("k")
    await begin_busy(kernel, gate)
    waiting = asyncio.create_task(clients.execute("k", note("a")))
    await asyncio.sleep(0.5)
    await kernel.manager.shutdown_kernel(now=True)
    assert not (await asyncio.wait_for(waiting, 60)).ok


async def test_a_kernel_that_comes_back_after_it_was_killed_answers_what_it_ran(kernel, clients):
    await clients.list("k")
    call = ExecuteRequest(function_name="nap", payload={"seconds": 60}, session_id="s", call_id="n")
    napping = asyncio.create_task(clients.execute("k", call))
    behind = asyncio.create_task(clients.execute("k", note("a")))
    await asyncio.sleep(0.5)
    await kernel.manager.signal_kernel(signal.SIGKILL)
    await kernel.restart()
    assert (await asyncio.wait_for(napping, 60)).error == "The kernel was restarted while the function ran."
    with pytest.raises(KernelError, match="load_ext"):
        await asyncio.wait_for(behind, 60)


async def test_a_forgotten_kernel_answers_what_waits(kernel, clients, gate):
    await clients.list("k")
    await begin_busy(kernel, gate)
    waiting = asyncio.create_task(clients.execute("k", note("a")))
    await asyncio.sleep(0.5)
    await clients.forget("k")
    assert (await waiting).error == "The connection to the kernel was closed while the function ran."


async def test_without_the_extension_it_says_so(python):
    async with live_kernel(python, "xpython_launcher") as kernel:
        clients = KernelClients(lambda _: connect(kernel.manager))
        with pytest.raises(KernelError, match="load_ext"):
            await clients.list("k")
        assert not (await kernel.run(FUNCTIONS)).error
        assert len((await clients.list("k")).items) == 4
        await clients.close()


async def test_of_two_browsers_one_calls_also_while_a_cell_runs(kernel, clients, gate):
    def lease(lease_id, act="renew"):
        return clients.lease("k", LeaseRequest(lease_id=lease_id, holder=f"{lease_id}.ipynb", act=act))

    assert (await lease("first")).held
    cell = await begin_busy(kernel, gate)
    assert (await lease("second")).holder == "first.ipynb"  # it does not wait for the cell
    first = note("first").model_copy(update={"lease_id": "first"})
    begun = asyncio.create_task(clients.execute("k", first))
    await asyncio.sleep(0)
    with pytest.raises(KernelError) as refused:
        await clients.execute("k", note("a"))
    assert refused.value.code == LEASED

    assert (await lease("second", "take")).held
    again = asyncio.create_task(clients.execute("k", first))  # what waits already is no new call
    gate.touch()
    await kernel.finish(cell)
    assert (await begun).result == (await again).result == ["cell", "first"]
    assert (await clients.execute("k", first)).result == ["cell", "first"]  # nor is what has run
    second = note("b").model_copy(update={"lease_id": "second"})
    assert (await clients.execute("k", second)).result == ["cell", "first", "b"]
