"""Sound as the protocol writes it into events."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

PIECE = 2**18
"""Characters, a multiple of four."""


def _decoded(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    try:
        return _bytes(text)
    except (binascii.Error, ValueError) as error:
        raise PydanticCustomError("base64", "it is not base64") from error


def _bytes(text: str) -> bytes:
    """A piece at a time: other threads run in between, which a megabyte at once would hold up."""
    if "=" in text[:-2]:
        raise ValueError("padding is for the end")
    return b"".join(base64.b64decode(text[at : at + PIECE], validate=True) for at in range(0, len(text), PIECE))


Sound = Annotated[bytes, BeforeValidator(_decoded)]
"""Base64 on the wire, bytes here."""
