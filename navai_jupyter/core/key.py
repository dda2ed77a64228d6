"""A key as a person gives it, fit for an HTTP header."""

from __future__ import annotations

from navai_jupyter.core.errors import ConfigurationError


def checked_key(text: str, source: str) -> str:
    """The key without the space around it; raises `ConfigurationError`, which does not tell the key."""
    key = text.strip()
    if all("!" <= character <= "~" for character in key):
        return key
    raise ConfigurationError(
        f"The key in {source} cannot be used.",
        "It has a character that no key has: a space, an accent or a control character.",
        "Copy it again; letters, digits and the signs of an English keyboard may be in it.",
        code="bad_key",
    )
