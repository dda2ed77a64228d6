"""What functions display, print, log and draw while they run, in real kernels."""

import pytest

from navai_jupyter.core.wire import ExecuteRequest

FUNCTIONS = """
%load_ext navai_jupyter
import asyncio, logging
import navai_jupyter as navai
from IPython.display import HTML, clear_output, display

logging.basicConfig(format="%(message)s", force=True)

@navai.function
def show():
    bar = display("0 %", display_id=True)
    display(HTML("<b>bold</b>"))
    clear_output()
    bar.update("100 %")
    logging.warning("careful")

@navai.function
async def wait():
    await asyncio.sleep(0)
    display(HTML("<i>later</i>"))
"""
DRAW = """
import matplotlib.pyplot as plt

@navai.function
def draw(how: str):
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    if how == "show":
        plt.show()
    return axes if how == "return" else None
"""
WHILE_A_CELL_RUNS = "import time; print('cell'); time.sleep({seconds}); display(HTML('<u>own</u>'))"


async def call(clients, name, **arguments):
    answer = await clients.execute("k", ExecuteRequest(function_name=name, payload=arguments))
    assert answer.ok, answer.details
    return answer


async def test_displays_belong_to_the_call_and_not_to_the_cell_that_runs(kernel, clients):
    assert not (await kernel.run(FUNCTIONS)).error
    cell = await kernel.begin(WHILE_A_CELL_RUNS.format(seconds=1))
    shown, later = await call(clients, "show"), await call(clients, "wait")
    assert [bundle.get("text/html") or bundle["text/plain"] for bundle in shown.displayed] == [
        "'100 %'",
        "<b>bold</b>",
    ]
    assert shown.output == "careful\n"
    assert [bundle["text/html"] for bundle in later.displayed] == ["<i>later</i>"]
    await kernel.finish(cell)
    assert [content["data"]["text/html"] for content in cell.contents("display_data")] == ["<u>own</u>"]
    assert not cell.contents("clear_output")


@pytest.mark.parametrize("python", ["new"], ids=["ipykernel-7"], indirect=True)
async def test_figures_belong_to_the_call_and_not_to_the_next_cell(kernel, clients):
    pytest.importorskip("matplotlib")
    assert not (await kernel.run(FUNCTIONS + DRAW)).error
    for how in ("show", "leave"):
        answer = await call(clients, "draw", how=how)
        assert ["image/png" in bundle for bundle in answer.displayed] == [True]
        assert answer.display is None
    returned = await call(clients, "draw", how="return")
    assert (returned.result["type"], returned.displayed) == ("Figure", [])
    assert "image/png" in returned.display
    assert not (await kernel.run("1")).contents("display_data")
