"""An executor whose work can really be stopped: each piece runs in a process of its own."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from typing import Any, TypeVar

import cloudpickle

from navai_jupyter.core.threads import DaemonPool

T = TypeVar("T")


class ProcessDied(RuntimeError):
    """A process ended without an answer: it was killed, ran out of memory, or called ``os._exit``."""


class ProcessExecutor(Executor):
    """At most ``max_workers`` at once; functions may come from a notebook, and cancelling kills the process.

    A piece of work starts in about the time that Python and what it uses need to be imported.
    """

    def __init__(self, max_workers: int | None = None):
        self._pool = DaemonPool(max_workers or os.cpu_count() or 1, "navai-process")

    def submit(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        work: bytes = cloudpickle.dumps((function, args, kwargs))
        future: StoppableFuture[T] = StoppableFuture()
        self._pool.submit(future.run, work)
        return future


class StoppableFuture(Future[T]):
    """A future that can be cancelled while it runs, as long as it has not ended."""

    def __init__(self) -> None:
        super().__init__()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._starting = threading.Lock()

    def cancel(self) -> bool:
        with self._starting:
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                self._process.kill()
                return True
        return super().cancel()

    def run(self, work: bytes) -> None:
        """Do the work and settle this future; called in a thread that waits for the process."""
        with self._starting:
            if self._stopped or not self.set_running_or_notify_cancel():
                return
            self._process = subprocess.Popen(
                [sys.executable, "-m", "navai_jupyter.core.process_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        answer, _ = self._process.communicate(work)
        if self._stopped:
            self.set_exception(CancelledError())
        elif not answer:
            self.set_exception(ProcessDied(f"The process ended with exit code {self._process.returncode}."))
        else:
            self._settle(answer)

    def _settle(self, answer: bytes) -> None:
        try:
            value, error = pickle.loads(answer)  # noqa: S301  # our own process wrote it
        except Exception as problem:  # a type that exists over there only
            value, error = None, problem
        if error is None:
            self.set_result(value)
        else:
            self.set_exception(error)
