"""Work that waits until the notebook's main thread has time for it."""

from __future__ import annotations

import queue
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

from navai_jupyter.core.threads import as_job

T = TypeVar("T")

INTERRUPT_SECONDS = 0.5
"""A signal that comes just before a wait begins does not end it; this is how late it may act."""


class MainThread(Executor):
    """``wake`` asks the main thread's event loop to call something as soon as no cell runs."""

    def __init__(self, wake: Callable[[Callable[[], None]], object]):
        self._wake = wake
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def submit(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        self._enqueue(as_job(future, function, *args, **kwargs))
        return future

    def run_until(self, future: Future[T]) -> T:
        """Called in the main thread itself: do what is waiting for it until the future is done."""
        future.add_done_callback(lambda _: self._enqueue(lambda: None))
        while not future.done():
            try:
                job = self._waiting.get(timeout=INTERRUPT_SECONDS)
            except queue.Empty:
                continue
            job()
        return future.result()

    def _enqueue(self, job: Callable[[], None]) -> None:
        # One waking for each: what run_until leaves behind must not keep the next job waiting.
        self._waiting.put(job)
        self._wake(self._run_next)

    def _run_next(self) -> None:
        try:
            job = self._waiting.get_nowait()
        except queue.Empty:  # run_until was faster
            return
        job()
