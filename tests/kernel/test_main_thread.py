import asyncio
import threading
from concurrent.futures import Future
from typing import Annotated

from pydantic import BeforeValidator

from navai_jupyter.core.registry import Registry
from navai_jupyter.core.wire import CancelRequest, ExecuteRequest
from navai_jupyter.kernel.main_thread import MainThread


def test_work_waits_for_the_main_thread():
    woken = []
    main = MainThread(woken.append)
    future = main.submit(threading.current_thread)
    assert not future.done()
    (job,) = woken
    job()
    assert future.result(0) is threading.current_thread()


def test_the_main_thread_works_while_it_waits():
    main = MainThread(lambda job: None)
    answer: Future = Future()

    def other_thread():
        answer.set_result(main.submit(threading.current_thread).result(10))

    threading.Thread(target=other_thread).start()
    assert main.run_until(answer) is threading.current_thread()


def test_a_job_done_already_is_not_done_again():
    woken = []
    main = MainThread(woken.append)
    done = main.submit(lambda: 1)
    assert main.run_until(done) == 1
    woken[0]()


def test_waiting_for_what_is_done_holds_up_nothing():
    woken = []
    main = MainThread(woken.append)
    refused: Future = Future()
    refused.set_result("unknown function")
    assert main.run_until(refused) == "unknown function"
    later = main.submit(lambda: 1)
    for wake in woken:
        wake()
    assert later.done()


async def test_a_call_that_waits_for_the_running_cell_says_so_until_it_begins():
    main, told, loop = MainThread(lambda job: None), asyncio.Queue(), asyncio.get_running_loop()
    registry = Registry("kernel", main=main)
    registry.on_progress(lambda progress: loop.call_soon_threadsafe(told.put_nowait, progress.text))
    registry.register(lambda: threading.current_thread().name, name="f", thread="main")
    answer = registry.start(ExecuteRequest(function_name="f", session_id="s", call_id="1"))
    assert (await told.get(), answer.done()) == ("waits for the running cell", False)
    assert main.run_until(answer).result == threading.current_thread().name
    assert await told.get() == ""


def test_a_call_that_is_cancelled_while_its_arguments_are_read_does_not_begin():
    woken = []
    registry = Registry("kernel", main=MainThread(woken.append))

    def cancel(value):
        assert asyncio.run(registry.cancel(CancelRequest(session_id="s", call_id="1"))).stopped
        return value

    def f(x: Annotated[int, BeforeValidator(cancel)]): ...

    registry.register(f, thread="main")
    request = ExecuteRequest(function_name="f", payload={"x": 1}, session_id="s", call_id="1")
    assert registry.start(request).result(10).error == "The call was cancelled."
    assert woken == []
