"""What a matplotlib figure shows, in one or two sentences: titles, axes, kinds of marks and extremes."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

MOST_PLOTS = 4
MOST_NAMES = 4


def describe(figure: Any) -> str:
    """Read from the figure itself: matplotlib is not imported here."""
    plots = [axes for axes in figure.axes if axes.get_visible() and axes.get_label() != "<colorbar>"]
    title = _clean(figure.get_suptitle())
    named = f" titled {title}" if title else ""
    if len(plots) == 1:
        own = _clean(plots[0].get_title())
        return f"A figure{f' titled {title or own}' if title or own else ''}: {_plot(plots[0])}."
    if not plots:
        return f"An empty figure{named}."
    told = [f"Plot {at}{_titled(axes)}: {_plot(axes)}." for at, axes in enumerate(plots[:MOST_PLOTS], 1)]
    return " ".join([f"A figure{named} with {len(plots)} plots.", *told])


def _titled(axes: Any) -> str:
    title = _clean(axes.get_title())
    return f", {title}" if title else ""


def _plot(axes: Any) -> str:
    """ "2 lines named train, test; epoch from 0 to 9; loss from 0.1 at 9 to 0.9 at 0"."""
    marks = ", ".join(_marks(axes))
    points = _points(axes)
    if not marks or not len(points):
        return marks or "nothing is drawn"
    lowest, highest = points[points[:, 1].argmin()], points[points[:, 1].argmax()]
    across, up = _clean(axes.get_xlabel()) or "x", _clean(axes.get_ylabel()) or "y"
    first, last = (_read(axes.xaxis, x) for x in (points[:, 0].min(), points[:, 0].max()))
    told = [marks, f"{across} from {first} to {last}"] if first and last else [marks]
    bottom, top = _height(axes, lowest), _height(axes, highest)
    return "; ".join([*told, f"{up} from {bottom} to {top}"] if bottom and top else told)


def _marks(axes: Any) -> list[str]:
    names = [_clean(line.get_label()) for line in axes.get_lines()]
    bars = sum(len(_bars(container)) for container in axes.containers)
    wedges = sum(type(patch).__name__ == "Wedge" for patch in axes.patches)
    dots = sum(len(cloud) for cloud in _clouds(axes))
    marks = [
        _count(len(names), "line") + _named(names),
        _count(bars, "bar"),
        _count(wedges, "wedge") + _named([_clean(text.get_text()) for text in axes.texts] if wedges else []),
        _count(dots, "point"),
    ]
    for image in axes.images:
        rows, columns = image.get_array().shape[:2]
        marks.append(f"an image of {rows} by {columns} values")
    known = bars + wedges
    others = len(axes.patches) - known + len(axes.collections) - len(_clouds(axes))
    marks.append(_count(max(0, others), "other shape"))
    return [mark for mark in marks if mark]


def _points(axes: Any) -> np.ndarray:
    """All places that are drawn at, as pairs of finite numbers; a bar is at its end."""
    found = [
        np.column_stack([line.get_xdata(orig=False), line.get_ydata(orig=False)]) for line in axes.get_lines()
    ]
    for container in axes.containers:
        ends = [(bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height()) for bar in _bars(container)]
        found.append(np.array(ends, float).reshape(-1, 2))
    places: np.ndarray = np.concatenate([*found, *_clouds(axes), np.empty((0, 2))]).astype(float)
    finite: np.ndarray = places[np.isfinite(places).all(axis=1)]
    return finite


def _bars(container: Any) -> Any:
    """Error bars are containers too, but without any."""
    return getattr(container, "patches", ())


def _clouds(axes: Any) -> list[Any]:
    """The points of scatter plots."""
    clouds = [each for each in axes.collections if type(each).__name__ == "PathCollection"]
    return [np.ma.filled(each.get_offsets(), np.nan) for each in clouds]


def _height(axes: Any, point: np.ndarray) -> str:
    """How high a point is, and where: "0.9 at 0"."""
    x, y = _read(axes.xaxis, point[0]), _read(axes.yaxis, point[1])
    return f"{y} at {x}" if x and y else y


def _read(axis: Any, value: float) -> str:
    """A place on an axis as the axis names it; empty where only the axis itself knows how."""
    formatter = axis.get_major_formatter()
    match type(formatter).__name__:
        case "ScalarFormatter" | "LogFormatter" | "LogFormatterSciNotation" | "LogFormatterMathtext":
            return f"{value:.4g}"
        case "StrCategoryFormatter":
            return _clean(formatter(value))
        case "AutoDateFormatter" | "ConciseDateFormatter" | "DateFormatter":
            moment = sys.modules["matplotlib.dates"].num2date(value).replace(tzinfo=None)
            return str(moment.isoformat(" ", "minutes").removesuffix(" 00:00"))
        case _:
            return ""


def _named(names: list[str]) -> str:
    own = [name for name in names if name and not name.startswith("_")]
    if not own:
        return ""
    more = f" and {len(own) - MOST_NAMES} more" if len(own) > MOST_NAMES else ""
    return f" named {', '.join(own[:MOST_NAMES])}{more}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}" if number else ""


def _clean(text: Any) -> str:
    return " ".join(str(text).replace("$", "").split())
