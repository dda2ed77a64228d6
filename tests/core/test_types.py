"""Each type that a parameter may have: what a model is told, what the function receives, what is refused."""

import enum
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import numpy as np
import pytest
from pydantic import BaseModel, Field

from navai_jupyter.core.context import Context
from navai_jupyter.core.schema import ArgumentError, parameters_of

NOTHING = object()


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Axis(BaseModel):
    label: str
    limits: tuple[float, float] | None = None


class Plot(BaseModel):
    axes: list[Axis]


@dataclass
class Rate:
    start: float = 0.1
    steps: list[int] = field(default_factory=list)


class Case(NamedTuple):
    hint: Any
    told: dict[str, Any]
    sent: Any
    received: Any
    refused: Any = NOTHING
    why: str = ""


CASES = [
    Case(int, {"type": "integer"}, "3", 3, 3.5, "valid integer, got a number with a fractional part"),
    Case(float, {"type": "number"}, 3, 3.0, "three", "valid number"),
    Case(str, {"type": "string"}, "a", "a", 3, "valid string"),
    Case(bool, {"type": "boolean"}, "yes", True, "perhaps", "valid boolean"),
    Case(Any, {}, [1, "a"], [1, "a"]),
    Case(Literal["a", 2], {"enum": ["a", 2]}, 2, 2, "c", "Input should be 'a' or 2"),
    Case(Color, {"enum": ["red", "blue"]}, "red", Color.RED, "green", "Input should be 'red' or 'blue'"),
    Case(Level, {"enum": [1, 2], "type": "integer"}, 2, Level.HIGH, 3, "Input should be 1 or 2"),
    Case(Annotated[int, Field(gt=0)], {"exclusiveMinimum": 0}, 1, 1, 0, "greater than 0"),
    Case(int | None, {"anyOf": [{"type": "integer"}, {"type": "null"}]}, None, None, "x", "valid integer"),
    Case(int | str, {"anyOf": [{"type": "integer"}, {"type": "string"}]}, "x", "x", [], "valid string"),
    Case(date, {"format": "date"}, "2026-01-31", date(2026, 1, 31), "soon", "write it like 2026-01-31"),
    Case(
        datetime,
        {"format": "date-time"},
        "2026-01-31T14:30",
        datetime(2026, 1, 31, 14, 30),
        "soon",
        "write it like 2026-01-31T14:30",
    ),
    Case(time, {"format": "time"}, "14:30", time(14, 30), "noon", "write it like 14:30"),
    Case(
        timedelta, {"format": "duration"}, "P1DT2H", timedelta(days=1, hours=2), "long", "write it like P1DT2H"
    ),
    Case(Path, {"format": "path", "type": "string"}, "a/b.csv", Path("a/b.csv"), 3, "not a valid path"),
    Case(Decimal, {"type": "number"}, 1.5, Decimal("1.5"), "one", "valid decimal"),
    Case(list[int], {"items": {"type": "integer"}}, ["1", 2], [1, 2], [1, "x"], r"it\.1: .*valid integer"),
    Case(set[str], {"uniqueItems": True}, ["a", "a"], {"a"}, "a", "valid set"),
    Case(tuple[int, int], {"minItems": 2, "maxItems": 2}, [1, 2], (1, 2), [1], r"it\.1: Field required"),
    Case(
        dict[str, float],
        {"additionalProperties": {"type": "number"}},
        {"a": 1},
        {"a": 1.0},
        {"a": "x"},
        r"it\.a: .*valid number",
    ),
    Case(Rate, {"type": "object"}, {"start": 1}, Rate(1.0), {"stop": 1}, r"it\.stop: Unexpected keyword"),
    Case(
        Plot,
        {"required": ["axes"]},
        {"axes": [{"label": "x", "limits": [0, 1]}]},
        Plot(axes=[Axis(label="x", limits=(0, 1))]),
        {"axes": [{}]},
        r"it\.axes\.0\.label: Field required",
    ),
    Case(np.float32, {"type": "number"}, 0.5, np.float32(0.5), "x", "valid number"),
    Case(np.int64, {"type": "integer"}, 3, np.int64(3), "x", "valid integer"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: getattr(case.hint, "__name__", str(case.hint)))
def test_a_type(case):
    def function(it): ...

    function.__annotations__["it"] = case.hint
    parameters = parameters_of(function)
    told = parameters.schema["properties"]["it"]
    assert told.items() >= case.told.items()
    (received,) = parameters.bind({"it": case.sent}, Context("c")).args
    assert (type(received), received) == (type(case.received), case.received)
    if case.refused is not NOTHING:
        with pytest.raises(ArgumentError, match=case.why):
            parameters.bind({"it": case.refused}, Context("c"))


def test_the_times_of_pandas():
    pd = pytest.importorskip("pandas")

    def since(when: pd.Timestamp, step: pd.Timedelta): ...

    parameters = parameters_of(since)
    assert parameters.schema["properties"]["when"] == {"type": "string", "format": "date-time"}
    when, step = parameters.bind({"when": "2026-01-31", "step": "P1D"}, Context("c")).args
    assert (when, step) == (pd.Timestamp("2026-01-31"), pd.Timedelta(days=1))
    assert type(when) is pd.Timestamp
