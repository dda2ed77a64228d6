"""Texts of somebody's objects, fit to travel."""

from __future__ import annotations


def text_of(value: object) -> str:
    """``str(value)``, or why there is none: a broken ``__str__`` must not lose a call."""
    try:
        return sendable(str(value))
    except Exception as error:
        return f"<{type(value).__name__}, whose text failed with {type(error).__name__}>"


def sendable(text: str) -> str:
    """The text with ``?`` for halves of surrogate pairs, as file names have: UTF-8 cannot carry them."""
    return text.encode("utf-8", "replace").decode()
