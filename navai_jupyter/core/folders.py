"""Which Python files ``NAVAI_FUNCTIONS_FOLDERS`` means."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

FALLBACK = "navai_functions"
"""Looked into when what was configured holds nothing (NAVAI's ``src/ai/functions-modules``)."""
SKIPPED = frozenset({"node_modules", "dist", "__pycache__"})


@dataclass
class Found:
    """Files without repeats, in the order of the tokens and then of their names, and what was not found."""

    files: list[Path] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def find(tokens: str, base: Path) -> Found:
    """Read a comma list of folders, ``folder/...``, globs and files below ``base``; "" finds nothing."""
    found = Found()
    chosen = [token.strip() for token in tokens.split(",") if token.strip()]
    for token in chosen:
        files = list(_files_of(token, base))
        if not files:
            found.warnings.append(f"{token}: no Python file there ({base / token}).")
        found.files += [file for file in files if file not in found.files]
    if chosen and not found.files:
        found.files = list(_files_of(FALLBACK, base))
        found.warnings.append(f"Nothing configured was found; {FALLBACK}/ is used, as far as it exists.")
    return found


def _files_of(token: str, base: Path) -> Iterator[Path]:
    return (
        file for file in _matches(token.removesuffix("..."), base) if file.is_file() and _counts(file, base)
    )


def _matches(token: str, base: Path) -> Iterable[Path]:
    if glob.has_magic(token):
        return map(Path, sorted(glob.glob(os.path.join(glob.escape(str(base)), token), recursive=True)))
    path = base / token
    return _below(path) if path.is_dir() else [path]


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_skipped(name))
        yield from (Path(place, name) for name in sorted(names))


def _counts(file: Path, base: Path) -> bool:
    inside = file.relative_to(base) if file.is_relative_to(base) else Path(file.name)
    return file.suffix == ".py" and not file.name.startswith("__") and not any(map(_is_skipped, inside.parts))


def _is_skipped(name: str) -> bool:
    return name in SKIPPED or (name.startswith(".") and name not in {".", ".."})
