"""Identifiers in hexadecimal, of which a listener wants the beginning."""

from __future__ import annotations

import re

SAID = 7
"""As many digits as git shows of a commit."""

UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.I)
DIGEST = re.compile(r"\b(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,128}\b")
HEXADECIMAL = re.compile(r"\b0[xX]([0-9a-fA-F]+)\b")


def with_identifiers(text: str) -> str:
    """ "d5c5ada" letter by letter, of a longer one the first seven."""
    for written in (UUID, DIGEST):
        text = written.sub(lambda found: " ".join(found[0][:SAID]), text)
    return HEXADECIMAL.sub(lambda number: f"hex {' '.join(number[1])}", text)
