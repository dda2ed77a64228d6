"""What a function prints and displays, kept apart per call although both belong to the whole process."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TextIO, cast

from navai_jupyter.core.context import Context, running_call
from navai_jupyter.core.text import sendable

LIMIT = 16 * 1024
RECENT = 1_000
"""Characters: they travel anew whenever there are more, up to twenty times a second."""
DISPLAYED_LIMIT = 256 * 1024
"""Characters of all that a call displays; a larger answer would trip the server's limits."""

Bundle = dict[str, Any]
"""What is displayed, in each MIME type that is known of it."""

_current: ContextVar[Output | None] = ContextVar("navai_output", default=None)
_installing = threading.Lock()


class Output:
    """The first ``LIMIT`` characters that one call printed, how many more there were, and what it displayed."""

    def __init__(self, call: Context | None = None) -> None:
        """``call`` is told of each write."""
        self._call = call
        self._kept = io.StringIO()
        self._missing = 0
        self._ended = ""
        """The end of all lines that have ended."""
        self._line = ""
        """The last one, which has not ended."""
        self._lock = threading.Lock()
        self._displayed: dict[str, Bundle] = {}

    @property
    def displayed(self) -> tuple[Bundle, ...]:
        return tuple(self._displayed.values())

    def display(self, bundle: Bundle, display_id: str = "") -> None:
        """One with an id takes the place of the one before it; what finds no room leaves its text."""
        place = display_id or f"number {len(self._displayed)}"
        others = [shown for name, shown in self._displayed.items() if name != place]
        room = DISPLAYED_LIMIT - len(json.dumps(others))
        if len(json.dumps(bundle)) > room:
            bundle = {"text/plain": str(bundle.get("text/plain", ""))[: max(0, room)]}
        if room > 0:
            self._displayed[place] = bundle

    def write(self, text: str) -> int:
        with self._lock:
            *ended, line = (self._line + text).split("\n")
            for each in ended:
                self._keep(_left_of(each) + "\n")
            self._line = _left_of(line) + ("\r" if line.endswith("\r") else "")
            if len(self._line) > LIMIT:
                self._keep(self._line)
                self._line = ""
        if self._call is not None:
            self._call.prints(self.recent)
        return len(text)

    def _keep(self, text: str) -> None:
        room = LIMIT - self._kept.tell()
        self._kept.write(text[:room])
        self._missing += len(text[room:])
        self._ended = (self._ended + text)[-RECENT:]

    def recent(self) -> str:
        """The end of what was printed, also where there is too much to keep."""
        with self._lock:
            return sendable((self._ended + _left_of(self._line))[-RECENT:])

    def __str__(self) -> str:
        with self._lock:
            line = _left_of(self._line)
            room = LIMIT - self._kept.tell()
            missing = self._missing + len(line[room:])
            more = f"\n… {missing} more characters" if missing else ""
            return sendable(self._kept.getvalue() + line[:room]) + more


def _left_of(line: str) -> str:
    """What a terminal shows of it: progress bars draw over themselves."""
    return line.rstrip("\r").rpartition("\r")[2]


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


def current_output() -> Output | None:
    """That of the call in whose context this is asked."""
    return _current.get()


@contextmanager
def captured() -> Iterator[Output]:
    """Collect what this context, its tasks and copies of it print, and nobody else's."""
    _install()
    output = Output(running_call())
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
                switch = cast(TextIO, _Switch(stream))
                setattr(sys, name, switch)
                _redirect_logging(stream, switch)


def _redirect_logging(stream: TextIO, switch: TextIO) -> None:
    """A handler that was made before holds the stream itself."""
    for handler in logging.root.handlers:
        if isinstance(handler, logging.StreamHandler) and handler.stream is stream:
            handler.setStream(switch)
