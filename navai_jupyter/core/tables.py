"""Outlines of tables, arrays and pictures. No library is imported: a value of one means that it is loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from navai_jupyter.core.figures import figure_of
from navai_jupyter.core.names import unique

ROWS, COLUMNS = 10, 50
VALUES = 100
"""More of an array or a column is described instead of listed."""
_ORDERED = "iufmM"
"""Kinds of numbers and times: what has a least and a greatest."""
_TOO_FINE = ("ns", "ps", "fs", "as")


def outline(value: Any, items: int) -> dict[str, Any] | None:
    """Type, size, beginning and range of what has rows or is drawn; None for everything else.

    At most ``items`` columns or values are named; the parts still are Python values.
    """
    figure = figure_of(value)
    if figure is not None:
        return _picture(figure)
    if is_a(value, "numpy", "ndarray"):
        return _array(value, items)
    if is_a(value, "pandas", "DataFrame"):
        return _table(value, items)
    if is_a(value, "pandas", "Series") or is_a(value, "pandas", "Index"):
        return _column(value, items)
    return None


def is_a(value: Any, module: str, name: str) -> bool:
    """Whether it is of that type; nothing is, of a module that is not loaded or just being so."""
    return isinstance(value, getattr(sys.modules.get(module), name, ()))


def plain(value: Any) -> Any:
    """An array's or a scalar's values as Python's; numpy would give times finer than those as mere integers."""
    if value.dtype.kind in "mM" and sys.modules["numpy"].datetime_data(value.dtype)[0] in _TOO_FINE:
        value = value.astype(f"{value.dtype.kind}8[us]")
    return value.tolist()


def _array(value: Any, items: int) -> dict[str, Any]:
    listed = plain(value.ravel()[: min(items, ROWS)])
    summary: dict[str, Any] = {
        "type": "ndarray",
        "shape": list(value.shape),
        "dtype": str(value.dtype),
        "first": listed,
        "left_out": value.size - len(listed),
    }
    if value.size and value.dtype.kind in "iuf":
        known = value[value == value]  # only NaN differs from itself
        for name in ("min", "max", "mean") if known.size else ():
            with sys.modules["numpy"].errstate(all="ignore"):  # infinity has no mean
                summary[name] = getattr(known, name)().item()
    return summary


def _table(frame: Any, items: int) -> dict[str, Any]:
    names = _unique_names(frame.columns[: min(items, COLUMNS)])
    shown = frame.iloc[: min(items, ROWS), : len(names)]
    index = _labels(shown.index)
    index_name = unique(str(frame.index.name or "index"), names)
    rows = [dict(zip(names, row, strict=True)) for row in shown.itertuples(index=False, name=None)]
    if index is not None:
        rows = [{index_name: label, **row} for label, row in zip(index, rows, strict=True)]
    summary: dict[str, Any] = {
        "type": "DataFrame",
        "shape": list(frame.shape),
        "columns": dict(zip(names, map(str, frame.dtypes.iloc[: len(names)]), strict=True)),
        "first": rows,
    }
    if len(frame) > len(rows):
        summary["rows_left_out"] = len(frame) - len(rows)
        ordered = [(n, frame.iloc[:, i]) for i, n in enumerate(names) if frame.dtypes.iloc[i].kind in _ORDERED]
        summary["min"] = {name: column.min() for name, column in ordered}
        summary["max"] = {name: column.max() for name, column in ordered}
    if len(frame.columns) > len(names):
        summary["columns_left_out"] = len(frame.columns) - len(names)
    return summary


def _column(column: Any, items: int) -> dict[str, Any]:
    shown = column[: min(items, VALUES)] if len(column) <= VALUES else column[: min(items, ROWS)]
    summary: dict[str, Any] = {
        "type": type(column).__name__,
        "length": len(column),
        "dtype": str(column.dtype),
        "first": shown.tolist(),
    }
    labels = _labels(getattr(shown, "index", shown))
    if labels is not None and labels != summary["first"]:
        summary["index"] = labels
    if len(column) > len(shown):
        summary["left_out"] = len(column) - len(shown)
        if column.dtype.kind in _ORDERED:
            summary |= {"min": column.min(), "max": column.max()}
    return summary


def _picture(figure: Any) -> dict[str, Any]:
    axes = [{"title": each.get_title(), "x": each.get_xlabel(), "y": each.get_ylabel()} for each in figure.axes]
    return {"type": "Figure", "axes": axes}


def _labels(index: Any) -> list[Any] | None:
    """Nothing for rows that are only numbered."""
    numbered = type(index).__name__ == "RangeIndex"
    return None if numbered else list(index)


def _unique_names(columns: Iterable[Any]) -> list[str]:
    names: list[str] = []
    for column in columns:
        told = " ".join(map(str, column)) if isinstance(column, tuple) else str(column)
        names.append(unique(told, names))
    return names
