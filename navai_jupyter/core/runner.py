"""Where a function runs: a thread, our event loop, the main thread, or somebody's executor."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from inspect import BoundArguments
from typing import Any, Literal

from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.failure import explain
from navai_jupyter.core.figures import Drawing
from navai_jupyter.core.output import Bundle, Output, captured
from navai_jupyter.core.processes import ProcessExecutor
from navai_jupyter.core.threads import DaemonPool, LoopThread, Work, running_future

Thread = Literal["worker", "main"]
WORKERS = 16


@dataclass(frozen=True)
class Outcome:
    """How a function ended; exactly one of ``value`` and ``error`` means something.

    ``details`` says in which line an error was raised: on its way from another process it loses that.
    """

    value: Any = None
    error: BaseException | None = None
    details: str = ""
    output: str = ""
    displayed: tuple[Bundle, ...] = ()
    ms: float = 0.0


Finish = Callable[[Outcome], None]


@dataclass(frozen=True)
class Place:
    """Where one function was asked to run."""

    thread: Thread = "worker"
    executor: Executor | None = None


class Runner:
    """Starts functions without ever blocking the caller; ``main`` queues for the main thread, if any."""

    def __init__(self, main: Executor | None = None):
        self._main = main
        self._async = LoopThread("navai-async")
        self._pool = DaemonPool(WORKERS)

    def check(self, function: Callable[..., Any], place: Place) -> None:
        """Refuse a place that would not be kept to."""
        if place.thread not in ("worker", "main"):
            raise FunctionError(f"thread={place.thread!r} is unknown.", fix='Use "worker" or "main".')
        if place.thread == "main" and self._main is None:
            raise FunctionError(
                'thread="main" works in a notebook only.',
                "Here no main thread waits for work.",
                "Leave it out.",
            )
        if place.executor is not None and not isinstance(place.executor, Executor):
            raise FunctionError(
                f"executor={type(place.executor).__name__} cannot run functions.",
                fix="Give a concurrent.futures.Executor or a dask.distributed.Client.",
            )
        elsewhere = place.executor is not None or place.thread == "main"
        if elsewhere and inspect.iscoroutinefunction(function):
            raise FunctionError(
                "An async function runs on an event loop of its own.", fix="Leave out thread= and executor=."
            )
        if place.executor is not None and place.thread == "main":
            raise FunctionError("A function runs in one place.", fix="Give thread= or executor=, not both.")

    def start(
        self, function: Callable[..., Any], arguments: BoundArguments, place: Place, finish: Finish
    ) -> Work[Any]:
        """``finish`` is called in the thread that ran the function, to spare a switch, or in a worker."""
        if not inspect.iscoroutinefunction(function) and place.executor is None:
            executor = self._main if place.thread == "main" and self._main else self._pool
            future = executor.submit(_run, function, arguments, finish)
            return Work(future, future.cancel, lambda: future.running() or future.done())
        if place.executor is not None:
            work = _sent_away(place.executor, function, arguments)
        else:
            work = self._async.start(_awaited(function, arguments))
        work.future.add_done_callback(lambda ended: self._pool.submit(finish, _outcome(ended)))
        return work


def _run(function: Callable[..., Any], arguments: BoundArguments, finish: Finish) -> None:
    finish(_run_here(function, arguments.args, arguments.kwargs))


def _run_here(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
    began, drawing = time.perf_counter(), Drawing()
    with captured() as output:
        try:
            value, error = function(*args, **kwargs), None
        except BaseException as raised:  # every call gets an answer, sys.exit() too
            value, error = None, raised
        return _ended(value, error, output, drawing, began)


async def _awaited(function: Callable[..., Any], arguments: BoundArguments) -> Outcome:
    began, drawing = time.perf_counter(), Drawing()
    with captured() as output:
        try:
            value, error = await function(*arguments.args, **arguments.kwargs), None
        except (Exception, SystemExit, KeyboardInterrupt) as raised:  # cancellation passes
            value, error = None, raised
        return _ended(value, error, output, drawing, began)


def _ended(value: Any, error: BaseException | None, output: Output, drawing: Drawing, began: float) -> Outcome:
    ms = _since(began)
    with suppress(Exception):  # a figure that cannot be drawn must not lose a result
        for bundle in drawing.finish(value):
            output.display(bundle)
    details = "" if error is None else explain(error)
    return Outcome(value, error, details, str(output), output.displayed, ms)


def _sent_away(executor: Executor, function: Callable[..., Any], arguments: BoundArguments) -> Work[Outcome]:
    began = time.perf_counter()
    ended = running_future()
    knows_us = isinstance(executor, ThreadPoolExecutor | ProcessPoolExecutor | ProcessExecutor)
    try:
        if knows_us:  # it runs on this machine, so what is printed there can be had
            remote = executor.submit(_run_here, function, arguments.args, arguments.kwargs)
        else:
            remote = executor.submit(function, *arguments.args, **arguments.kwargs)
    except Exception as error:  # it was shut down, or cannot take this function
        ended.set_result(Outcome(error=error))
        return Work(ended, lambda: None)

    def finish(remote: Future[Any]) -> None:
        try:
            value = remote.result()
            ended.set_result(value if knows_us else Outcome(value, ms=_since(began)))
        except (Exception, CancelledError) as error:  # also the executor's own: a pickling error, a dead worker
            ended.set_result(Outcome(error=error, ms=_since(began)))

    remote.add_done_callback(finish)
    return Work(ended, remote.cancel, lambda: remote.running() or remote.done())


def _outcome(ended: Future[Outcome]) -> Outcome:
    error = ended.exception()
    return ended.result() if error is None else Outcome(error=error)


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
