"""Calls into real kernels, of both generations."""

import asyncio
import signal

import pytest

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.wire import CancelRequest, ExecuteRequest
from navai_jupyter.kernels import KernelClients, connect

FUNCTIONS = """
%load_ext navai_jupyter
import asyncio, threading, time
import navai_jupyter as navai

runs = []

@navai.function
def add(a: int, b: int) -> int:
    "Add two numbers."
    runs.append((a, b))
    print("adding")
    return a + b

@navai.function
def nap(seconds: float = 0.5):
    time.sleep(seconds)
    runs.append(seconds)
    return seconds

meeting = threading.Barrier(8)

@navai.function
def meet():
    "Returns only when eight calls run at once."
    return meeting.wait(30) >= 0

@navai.function(thread="main")
def on_main():
    return threading.current_thread() is threading.main_thread()
"""
UNTIL_FIVE_RAN = """
end = time.time() + 30
while len(runs) < 5 and time.time() < end:
    {meanwhile}
print(len(runs), "calls ran meanwhile")
"""


@pytest.fixture
async def notebook(kernel):
    """The kernel of a notebook whose cells all ran."""
    cell = await kernel.run(FUNCTIONS)
    assert not cell.error
    return kernel


def call(name, call_id="", **arguments):
    return ExecuteRequest(function_name=name, payload=arguments, session_id="s", call_id=call_id)


async def begun(clients, request):
    """A task whose call the kernel has taken: a control channel keeps the order of its requests."""
    await clients.hello("k")
    running = asyncio.create_task(clients.execute("k", request))
    await asyncio.sleep(0)
    await clients.hello("k")
    return running


async def test_a_function_of_the_notebook_runs(notebook, clients):
    listed = await clients.list("k")
    assert [info.name for info in listed.items] == ["add", "nap", "meet", "on_main"]
    answer = await clients.execute("k", call("add", a="2", b=3))
    assert (answer.ok, answer.result, answer.output, answer.source) == (True, 5, "adding\n", "kernel")
    assert answer.display == {"text/plain": "5"}
    assert (await notebook.run("print(runs, navai.last)")).text == "[(2, 3)] 5\n"


async def test_history_and_execution_count_stay_clean(notebook, clients):
    before = (await notebook.run("0")).contents("execute_input")[0]["execution_count"]
    for _ in range(5):
        await clients.execute("k", call("add", a=1, b=1))
    cell = await notebook.run("len(In)")
    assert cell.contents("execute_input")[0]["execution_count"] == before + 1
    assert cell.text == str(before + 2)


@pytest.mark.parametrize("meanwhile", ["time.sleep(0.01)", "pass"], ids=["sleeping", "computing"])
async def test_calls_are_answered_while_a_cell_runs(notebook, clients, meanwhile):
    cell = await notebook.begin(UNTIL_FIVE_RAN.format(meanwhile=meanwhile))
    for n in range(5):
        assert (await clients.execute("k", call("add", a=n, b=n))).result == 2 * n
    assert (await notebook.finish(cell)).text == "5 calls ran meanwhile\n"


async def test_eight_calls_overlap(notebook, clients):
    answers = await asyncio.gather(*(clients.execute("k", call("meet")) for _ in range(8)))
    assert all(answer.result is True for answer in answers)


async def test_the_main_thread_is_waited_for(notebook, clients):
    cell = await notebook.begin("import time; time.sleep(1); print('cell first')")
    answer = await clients.execute("k", call("on_main"))
    assert answer.result is True
    assert (await notebook.finish(cell)).text == "cell first\n"


async def test_a_duplicate_runs_once(notebook, clients):
    both = await asyncio.gather(*(clients.execute("k", call("nap", "call_0", seconds=0.3)) for _ in range(2)))
    later = await clients.execute("k", call("nap", "call_0", seconds=0.3))
    assert [answer.result for answer in (*both, later)] == [0.3] * 3
    assert (await notebook.run("print(runs)")).text == "[0.3]\n"


async def test_a_call_longer_than_the_watch_runs_once(notebook, clients):
    answer = await clients.execute("k", call("nap", seconds=2.5))
    assert answer.result == 2.5
    assert (await notebook.run("print(runs)")).text == "[2.5]\n"


async def test_cancel(notebook, clients):
    running = await begun(clients, call("nap", "call_0", seconds=20))
    assert (await clients.cancel("k", CancelRequest(session_id="s", call_id="call_0"))).found
    answer = await running
    assert (answer.ok, answer.error) == (False, "The call was cancelled.")


