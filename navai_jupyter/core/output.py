"""What a function prints, kept apart per call although ``sys.stdout`` belongs to the whole process."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TextIO, cast

from navai_jupyter.core.text import sendable

LIMIT = 16 * 1024

_current: ContextVar[Output | None] = ContextVar("navai_output", default=None)
_installing = threading.Lock()


class Output:
    """The first ``LIMIT`` characters that one call printed, and how many more there were."""

    def __init__(self) -> None:
        self._kept = io.StringIO()
        self._missing = 0

    def write(self, text: str) -> int:
        room = LIMIT - self._kept.tell()
        self._kept.write(text[:room])
        self._missing += len(text[room:])
        return len(text)

    def __str__(self) -> str:
        more = f"\n… {self._missing} more characters" if self._missing else ""
        return sendable(self._kept.getvalue()) + more


class _Switch:
    """Stands where ``sys.stdout`` stood; only writes from inside a call go elsewhere.

    No ``io`` base class: its finaliser would close the real stream.
    """

    def __init__(self, stream: TextIO):
        self._stream = stream

    def write(self, text: str) -> int:
        return (_current.get() or self._stream).write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        if _current.get() is None:
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def captured() -> Iterator[Output]:
    """Collect what this context, its tasks and copies of it print, and nobody else's."""
    _install()
    output = Output()
    token = _current.set(output)
    try:
        yield output
    finally:
        _current.reset(token)


def _install() -> None:
    with _installing:
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is not None and not isinstance(stream, _Switch):
                setattr(sys, name, cast(TextIO, _Switch(stream)))
