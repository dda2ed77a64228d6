"""Pictures of matplotlib that a call draws; the library is never imported here."""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Iterator
from typing import Any


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
    """The figures of pyplot that are new since this was made: else the next cell would show them as its own."""

    def __init__(self) -> None:
        self._before = _numbers()

    def finish(self, value: Any) -> Iterator[dict[str, Any]]:
        """Close them, and give each as a picture except the one that was returned as ``value``."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        returned = figure_of(value)
        for number in sorted(_numbers() - self._before):
            assert pyplot is not None
            figure = pyplot.figure(number)
            pyplot.close(figure)
            if figure is not returned and figure.axes:
                yield picture(figure)


def picture(figure: Any) -> dict[str, Any]:
    """A MIME bundle."""
    file = io.BytesIO()
    figure.savefig(file, format="png", bbox_inches="tight")
    return {"image/png": base64.b64encode(file.getvalue()).decode(), "text/plain": str(figure)}


def _numbers() -> set[int]:
    # Another thread may be importing it just now: then it has no figures yet.
    numbers = getattr(sys.modules.get("matplotlib.pyplot"), "get_fignums", None)
    return set() if numbers is None else set(numbers())


def _first(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        yield from value[:1]
    elif type(value).__name__ == "ndarray" and value.dtype == object:
        yield from value.ravel()[:1]
    else:
        yield value
