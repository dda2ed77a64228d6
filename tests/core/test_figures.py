"""Figures that functions draw with matplotlib."""

import asyncio
import base64
import threading

import pytest

from navai_jupyter.core.registry import Registry
from navai_jupyter.core.results import summarise
from navai_jupyter.core.wire import ExecuteRequest

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("agg")
from matplotlib import pyplot as plt  # noqa: E402  # after the backend

PNG = b"\x89PNG"


async def called(function):
    registry = Registry("kernel")
    registry.register(function, name="f")
    answer = await registry.execute(ExecuteRequest(function_name="f", call_id="1"))
    assert answer.ok, answer.details
    return answer


def draw():
    _, axes = plt.subplots()
    axes.plot([1, 2])
    axes.set(title="Sales", xlabel="year", ylabel="EUR")
    return axes


@pytest.fixture(autouse=True)
def own():
    """A figure of the person's own, which no call may take."""
    figure = plt.figure()
    yield figure
    assert plt.get_fignums() == [figure.number]
    plt.close(figure)


async def test_what_is_drawn_and_not_returned_is_shown_and_closed():
    answer = await called(lambda: draw() and None)
    (shown,) = answer.displayed
    assert base64.b64decode(shown["image/png"]).startswith(PNG)


async def test_what_is_returned_is_described_and_not_shown_twice():
    answer = await called(draw)
    assert answer.result == {"type": "Figure", "axes": [{"title": "Sales", "x": "year", "y": "EUR"}]}
    assert answer.displayed == []


async def test_what_a_failing_function_drew_is_shown_too():
    registry = Registry("kernel")
    registry.register(lambda: draw() and 1 / 0, name="f")
    answer = await registry.execute(ExecuteRequest(function_name="f", call_id="1"))
    assert (answer.ok, len(answer.displayed)) == (False, 1)


async def test_what_a_cell_or_another_call_draws_meanwhile_is_left_to_it():
    drawn, finished = threading.Event(), threading.Event()

    def draws_and_goes_on():
        draw()
        drawn.set()
        finished.wait(10)

    slow = asyncio.create_task(called(draws_and_goes_on))
    await asyncio.to_thread(drawn.wait, 10)

    def waits():
        began.set()
        proceed.wait(10)

    began, proceed = threading.Event(), threading.Event()
    quick = asyncio.create_task(called(waits))
    await asyncio.to_thread(began.wait, 10)
    own = plt.figure()  # as a cell would in the main thread
    proceed.set()
    assert (await quick).displayed == []
    finished.set()
    assert len((await slow).displayed) == 1
    assert own.number in plt.get_fignums()
    plt.close(own)


def test_what_plotting_functions_return_is_their_figure():
    figure, axes = plt.subplots(1, 2)
    for value in (figure, axes, axes[0], axes[0].plot([1])):
        assert len(summarise(value)["axes"]) == 2
    plt.close(figure)
