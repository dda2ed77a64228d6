import asyncio
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Annotated

import pytest
from pydantic import AfterValidator
from tqdm.auto import tqdm

from navai_jupyter.core.answers import Answers
from navai_jupyter.core.context import Context
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.output import RECENT
from navai_jupyter.core.processes import ProcessExecutor
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.results import Results
from navai_jupyter.core.wire import CancelRequest, ExecuteRequest, RouteInfo


def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


def nap(seconds: float = 0.5) -> float:
    time.sleep(seconds)
    return seconds


@pytest.fixture
def registry():
    return Registry("server")


async def execute(registry, name, payload=None, call_id="", session_id="s"):
    return await registry.execute(
        ExecuteRequest(function_name=name, payload=payload, session_id=session_id, call_id=call_id)
    )


async def test_a_function_runs_and_is_described(registry):
    registry.register(add, approval="session", timeout=30, speak=False)
    (info,) = registry.describe().items
    assert (info.name, info.description, info.source) == ("add", "Add two numbers.", "server")
    assert (info.approval, info.timeout, info.speak) == ("session", 30, False)
    answer = await execute(registry, "add", {"a": 2, "b": 3})
    assert (answer.ok, answer.result, answer.source, answer.error) == (True, 5, "server", None)
    assert answer.ms > 0


async def test_names_are_looked_up_trimmed_and_lower_cased(registry):
    registry.register(add, name="AddNumbers")
    assert (await execute(registry, " ADD_NUMBERS ", [1, 2])).result == 3


async def test_unknown_and_empty_names(registry):
    registry.register(add)
    unknown = await execute(registry, "nope")
    assert (unknown.ok, unknown.error) == (False, "Unknown or disallowed function.")
    assert unknown.available_functions == ["add"]
    assert (await execute(registry, "  ")).error == "function_name is required."


async def test_wrong_arguments_do_not_run_the_function(registry):
    ran = []
    registry.register(lambda n: ran.append(n), name="strict")
    registry.register(add)
    answer = await execute(registry, "add", {"a": "x", "b": 1})
    assert (answer.ok, answer.error) == (False, "Wrong arguments; the function did not run.")
    assert answer.details.startswith("a: Input should be a valid integer")
    assert not (await execute(registry, "strict")).ok
    assert ran == []


async def test_an_exception_is_an_answer(registry):
    def fail():
        print("before")
        raise ValueError("no such table")

    registry.register(fail)
    registry.register(sys.exit, name="leave")
    answer = await execute(registry, "fail")
    assert (answer.ok, answer.error, answer.output) == (False, "Function execution failed.", "before\n")
    assert answer.details.startswith("ValueError: no such table (fail, line ")
    assert (await execute(registry, "leave")).details == "SystemExit"


class Wordless(Exception):
    def __str__(self):
        raise RuntimeError


def odd(what: str):
    if what == "print":
        print("\udcff")
    elif what == "raise":
        raise ValueError("\udcff")
    elif what == "wordless":
        raise Wordless
    return {"\udcff": "\udcff"}


@pytest.mark.parametrize("what", ["return", "print", "raise", "wordless"])
async def test_text_that_cannot_travel_loses_no_answer(registry, what):
    registry.register(odd, timeout=5)
    answer = await execute(registry, "odd", {"what": what})
    assert answer.error != "The function timed out."
    assert answer.model_validate_json(answer.model_dump_json()) == answer


