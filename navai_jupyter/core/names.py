"""How Python names become the names that a model calls."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

FIND = "voice_find_function"
"""Searches the functions where they are too many for a tool each."""
RESERVED = frozenset(
    {
        "navigate_to",
        "execute_app_function",
        FIND,
        "voice_stop_call",
        "voice_status",
        "voice_undo",
        "voice_help",
    }
)
"""Tools of the agent itself: a function of such a name is reached through ``execute_app_function`` only."""

_TOOL_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_WORD_BORDERS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_A_LETTER = re.compile(r"[^a-zA-Z0-9]+")


def snake_case(name: str) -> str:
    """``loadSales`` → ``load_sales``; accents fall away, and a name without Latin letters becomes empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NOT_A_LETTER.sub("_", _WORD_BORDERS.sub("_", plain)).strip("_").lower()


def unique(name: str, taken: Container[str]) -> str:
    """The name itself, or the first free of ``name_2``, ``name_3`` …"""
    if name not in taken:
        return name
    return next(numbered for n in count(2) if (numbered := f"{name}_{n}") not in taken)


def warning(name: str) -> str | None:
    """Why the name cannot be a tool of its own, if it cannot."""
    if name in RESERVED:
        reason = "its name belongs to the agent"
    elif not _TOOL_NAME.fullmatch(name):
        reason = "a tool's name has at most 64 letters, digits, '_' and '-'"
    else:
        return None
    return f"{name}: callable through execute_app_function only, because {reason}."
