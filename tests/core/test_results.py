import datetime
import enum
import json
import math
import sys
from collections import deque
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pytest
from pydantic import BaseModel

from navai_jupyter.core.results import LIMIT, Results, summarise


class Color(enum.Enum):
    RED = "red"


@dataclass
class Sale:
    year: int
    day: datetime.date


class Model(BaseModel):
    x: float


class Unprintable:
    def __repr__(self):
        raise RuntimeError("no")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (2**60, "1152921504606846976"),
        (math.nan, "nan"),
        (math.inf, "inf"),
        (Decimal("1.50"), "1.50"),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (datetime.timedelta(seconds=90), "0:01:30"),
        (b"abc", {"type": "bytes", "bytes": 3}),
        (Color.RED, "red"),
        (Sale(2024, datetime.date(2024, 5, 6)), {"year": 2024, "day": "2024-05-06"}),
        (Model(x=1), {"x": 1.0}),
        ({1: (2, {3})}, {"1": [2, [3]]}),
        (np.float32(0.5), 0.5),
        (np.arange(3), [0, 1, 2]),
        (np.datetime64("2026-01-02T03:04", "ns"), "2026-01-02T03:04:00"),
        (np.array(["2026-01-02T03:04", "NaT"], "M8[ns]"), ["2026-01-02T03:04:00", None]),
        (np.array([90], "m8[s]").astype("m8[ns]"), ["0:01:30"]),
        (np.array(["2026-01-02"], "M8[D]"), ["2026-01-02"]),
        (deque([1, 2]), [1, 2]),
        pytest.param(10**5000, "<int, whose text failed with ValueError>", id="a huge number"),
        ((n for n in ()), "<generator object <genexpr>>"),
        (Unprintable(), "<Unprintable, whose text failed with RuntimeError>"),
    ],
)
def test_small_values(value, shown):
    assert summarise(value) == shown


def test_a_large_array_is_described():
    shown = summarise(np.arange(1_000_000, dtype=float))
    assert shown["shape"] == [1_000_000]
    assert (shown["min"], shown["max"], shown["mean"]) == (0, 999_999, 499_999.5)
    assert shown["first"][:3] == [0, 1, 2]


@pytest.mark.parametrize(
    "value", [list(range(10**6)), dict.fromkeys(range(10**4), "x" * 50), {"a": [["b" * 99] * 99] * 99}]
)
def test_large_values_say_how_large_they_are(value):
    shown = summarise(value)
    assert len(json.dumps(shown)) <= LIMIT
    if len(value) > 1:
        assert shown["length"] == len(value) == len(shown["first"]) + shown["left_out"]


def test_a_long_text_says_how_much_is_missing():
    assert summarise("x" * 100_000).endswith("more characters)")


def test_a_value_that_contains_itself_ends():
    loop: list = []
    loop.append(loop)
    assert len(json.dumps(summarise(loop))) <= LIMIT


def test_pandas_is_not_imported_for_it():
    loaded = "pandas" in sys.modules
    summarise({"a": 1})
    assert ("pandas" in sys.modules) == loaded


def test_results_keep_the_newest_objects():
    results = Results(size=2)
    for call_id in ("a", "b", "c"):
        results.add(call_id, call_id.upper())
    assert dict(results) == {"b": "B", "c": "C"}
    assert results.last == "C"
    with pytest.raises(KeyError, match="only the results of the last 2 calls are kept"):
        results["a"]
    assert "a" not in results
    assert repr(results) == "<results of 2 calls: b: str, c: str>"


@pytest.mark.timeout(60)
def test_a_tree_whose_parts_know_each_other_is_shown_in_no_time():
    @dataclass
    class Node:
        parent: "Node | None"
        children: list["Node"]

    root = Node(None, [])
    root.children = [Node(root, []) for _ in range(1000)]
    shown = summarise(root)
    assert shown["children"]["left_out"] == 990
    assert len(json.dumps(shown, ensure_ascii=False)) <= LIMIT
