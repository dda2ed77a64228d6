"""Pictures of matplotlib that a call draws; the library is never imported here."""

from __future__ import annotations

import base64
import functools
import io
import sys
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from navai_jupyter.core.output import Output, current_output

_makers: WeakKeyDictionary[Any, Output | None] = WeakKeyDictionary()
"""In which call a figure was made, or in none: in a cell."""


def figure_of(value: Any) -> Any | None:
    """The figure that a value is or is drawn in; plotting functions return axes, lines, or several of them."""
    artist = getattr(sys.modules.get("matplotlib.artist"), "Artist", None)
    if artist is None:
        return None
    for each in _first(value):
        if isinstance(each, artist):
            return each.get_figure()
    return None


class Drawing:
    """The figures of pyplot that a call makes: else the next cell would show them as its own.

    Those that a cell or another call makes meanwhile are left to it.
    """

    def __init__(self) -> None:
        _listen()
        self._before = _opened()

    def finish(self, value: Any) -> Iterator[dict[str, Any]]:
        """Close them, and give each as a picture except the one that was returned as ``value``."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        returned, ours = figure_of(value), current_output()
        for figure in _opened():
            if figure in self._before or _makers.get(figure, ours) is not ours:
                continue
            assert pyplot is not None
            pyplot.close(figure)
            if figure is not returned and figure.axes:
                yield picture(figure)


def _listen() -> None:
    """Hear who makes a figure, as soon as pyplot is loaded; a call that loads it makes the first ones."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    make = getattr(pyplot, "new_figure_manager", None)
    if pyplot is None or make is None or hasattr(make, "__wrapped__"):
        return

    @functools.wraps(make)
    def listening(*args: Any, **options: Any) -> Any:
        manager = make(*args, **options)
        _makers[manager.canvas.figure] = current_output()
        return manager

    pyplot.new_figure_manager = listening  # type: ignore[attr-defined]  # pyplot.figure() looks it up there


def picture(figure: Any) -> dict[str, Any]:
    """A MIME bundle."""
    file = io.BytesIO()
    figure.savefig(file, format="png", bbox_inches="tight")
    return {"image/png": base64.b64encode(file.getvalue()).decode(), "text/plain": str(figure)}


def _opened() -> list[Any]:
    """Those of pyplot; to ask it for one by its number would make that the current one."""
    # Another thread may be importing it just now: then it has no figures yet.
    managers = getattr(sys.modules.get("matplotlib._pylab_helpers"), "Gcf", None)
    known = [] if managers is None else managers.get_all_fig_managers()
    return [manager.canvas.figure for manager in sorted(known, key=lambda manager: manager.num)]


def _first(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        yield from value[:1]
    elif type(value).__name__ == "ndarray" and value.dtype == object:
        yield from value.ravel()[:1]
    else:
        yield value