async def test_errors_and_refusals_come_back_as_answers(notebook, clients):
    assert (await clients.execute("k", call("add", a="x", b=1))).details.startswith("a: Input should be")
    unknown = await clients.execute("k", call("nope"))
    assert unknown.available_functions == ["add", "nap", "meet", "on_main"]


async def test_a_notebook_without_the_extension_says_so_at_once(kernel, clients):
    with pytest.raises(KernelError) as caught:
        await clients.execute("k", call("add"))
    assert caught.value.why == "The notebook has not run %load_ext navai_jupyter."
    await kernel.run(FUNCTIONS)
    assert (await clients.execute("k", call("add", a=1, b=2))).result == 3


async def test_a_kernel_restarted_under_a_call(notebook, clients):
    before = await clients.hello("k")
    running = await begun(clients, call("nap", seconds=60))
    await notebook.restart()
    answer = await running
    assert (answer.ok, answer.error) == (False, "The kernel was restarted while the function ran.")
    with pytest.raises(KernelError, match="load_ext"):
        await clients.execute("k", call("add", a=1, b=2))
    await notebook.run(FUNCTIONS)
    assert (await clients.execute("k", call("add", a=1, b=2))).result == 3
    assert (await clients.hello("k")).instance != before.instance


async def test_a_restart_that_nobody_noticed_runs_nothing_twice(notebook, clients):
    await clients.list("k")
    await notebook.restart()
    await notebook.run(FUNCTIONS)
    assert (await clients.execute("k", call("add", a=1, b=2))).result == 3
    assert (await notebook.run("print(runs)")).text == "[(1, 2)]\n"


async def test_a_call_that_may_have_run_before_a_restart_does_not_run_again(notebook, clients):
    before = (await clients.list("k")).items[0].instance
    await notebook.restart()
    await notebook.run(FUNCTIONS)
    again = call("add", a=1, b=2).model_copy(update={"instance": before})
    answer = await clients.execute("k", again)
    assert (answer.ok, answer.error) == (False, "The kernel was restarted since this call was made.")
    assert (await notebook.run("print(runs)")).text == "[]\n"


async def test_a_kernel_that_ends_under_a_call(notebook, clients):
    running = await begun(clients, call("nap", seconds=60))
    await notebook.manager.shutdown_kernel()
    answer = await running
    assert (answer.ok, answer.error) == (False, "The kernel ended while the function ran.")


async def test_a_kernel_that_is_killed_under_a_call(notebook, clients, monkeypatch):
    monkeypatch.setattr("navai_jupyter.kernels.client.PATIENCE", 2)
    running = await begun(clients, call("nap", seconds=60))
    await notebook.manager.signal_kernel(signal.SIGKILL)
    assert (await running).error == "The kernel ended while the function ran."
    with pytest.raises(KernelError, match="does not answer"):
        await clients.hello("k")


async def test_a_forgotten_kernel_answers_what_waits(notebook, clients):
    running = await begun(clients, call("nap", seconds=60))
    await clients.forget("k")
    assert (await running).error == "The connection to the kernel was closed while the function ran."


async def test_a_connection_that_breaks_answers_what_waits_and_is_made_anew(notebook, clients, monkeypatch):
    running = await begun(clients, call("nap", seconds=60))

    def broken(self, message):
        raise OSError("broken")

    monkeypatch.setattr("navai_jupyter.kernels.requests.Requests.read", broken)
    with pytest.raises(KernelError):
        await clients.hello("k")
    assert (await running).error == "The connection to the kernel was closed while the function ran."
    monkeypatch.undo()
    assert (await clients.execute("k", call("add", a=2, b=3))).result == 5


async def test_calls_that_find_a_connection_broken_share_the_next_one(notebook, monkeypatch):
    made = []
    clients = KernelClients(lambda kernel_id: made.append(kernel_id) or connect(notebook.manager))

    def broken(self, message):
        raise OSError("broken")

    monkeypatch.setattr("navai_jupyter.kernels.requests.Requests.read", broken)
    with pytest.raises(KernelError):
        await clients.hello("k")
    monkeypatch.undo()
    await asyncio.gather(*(clients.hello("k") for _ in range(3)))
    await clients.close()
    assert len(made) == 2


async def test_an_unknown_kernel(clients):
    with pytest.raises(KernelError, match="No running kernel has the id 'nope'"):
        await clients.list("nope")