async def test_a_check_that_breaks_is_an_answer_every_time(registry):
    def share(whole: Annotated[int, AfterValidator(lambda whole: 1 // whole)]): ...

    registry.register(share)
    for _ in range(2):
        answer = await asyncio.wait_for(execute(registry, "share", [0], "call_0"), 5)
        assert answer.error == "Wrong arguments; the function did not run."
        assert "ZeroDivisionError" in answer.details


async def test_async_functions_run_on_a_loop_of_their_own(registry):
    async def where():
        await asyncio.sleep(0)
        print("hello")
        return threading.current_thread().name

    registry.register(where)
    answer = await execute(registry, "where")
    assert (answer.result, answer.output) == ("navai-async", "hello\n")


async def test_eight_calls_overlap(registry):
    meeting = threading.Barrier(8)
    registry.register(lambda: meeting.wait(20) >= 0, name="meet")
    answers = await asyncio.gather(*(execute(registry, "meet", call_id=str(n)) for n in range(8)))
    assert all(answer.ok for answer in answers)


async def test_outputs_of_overlapping_calls_do_not_mix(registry):
    meeting = threading.Barrier(2)

    def say(word: str):
        meeting.wait(20)
        print(word)
        meeting.wait(20)

    registry.register(say)
    answers = await asyncio.gather(execute(registry, "say", ["a"]), execute(registry, "say", ["b"]))
    assert [answer.output for answer in answers] == ["a\n", "b\n"]


async def test_a_duplicate_gets_the_same_answer_and_runs_nothing(registry):
    runs = []

    def once(n: int):
        time.sleep(0.05)
        runs.append(n)
        return len(runs)

    registry.register(once)
    both = await asyncio.gather(*(execute(registry, "once", [1], "call_0") for _ in range(2)))
    later = await execute(registry, "once", [1], "call_0")
    other = await execute(registry, "once", [1], "call_0", session_id="another")
    assert [answer.result for answer in (*both, later, other)] == [1, 1, 1, 2]


@pytest.mark.parametrize(("name", "payload"), [("add", {"a": 2, "b": 4}), ("nap", {"a": 2, "b": 3})])
async def test_a_call_id_used_for_another_call_is_refused_not_answered_with_the_first(registry, name, payload):
    registry.register(add)
    registry.register(nap)
    assert (await execute(registry, " ADD", {"a": 2, "b": 3}, "call_0")).result == 5
    answer = await execute(registry, name, payload, "call_0")
    assert (answer.ok, answer.error) == (False, "The call id was used for another call.")


async def test_a_call_meant_for_the_process_before_this_one_does_not_run(registry):
    ran = []
    registry.register(lambda: ran.append(1), name="count")
    (info,) = registry.describe().items
    call = ExecuteRequest(function_name="count", session_id="s", call_id="1", instance=info.instance)
    assert (await registry.execute(call)).ok
    restarted = Registry("server")
    restarted.register(lambda: ran.append(2), name="count")
    answer = await restarted.execute(call)
    assert (answer.ok, answer.error) == (False, "The server was restarted since this call was made.")
    assert ran == [1]


async def test_a_caller_that_goes_away_leaves_the_call_running(registry):
    release = threading.Event()
    registry.register(lambda: release.wait(20), name="hold")
    caller = asyncio.create_task(execute(registry, "hold", call_id="c"))
    await asyncio.sleep(0.05)
    caller.cancel()
    release.set()
    assert (await execute(registry, "hold", call_id="c")).result is True


async def test_a_timeout_is_answered_and_the_late_result_discarded():
    results = Results()
    registry = Registry("server", answers=Answers("server", results=results))
    seen = threading.Event()

    def slow(ctx: Context):
        while not ctx.cancelled:
            time.sleep(0.01)
        seen.set()
        return "late"

    registry.register(slow, timeout=0.1)
    answer = await execute(registry, "slow", call_id="c")
    assert (answer.ok, answer.error) == (False, "The function timed out.")
    assert "did not end within 0.1 s" in answer.details
    assert await asyncio.to_thread(seen.wait, 10)
    assert await execute(registry, "slow", call_id="c") == answer
    assert len(results) == 0


async def test_cancel_says_whether_the_work_ended(registry):
    started, release = threading.Event(), threading.Event()

    def listens(ctx: Context):
        started.set()
        while not ctx.cancelled:
            time.sleep(0.01)

    def deaf():
        started.set()
        release.wait(20)

    async def sleeper():
        started.set()
        await asyncio.sleep(60)

    for function, stopped in ((listens, True), (deaf, False), (sleeper, True)):
        started.clear()
        name = registry.register(function)
        call = asyncio.create_task(execute(registry, name, call_id=name))
        assert await asyncio.to_thread(started.wait, 10)
        result = await registry.cancel(CancelRequest(session_id="s", call_id=name))
        assert (result.found, result.stopped) == (True, stopped), name
        assert (await call).error == "The call was cancelled."
    release.set()


async def test_cancel_without_such_a_call(registry):
    registry.register(add)
    await execute(registry, "add", [1, 2], "done")
    assert not (await registry.cancel(CancelRequest(session_id="s", call_id="done"))).found
    assert not (await registry.cancel(CancelRequest(session_id="s", call_id="never"))).found


async def test_an_executor_gets_the_work(registry):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        registry.register(divmod, name="split", executor=pool)
        registry.register(lambda: 1, name="unpicklable", executor=pool)
        assert (await execute(registry, "split", [7, 2])).result == [3, 1]
        assert "pickle" in (await execute(registry, "unpicklable")).details
    assert "RuntimeError" in (await execute(registry, "split", [7, 2])).details


async def test_what_an_executor_s_work_prints_is_captured(registry):
    def talk(fail: bool):
        print("working")
        assert not fail, "as asked"

    registry.register(talk, executor=ProcessExecutor(1))
    registry.register(talk, name="near", executor=ThreadPoolExecutor(1))
    for name in ("talk", "near"):
        assert (await execute(registry, name, [False])).output == "working\n"
        answer = await execute(registry, name, [True])
        assert answer.output == "working\n"
        assert answer.details.startswith("AssertionError: as asked")
        assert "(talk, line " in answer.details


def wait_for_file(path):
    while not path.exists():
        time.sleep(0.01)


async def test_cancel_really_stops_a_process(registry, tmp_path):
    def sleep():
        (tmp_path / "began").touch()
        time.sleep(60)

    registry.register(sleep, executor=ProcessExecutor(1))
    call = asyncio.create_task(execute(registry, "sleep", call_id="c"))
    await asyncio.to_thread(wait_for_file, tmp_path / "began")
    cancelled = await registry.cancel(CancelRequest(session_id="s", call_id="c"))
    assert (cancelled.found, cancelled.stopped) == (True, True)
    assert (await call).error == "The call was cancelled."


async def test_an_executor_that_refuses_the_work_is_an_answer(registry):
    class Picky(ThreadPoolExecutor):
        def submit(self, function, /, *args, **kwargs):
            raise TypeError("not this one")

    registry.register(add, executor=Picky())
    assert "not this one" in (await execute(registry, "add", [1, 2])).details


async def test_a_call_that_waited_in_vain_says_for_what(registry):
    with ThreadPoolExecutor(1) as pool:
        release = threading.Event()
        pool.submit(release.wait, 20)
        registry.register(nap, executor=pool, timeout=0.1)
        assert "never started" in (await execute(registry, "nap")).details
        release.set()


def test_duplicate_names_are_numbered_with_a_warning(registry):
    def other():
        def add(x: int): ...

        return add

    assert registry.register(add) == "add"
    assert registry.register(other()) == "add_2"
    listed = registry.describe()
    assert [info.name for info in listed.items] == ["add", "add_2"]
    assert listed.warnings == ["add_2: the name add was taken by another function."]


async def test_a_function_defined_anew_takes_its_own_place(registry):
    def define(result):
        def cell():
            return result

        return cell

    registry.register(define(1))
    before = registry.describe().version
    registry.register(define(2))
    listed = registry.describe()
    assert [info.name for info in listed.items] == ["cell"]
    assert listed.version == before  # nothing else is told of it
    assert listed.warnings == []
    assert (await execute(registry, "cell")).result == 2


def test_reserved_names_are_a_warning(registry):
    registry.register(add, name="navigate_to")
    assert "execute_app_function only" in registry.describe().warnings[0]


def test_unregister(registry):
    registry.register(add)
    with pytest.raises(FunctionError, match="Registered are: add"):
        registry.unregister("nope")
    registry.unregister("ADD")
    assert registry.describe().items == []


def test_what_is_told_anew_is_a_new_version(registry):
    def define(about, **options):
        def cell(a: int): ...

        cell.__doc__ = about
        return registry.register(cell, **options)

    define("Do it.")
    versions = [registry.version]
    for about, options in (("Do it.", {}), ("Do more.", {}), ("Do more.", {"approval": "always"})):
        define(about, **options)
        versions.append(registry.version)
    assert versions == [1, 1, 2, 3]


def test_listeners_hear_each_version(registry):
    heard = []
    stop = registry.on_change(heard.append)
    registry.register(add)
    registry.route(RouteInfo(name="results", path="#Results"))
    stop()
    registry.unregister("add")
    assert heard == [1, 2]
    assert registry.describe().routes[0].path == "#Results"


async def coroutine(): ...


def generator():
    yield 1


def wants_context(ctx: Context): ...


@pytest.mark.parametrize(
    ("function", "options", "words"),
    [
        (3, {}, "of type int, not a function"),
        (Context, {}, "is a class"),
        (generator, {}, "Return a list instead"),
        (add, {"name": "日本"}, 'name="load_sales"'),
        (lambda: 0, {"name": "!"}, "gives no name"),
        (add, {"approval": "maybe"}, "never, session, always"),
        (add, {"timeout": 0}, "seconds above zero"),
        (add, {"timeout": True}, "seconds above zero"),
        (add, {"thread": "gui"}, 'Use "worker" or "main"'),
        (add, {"thread": "main"}, "in a notebook only"),
        (add, {"executor": "pool"}, "concurrent.futures.Executor"),
        (coroutine, {"executor": ThreadPoolExecutor(1)}, "event loop of its own"),
        (wants_context, {"executor": ThreadPoolExecutor(1)}, "cannot travel"),
    ],
)
def test_what_would_not_be_kept_is_refused(registry, function, options, words):
    with pytest.raises(FunctionError, match=words):
        registry.register(function, **options)
    assert registry.describe().items == []


@pytest.fixture
def told(registry):
    """What calls report, as (call id, fraction, text)."""
    told = []
    registry.on_progress(lambda news: told.append((news.call_id, news.fraction, news.text)))
    return told


async def test_a_call_tells_how_far_it_is(registry, told):
    def read(ctx: Context):
        ctx.progress(0.5, "reading")
        ctx.progress(text="thinking")

    registry.register(read)
    assert (await execute(registry, "read", call_id="c")).ok
    assert told == [("c", 0.5, "reading"), ("c", None, "thinking")]


async def test_a_call_tells_what_it_has_printed_beside_how_far_it_is(registry):
    told = []
    registry.on_progress(lambda news: told.append(news.told))

    def read(ctx: Context):
        print("row 1")
        ctx.progress(0.5, "reading")
        print("x" * RECENT)

    registry.register(read)
    assert (await execute(registry, "read", call_id="c")).output.startswith("row 1\nx")
    assert {"fraction": None, "text": "", "printed": "row 1\n"} in told
    assert {"fraction": 0.5, "text": "reading", "printed": "row 1\n"} in told
    assert told[-1] == {"fraction": 0.5, "text": "reading", "printed": "x" * (RECENT - 1) + "\n"}


@pytest.mark.parametrize("kind", ["sync", "async"])
async def test_bars_of_tqdm_are_progress_of_the_call_they_run_in(registry, told, kind):
    def read(rows: int):
        return sum(tqdm(range(rows), desc="rows", mininterval=0, miniters=1))

    async def read_async(rows: int):
        return read(rows)

    registry.register(read if kind == "sync" else read_async, name="read")
    answers = await asyncio.gather(
        *(execute(registry, "read", {"rows": rows}, call_id=f"c{rows}") for rows in (2, 4))
    )
    assert [answer.result for answer in answers] == [1, 6]
    assert {news for news in told if news[1] == 1.0} == {("c2", 1.0, "rows"), ("c4", 1.0, "rows")}
    read(3)
    assert not any(call_id not in ("c2", "c4") for call_id, _, _ in told)


async def test_progress_beyond_its_bounds_is_an_error_of_the_function(registry):
    def read(ctx: Context):
        ctx.progress(40)

    registry.register(read)
    assert "goes from 0 to 1" in (await execute(registry, "read")).details
