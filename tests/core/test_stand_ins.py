"""Parameters for objects that no JSON can express."""

from collections.abc import Callable

import numpy as np
import pytest

from navai_jupyter.core.context import Context
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.schema import ArgumentError, parameters_of


class Frame:
    pass


SCALE = np.float32(2)
NORTH, SOUTH = Frame(), Frame()
CELLS = {"north": NORTH, "South_Sales": SOUTH, "year": 2026, "_hidden": Frame()}


def describe(data: Frame, other: Frame | None = None, more: list[Frame] = []): ...  # noqa: B006  # as people write


def received(function, **values):
    return parameters_of(function, lambda: CELLS).bind(values, Context("c")).arguments


def test_an_object_is_given_by_the_name_of_its_variable():
    schema = parameters_of(describe, lambda: CELLS).schema
    assert schema["properties"]["data"] == {
        "type": "string",
        "description": "Name of a variable of type Frame.",
    }
    assert received(describe, data="north", other="South_Sales", more=["north"]) == {
        "data": NORTH,
        "other": SOUTH,
        "more": [NORTH],
    }
    assert received(describe, data="north")["other"] is None


def test_a_name_may_be_written_as_it_is_spoken():
    assert received(describe, data="south sales")["data"] is SOUTH


@pytest.mark.parametrize("name", ["west", "year", "_hidden", 3])
def test_another_name_is_refused_with_those_that_fit(name):
    with pytest.raises(
        ArgumentError, match=r"data: Give the name of a variable of type Frame: north, South_Sales"
    ):
        received(describe, data=name)


def test_a_variable_that_cannot_say_what_it_is_hides_no_other():
    class Unbound:
        @property
        def __class__(self):
            raise RuntimeError("working outside of request context")

    cells = {"request": Unbound(), "north": NORTH}
    bound = parameters_of(describe, lambda: cells).bind({"data": "north"}, Context("c"))
    assert bound.arguments["data"] is NORTH


def test_variables_count_as_they_are_when_the_call_comes():
    cells: dict[str, object] = {}
    parameters = parameters_of(describe, lambda: cells)
    with pytest.raises(ArgumentError, match="there is none now"):
        parameters.bind({"data": "late"}, Context("c"))
    cells["late"] = late = Frame()
    assert parameters.bind({"data": "late"}, Context("c")).arguments["data"] is late


def test_where_there_are_no_variables_it_is_refused():
    with pytest.raises(FunctionError, match=r"describe\(data: Frame\) cannot be registered"):
        parameters_of(describe)


def test_a_default_that_json_cannot_say_is_kept():
    def plot(kind: str = "bar", by: Callable[[int], int] = abs, dtype: type = float, key=len, scale=SCALE): ...

    parameters = parameters_of(plot)
    assert parameters.schema["properties"] == {
        "kind": {"type": "string", "default": "bar"},
        "scale": {"default": 2.0},
    }
    assert parameters.bind({"kind": "line"}, Context("c")).args == ("line", abs, float, len, SCALE)
    with pytest.raises(ArgumentError, match="by: no such parameter, accepted are kind, scale"):
        parameters.bind({"by": "abs"}, Context("c"))


@pytest.mark.parametrize("default", [float("nan"), float("inf"), [float("nan")]])
def test_a_default_without_json_is_not_told(default):
    def fill(value: float | list[float] = default): ...

    assert "default" not in parameters_of(fill).schema["properties"]["value"]
