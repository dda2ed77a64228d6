"""How far the calls are that run now, for a page that asks instead of being told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from navai_jupyter.core.context import Progress
from navai_jupyter.core.wire import CallProgress, ExecuteRequest


class ProgressBoard:
    """The newest word of each call; safe in any thread."""

    def __init__(self) -> None:
        self._newest: dict[tuple[str, str], Progress | CallProgress] = {}
        self._running: dict[tuple[str, str], int] = {}
        self._lock = threading.Lock()

    def put(self, progress: Progress) -> None:
        self._keep((progress.session_id, progress.call_id), progress)

    def put_place(self, call: ExecuteRequest, ahead: int | None) -> None:
        """In a line of calls; None when it begins."""
        self._keep((call.session_id, call.call_id), CallProgress(ahead=ahead))

    def _keep(self, call: tuple[str, str], word: Progress | CallProgress) -> None:
        with self._lock:
            if call in self._running:
                self._newest[call] = word

    def of(self, session_id: str, call_id: str) -> CallProgress:
        """Nothing is known of a call that has not said anything, or has ended."""
        with self._lock:
            newest = self._newest.get((session_id, call_id), CallProgress())
        return CallProgress(**newest.told) if isinstance(newest, Progress) else newest

    @contextmanager
    def running(self, session_id: str, call_id: str) -> Iterator[None]:
        """What the call says in here is kept; several may wait for the same call."""
        call = (session_id, call_id)
        with self._lock:
            self._running[call] = self._running.get(call, 0) + 1
        try:
            yield
        finally:
            with self._lock:
                self._running[call] -= 1
                if not self._running[call]:
                    del self._running[call]
                    self._newest.pop(call, None)
