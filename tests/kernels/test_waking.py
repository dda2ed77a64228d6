"""A kernel of one thing at a time that leaves messages unread, or says nothing though it has nothing to do."""

import asyncio

import pytest

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.wire import ExecuteRequest
from navai_jupyter.kernels import KernelClients, connect, queue
from tests.live_kernel import QUEUED_KERNEL, kernel_python, live_kernel

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120, func_only=True)]

FUNCTIONS = """
%load_ext navai_jupyter
import navai_jupyter as navai

@navai.function
def double(number: int):
    return 2 * number
"""
DEAF = """
import asyncio, time
from pathlib import Path

def wait_for_gate():
    Path("{gate}.begun").touch()
    while not Path("{gate}").exists():
        time.sleep(0.02)

# What arrives now is announced when the event loop has looked already, just before the cell's answer is sent.
loop = asyncio.get_running_loop()
loop.call_soon(loop.call_soon, wait_for_gate)
"""
HOLD = """
import asyncio, time
asyncio.get_running_loop().call_later(0.1, time.sleep, {seconds})
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
async def clients(kernel):
    clients = KernelClients(lambda _: connect(kernel.manager))
    yield clients
    await clients.close()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(queue, "HUNG", 1)


def double(number):
    return ExecuteRequest(function_name="double", payload={"number": number})


async def leave_unread(kernel, gate, asking):
    """Ask in the moment in which the kernel misses it."""
    cell = await kernel.begin(DEAF.format(gate=gate))
    begun = gate.with_suffix(".begun")
    async with asyncio.timeout(30):
        while not begun.exists():  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.02)
    asked = asyncio.create_task(asking)
    await asyncio.sleep(0.3)
    gate.touch()
    await kernel.finish(cell)
    return asked


async def test_what_the_kernel_left_unread_is_answered(kernel, clients, tmp_path):
    await clients.list("k")
    listing = await leave_unread(kernel, tmp_path / "list", clients.list("k"))
    assert [info.name for info in (await listing).items] == ["double"]
    calling = await leave_unread(kernel, tmp_path / "call", clients.execute("k", double(4)))
    assert (await calling).result == 8


async def test_it_is_found_although_it_left_the_first_question_unread(kernel, clients, tmp_path, monkeypatch):
    monkeypatch.setattr(queue, "MOMENT", 1)  # longer than the kernel is made to wait
    first = await leave_unread(kernel, tmp_path / "first", clients.list("k"))
    assert len((await first).items) == 1


async def test_a_kernel_that_hangs_is_told_of_until_it_answers_again(kernel, clients, impatient):
    await clients.list("k")
    await kernel.run(HOLD.format(seconds=6))
    await asyncio.sleep(0.5)
    with pytest.raises(KernelError, match="does not answer") as hangs:
        await clients.execute("k", double(4))
    assert "restart the kernel" in hangs.value.fix
    await kernel.run("")
    assert (await clients.execute("k", double(4))).result == 8


async def test_a_call_that_never_arrives_is_given_up(kernel, impatient):
    def connect_badly(_):
        client = connect(kernel.manager)
        send = client.shell_channel.send
        client.shell_channel.send = lambda m: None if m["msg_type"] == "execute_request" else send(m)
        return client

    clients = KernelClients(connect_badly)
    answer = await clients.execute("k", double(4))
    assert not answer.ok
    assert "stopped answering" in answer.error
    await clients.close()
