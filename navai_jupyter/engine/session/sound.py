"""Sound as the protocol writes it into events."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _decoded(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise PydanticCustomError("base64", "it is not base64") from error


Sound = Annotated[bytes, BeforeValidator(_decoded)]
"""Base64 on the wire, bytes here."""
