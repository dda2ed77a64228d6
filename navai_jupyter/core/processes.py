"""An executor whose work can really be stopped: each piece runs in a process of its own."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from typing import Any, TypeVar

import cloudpickle

from navai_jupyter.core.process_child import read, write
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
        self._pool.submit(future.run, pickle.dumps((sys.path, work)))
        return future


class StoppableFuture(Future[T]):
    """A future that can be cancelled while it runs, as long as it has not ended."""

    def __init__(self) -> None:
        super().__init__()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def cancel(self) -> bool:
        with self._lock:
            if self._process is None:
                return super().cancel()
            if self._process.poll() is not None:
                return False
            self._stopped = True
            _kill(self._process)
            return True

    def run(self, work: bytes) -> None:
        """Do the work and settle this future; called in a thread that waits for the process."""
        with self._lock:
            if not self.set_running_or_notify_cancel():
                return
            try:
                self._process = _start()
            except OSError as error:
                self.set_exception(error)
                return
        answer = _exchange(self._process, work)
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


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "navai_jupyter.core.process_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # interrupting a cell is not meant for it, and it is killed with its children
    )


def _exchange(process: subprocess.Popen[bytes], work: bytes) -> bytes:
    """The answer, or nothing when the process ended without one; an open stdin tells it that we live."""
    with process, suppress(BrokenPipeError):
        assert process.stdin is not None
        assert process.stdout is not None
        write(process.stdin, work)
        return read(process.stdout)
    return b""


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):  # it has just ended
            os.killpg(process.pid, signal.SIGKILL)
