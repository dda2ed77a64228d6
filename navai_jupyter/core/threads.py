"""Threads that never hold up the end of the process, unlike ``ThreadPoolExecutor``'s."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Work(Generic[T]):
    """Something that runs: ``future`` is done when it has really ended, ``cancel`` asks it to end."""

    future: Future[T]
    cancel: Callable[[], object]
    has_started: Callable[[], bool] = lambda: True


class DaemonPool(Executor):
    """At most ``size`` threads, started when needed; each piece of work sees its submitter's context."""

    def __init__(self, size: int, name: str = "navai"):
        self._size = size
        self._name = name
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    def submit(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        self._waiting.put(as_job(future, function, *args, **kwargs))
        self._grow()
        return future

    def _grow(self) -> None:
        if self._idle.acquire(blocking=False):
            return
        with self._lock:
            if len(self._threads) < self._size:
                name = f"{self._name}-{len(self._threads)}"
                self._threads.append(threading.Thread(target=self._serve, name=name, daemon=True))
                self._threads[-1].start()

    def _serve(self) -> None:
        while True:
            self._waiting.get()()
            self._idle.release()


def as_job(future: Future[T], function: Callable[..., T], *args: Any, **kwargs: Any) -> Callable[[], None]:
    """A callable that runs the function in a copy of the present context and settles the future."""
    context = copy_context()

    def job() -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(context.run(function, *args, **kwargs))
        except BaseException as error:  # SystemExit of a function must not end its thread
            future.set_exception(error)

    return job


def running_future() -> Future[Any]:
    """A future that nobody who waits for it can cancel."""
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()
    return future


class LoopThread:
    """An event loop in a thread of its own, started at first use."""

    def __init__(self, name: str):
        self._name = name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._lock = threading.Lock()

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name=self._name, daemon=True).start()
            return self._loop

    def start(self, coroutine: Coroutine[Any, Any, T]) -> Work[T]:
        """Run it here; unlike with ``run_coroutine_threadsafe`` the future tells when it has really ended."""
        ended = running_future()
        task: asyncio.Task[T]
        loop = self.loop

        def begin() -> None:
            nonlocal task
            task = loop.create_task(coroutine)
            self._tasks.add(task)
            task.add_done_callback(finish)

        def finish(task: asyncio.Task[T]) -> None:
            self._tasks.discard(task)
            if task.cancelled():
                ended.set_exception(asyncio.CancelledError())
            elif error := task.exception():
                ended.set_exception(error)
            else:
                ended.set_result(task.result())

        loop.call_soon_threadsafe(begin)
        return Work(ended, lambda: loop.call_soon_threadsafe(lambda: task.cancel()))
