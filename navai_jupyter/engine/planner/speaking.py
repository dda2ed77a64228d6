"""Small pieces of spoken English."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str], word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def either(names: Sequence[str]) -> str:
    return listed(names, "or")


def spoken_name(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


def sentence(text: str) -> str:
    """With an end that a voice can hear."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
