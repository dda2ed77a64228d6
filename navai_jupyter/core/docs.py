"""What a docstring says, in Google, numpy or Sphinx style."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import docstring_parser


@dataclass(frozen=True)
class Documentation:
    """The description of a function, and of each parameter that the docstring describes."""

    description: str
    parameters: dict[str, str]

    @classmethod
    def of(cls, function: Callable[..., Any]) -> Self:
        text = inspect.getdoc(function) or ""
        try:
            parsed = docstring_parser.parse(text)
        except docstring_parser.ParseError:
            return cls(text, {})
        parts = (parsed.short_description, parsed.long_description)
        return cls(
            "\n\n".join(part for part in parts if part),
            {p.arg_name: " ".join((p.description or "").split()) for p in parsed.params if p.description},
        )
