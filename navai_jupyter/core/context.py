"""What a running function may know about its own call, and say about how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

_running: ContextVar[Context | None] = ContextVar("navai_call", default=None)


@dataclass(frozen=True)
class Progress:
    """How far one call is: ``fraction`` from 0 to 1 or unknown, and what it is doing."""

    session_id: str
    call_id: str
    fraction: float | None
    text: str


def nobody(progress: Progress) -> None:
    """Nobody watches this call."""


@dataclass(frozen=True)
class Context:
    """Passed to the parameter annotated with it; a long function looks at ``cancelled`` now and then."""

    call_id: str
    session_id: str = ""
    report: Callable[[Progress], None] = field(default=nobody, repr=False)
    _cancelled: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        self._cancelled.set()

    def progress(self, fraction: float | None = None, text: str = "") -> None:
        """Tell the person how far this is: ``progress(0.4, "reading")``; cheap enough for a tight loop."""
        if fraction is not None and not 0 <= fraction <= 1:
            raise ValueError(f"progress({fraction}): the fraction goes from 0 to 1; leave it out when unknown")
        self.report(Progress(self.session_id, self.call_id, fraction, text))

    @contextmanager
    def running(self) -> Iterator[None]:
        """What is started in here, and copies of its context, belong to this call."""
        token = _running.set(self)
        try:
            yield
        finally:
            _running.reset(token)


def running_call() -> Context | None:
    return _running.get()
