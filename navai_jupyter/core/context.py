"""What a running function may know about its own call, and say about how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

_running: ContextVar[Context | None] = ContextVar("navai_call", default=None)


@dataclass(frozen=True)
class Progress:
    """How far one call is: ``fraction`` from 0 to 1 or unknown, what it is doing, and what it printed last.

    ``printed`` is called by whoever tells others of it: a print must not wait for that.
    """

    session_id: str
    call_id: str
    fraction: float | None = None
    text: str = ""
    printed: Callable[[], str] = str

    @property
    def told(self) -> dict[str, Any]:
        """What others get of it."""
        return {"fraction": self.fraction, "text": self.text, "printed": self.printed()}


def nobody(progress: Progress) -> None:
    """Nobody watches this call."""


@dataclass(eq=False)
class Context:
    """Passed to the parameter annotated with it; a long function looks at ``cancelled`` now and then."""

    call_id: str
    session_id: str = ""
    report: Callable[[Progress], None] = field(default=nobody, repr=False)
    _cancelled: threading.Event = field(default_factory=threading.Event, repr=False)
    _newest: Progress | None = field(default=None, repr=False)

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        self._cancelled.set()

    def progress(self, fraction: float | None = None, text: str = "") -> None:
        """Tell the person how far this is: ``progress(0.4, "reading")``; cheap enough for a tight loop."""
        if fraction is not None and not 0 <= fraction <= 1:
            raise ValueError(f"progress({fraction}): the fraction goes from 0 to 1; leave it out when unknown")
        self._tell(fraction=fraction, text=text)

    def prints(self, printed: Callable[[], str]) -> None:
        """Something was printed; ``printed`` gives the end of it all."""
        self._tell(printed=printed)

    def _tell(self, **news: Any) -> None:
        before = self._newest or Progress(self.session_id, self.call_id)
        self._newest = replace(before, **news)
        self.report(self._newest)

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
