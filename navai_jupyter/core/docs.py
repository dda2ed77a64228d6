"""What a docstring says, in Google, numpy or Sphinx style."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

import docstring_parser


@dataclass(frozen=True)
class Documentation:
    """The description of a function, and of each parameter that the docstring describes."""

    description: str
    parameters: dict[str, str]

    @classmethod
    def of(cls, function: Callable[..., Any]) -> Self:
        return cls(*_read(inspect.getdoc(function) or ""))


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[str, dict[str, str]]:
    """Asked for twice of each function: by itself, and with its parameters."""
    try:
        parsed = docstring_parser.parse(text)
    except docstring_parser.ParseError:
        return text, {}
    parts = (parsed.short_description, parsed.long_description)
    described = {p.arg_name: " ".join((p.description or "").split()) for p in parsed.params if p.description}
    return "\n\n".join(part for part in parts if part), described
