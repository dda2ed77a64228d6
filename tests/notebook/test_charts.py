import datetime

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from navai_jupyter.notebook.charts import describe


@pytest.fixture(autouse=True)
def no_window():
    matplotlib.use("agg")
    yield
    plt.close("all")


@pytest.fixture
def axes():
    return plt.figure().add_subplot()


def test_lines_have_names_axes_and_extremes(axes):
    axes.plot([0, 1, 9], [0.9, 0.4, 0.1], label="train")
    axes.plot([0, 1, 9], [0.8, float("nan"), 0.2], label="test")
    axes.set(title="Loss", xlabel="epoch", ylabel="loss")
    assert describe(axes.figure) == (
        "A figure titled Loss: 2 lines named train, test; epoch from 0 to 9; loss from 0.1 at 9 to 0.9 at 0."
    )


def test_bars_stand_at_their_categories(axes):
    axes.bar(["north", "south"], [7, 3])
    assert describe(axes.figure) == "A figure: 2 bars; x from north to south; y from 3 at south to 7 at north."


def test_dates_are_dates(axes):
    axes.plot([datetime.date(2024, 1, day) for day in (1, 2, 3)], [5, 6, 4])
    assert "x from 2024-01-01 to 2024-01-03; y from 4 at 2024-01-03" in describe(axes.figure)


def test_plots_beside_each_other_are_told_one_by_one():
    figure, (left, right) = plt.subplots(1, 2)
    left.scatter([1, 2, 3], [2, 9, 4])
    figure.colorbar(right.imshow(np.zeros((4, 5))))
    right.set_title("Heat")
    figure.suptitle("Both")
    assert describe(figure) == (
        "A figure titled Both with 2 plots. Plot 1: 3 points; x from 1 to 3; y from 2 at 1 to 9 at 2. "
        "Plot 2, Heat: an image of 4 by 5 values."
    )


def test_places_that_only_the_axis_can_name_are_left_out():
    axes = pd.DataFrame({"sales": [1, 4]}, index=["a", "b"]).plot()
    assert describe(axes.figure) == "A figure: 1 line named sales; y from 1 to 4."


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda axes: None, "A figure: nothing is drawn."),
        (lambda axes: axes.pie([1, 2], labels=["tea", "coffee"]), "A figure: 2 wedges named tea, coffee."),
        (lambda axes: axes.fill_between([1, 2], [3, 4]), "A figure: 1 other shape."),
        (lambda axes: axes.plot([1], [float("inf")]), "A figure: 1 line."),
    ],
)
def test_what_has_no_numbers_is_named(axes, draw, words):
    draw(axes)
    assert describe(axes.figure) == words


def test_a_figure_without_plots_is_empty():
    assert describe(plt.figure()) == "An empty figure."
