import asyncio
import sys
import threading
from concurrent.futures import wait
from contextvars import ContextVar

import pytest

from navai_jupyter.core.threads import DaemonPool, LoopThread

WHO: ContextVar[str] = ContextVar("who", default="nobody")


def test_the_pool_is_bounded_and_reuses_its_threads():
    pool = DaemonPool(2, "bounded")
    barrier = threading.Barrier(2)
    wait([pool.submit(barrier.wait, 10) for _ in range(6)])
    names = {thread.name for thread in threading.enumerate() if thread.name.startswith("bounded")}
    assert names == {"bounded-0", "bounded-1"}


def test_its_threads_do_not_hold_up_the_end_of_the_process():
    pool = DaemonPool(1)
    assert pool.submit(lambda: threading.current_thread().daemon).result(10)


def test_work_sees_the_context_of_its_submitter():
    WHO.set("me")
    assert DaemonPool(1).submit(WHO.get).result(10) == "me"


def test_waiting_work_can_be_cancelled():
    pool, gate = DaemonPool(1), threading.Event()
    running = pool.submit(gate.wait, 10)
    waiting = pool.submit(print, "never")
    assert waiting.cancel()
    gate.set()
    assert running.result(10)


def test_even_an_exit_is_handed_to_the_waiter():
    pool = DaemonPool(1)
    with pytest.raises(SystemExit):
        pool.submit(sys.exit).result(10)
    assert pool.submit(int, "1").result(10) == 1


def test_a_coroutine_cancelled_before_it_starts_ends_too():
    work = LoopThread("test").start(asyncio.sleep(60))
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        work.future.result(10)


def test_a_coroutine_that_cleans_up_is_waited_for():
    started, cleaned = threading.Event(), threading.Event()

    async def tidy():
        try:
            started.set()
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.05)
            cleaned.set()

    work = LoopThread("test").start(tidy())
    assert started.wait(10)
    work.cancel()
    wait([work.future], 10)
    assert cleaned.is_set()
