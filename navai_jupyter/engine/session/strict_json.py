"""JSON that can be written back: Python reads more than the standard has."""

from __future__ import annotations

import json
from math import isinf
from typing import Any


def read_json(text: str | bytes) -> Any:
    """The value of ``text``; raises `ValueError` for anything else, with the reason."""
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _finite(text: str) -> float:
    # Python would read 1e999 as infinity, and write it back as what is no JSON.
    number = float(text)
    if isinf(number):
        raise ValueError(f"{text} is too large")
    return number


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")
