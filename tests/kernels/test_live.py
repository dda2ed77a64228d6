"""Functions that change while calls of them run."""

import asyncio

from navai_jupyter.core.wire import ExecuteRequest

LOOP = """
%load_ext navai_jupyter
import time
import navai_jupyter as navai

def newest(n):
    def value(of: str = "loop"):
        return n
    return value

def change(until):
    n, end = 0, time.time() + 30
    while not until() and time.time() < end:
        n += 1
        navai.register(newest(n), name="value")
        navai.register(len, name="extra")
        navai.unregister("extra")
    return n

asked = []
navai.register(lambda: asked.append(1), name="ask")
navai.register(newest(0), name="value")
"""
CALLS = 30


def call(name):
    return ExecuteRequest(function_name=name, payload={}, session_id="s")


async def test_functions_that_are_registered_again_and_again_in_a_busy_cell_are_called_meanwhile(
    kernel, clients
):
    assert not (await kernel.run(LOOP)).error
    await clients.hello("k")
    cell = await kernel.begin(f"changes = change(lambda: len(asked) == {CALLS}); print(changes)")
    values = []
    for _ in range(CALLS):
        listed, answer, _ = await asyncio.gather(
            clients.list("k"), clients.execute("k", call("value")), clients.execute("k", call("ask"))
        )
        assert {info.name for info in listed.items} - {"extra"} == {"ask", "value"}
        assert answer.ok, answer.details
        values.append(answer.result)
    changes = int((await kernel.finish(cell)).text)
    assert values == sorted(values)
    assert 0 < values[-1] <= changes
    assert len(set(values)) > 1
    assert (await clients.execute("k", call("value"))).result == changes


async def test_what_is_unregistered_is_gone_from_the_next_list_on(kernel, clients):
    await kernel.run(LOOP)
    before = await clients.list("k")
    cell = await kernel.begin("navai.unregister('value'); time.sleep(1)")
    await asyncio.sleep(0.2)
    after = await clients.list("k")
    assert [info.name for info in after.items] == ["ask"]
    assert after.version > before.version
    assert (await clients.execute("k", call("value"))).available_functions == ["ask"]
    await kernel.finish(cell)
