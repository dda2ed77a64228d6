"""What a model is told of tables, arrays and pictures."""

import json
import sys
from types import ModuleType

import numpy as np
import pytest

from navai_jupyter.core.figures import Drawing
from navai_jupyter.core.results import LIMIT, summarise

pd = pytest.importorskip("pandas")


def sales(rows):
    days = pd.date_range("2026-01-01", periods=rows)
    return pd.DataFrame({"day": days, "price": [1.5] * (rows - 1) + [None], "shop": ["north"] * rows})


def test_a_small_table_is_told_whole():
    assert summarise(sales(2)) == {
        "type": "DataFrame",
        "shape": [2, 3],
        "columns": {"day": str(sales(2)["day"].dtype), "price": "float64", "shop": str(sales(2)["shop"].dtype)},
        "first": [
            {"day": "2026-01-01T00:00:00", "price": 1.5, "shop": "north"},
            {"day": "2026-01-02T00:00:00", "price": "nan", "shop": "north"},
        ],
    }


def test_of_a_long_table_beginning_and_range():
    shown = summarise(sales(1000))
    assert shown["shape"] == [1000, 3]
    assert len(shown["first"]) + shown["rows_left_out"] == 1000
    assert shown["min"] == {"day": "2026-01-01T00:00:00", "price": 1.5}
    assert shown["max"] == {"day": "2028-09-26T00:00:00", "price": 1.5}
    assert len(json.dumps(shown)) < LIMIT / 8


def test_of_a_wide_table_the_first_columns():
    shown = summarise(pd.DataFrame(np.zeros((3, 3000))))
    assert len(shown["columns"]) + shown["columns_left_out"] == 3000


def test_labels_of_rows_are_told_and_numbers_are_not():
    by_shop = sales(4).groupby("shop").agg({"price": ["min", "max"]})
    assert summarise(by_shop)["first"] == [{"shop": "north", "price min": 1.5, "price max": 1.5}]
    counts = summarise(sales(4)["shop"].value_counts())
    assert (counts["index"], counts["first"]) == (["north"], [4])
    assert "index" not in summarise(sales(4)["price"])


def test_columns_of_one_name_are_both_told():
    assert summarise(pd.DataFrame([[1, 2]], columns=["a", "a"]))["first"] == [{"a": 1, "a_2": 2}]


def test_a_long_column():
    shown = summarise(sales(1000)["price"])
    assert (shown["length"], shown["left_out"], shown["min"], shown["max"]) == (1000, 990, 1.5, 1.5)
    assert summarise(pd.RangeIndex(10**7))["max"] == 10**7 - 1


def test_a_large_array():
    shown = summarise(np.append(np.arange(1_000_000, dtype=float), np.nan))
    assert shown["shape"] == [1_000_001]
    assert (shown["min"], shown["max"], shown["mean"]) == (0, 999_999, 499_999.5)
    assert (shown["first"][:3], shown["left_out"]) == ([0, 1, 2], 999_991)
    assert summarise(np.array([np.inf, -np.inf] * 100))["mean"] == "nan"


def test_empty_ones():
    assert summarise(pd.DataFrame())["shape"] == [0, 0]
    assert summarise(np.zeros((0, 3))) == []
    assert summarise(pd.Series(dtype=float))["length"] == 0


def test_a_library_that_is_just_being_imported_has_no_values_yet(monkeypatch):
    for name in ("pandas", "numpy", *(f"matplotlib.{part}" for part in ("artist", "pyplot", "_pylab_helpers"))):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    assert summarise({"a": [1]}) == {"a": [1]}
    assert list(Drawing().finish(None)) == []


def test_tables_inside_other_values():
    shown = summarise({"north": sales(1000), "all": [sales(2)] * 2})
    assert shown["north"]["rows_left_out"] == 990
    assert shown["all"][1]["shape"] == [2, 3]
