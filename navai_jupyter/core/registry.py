"""The functions and destinations of one process, and the one way to run a function."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future, wait
from itertools import chain
from typing import Any

from navai_jupyter.core import bars, names
from navai_jupyter.core.agents import Agents
from navai_jupyter.core.answers import Answers
from navai_jupyter.core.context import Context, Progress
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.functions import Function, Group, build
from navai_jupyter.core.ledger import Call, Ledger
from navai_jupyter.core.members import Member, own_name
from navai_jupyter.core.options import Options
from navai_jupyter.core.runner import Outcome, Runner
from navai_jupyter.core.schema import ArgumentError
from navai_jupyter.core.stand_ins import Variables
from navai_jupyter.core.threads import LoopThread, Work
from navai_jupyter.core.wire import (
    AgentInfo,
    CancelRequest,
    CancelResult,
    ExecuteRequest,
    ExecuteResult,
    FunctionList,
    RouteInfo,
    Source,
)

CANCEL_PATIENCE = 0.5
"""Seconds that a cancelled function gets to end, so that the words can say whether it did."""
NOTICEABLE = 0.2
"""Seconds after which a person should be told why nothing happens."""


class Registry:
    """Functions under unique names; registering, describing and running are safe from any thread."""

    def __init__(
        self,
        source: Source,
        *,
        answers: Answers | None = None,
        main: Executor | None = None,
        variables: Variables | None = None,
    ):
        self.source = source
        self._variables = variables
        self.instance = uuid.uuid4().hex
        self.clock = LoopThread("navai-clock")
        self._answers = answers or Answers(source)
        self._runner = Runner(main)
        self._ledger = Ledger(report=self._report)
        self._functions: dict[str, Function] = {}
        self._routes: dict[str, RouteInfo] = {}
        self._agents = Agents()
        self._warnings: dict[str, str] = {}
        self._troubles: dict[str, list[str]] = {}
        self._listeners: list[Callable[[int], None]] = []
        self._watchers: list[Callable[[Progress], None]] = []
        self._version = 0
        self._lock = threading.RLock()

    def register(self, function: Callable[..., Any], *, name: str | None = None, **options: Any) -> str:
        """The name under which it is called; the same function defined anew takes the place of the old one.

        The options are those of `Options`.
        """
        return self.add(Member(name or own_name(function), function), Options(**options))

    def add(self, member: Member, options: Options) -> str:
        with self._lock:
            final, is_news = self._place(self._built(member, options))
            if is_news:
                self._changed()
        return final

    def add_group(self, group: Group, members: Iterable[tuple[Member, Options]]) -> tuple[list[str], list[str]]:
        """Names of what came together, and why some of it cannot be had; what is gone from it goes here too."""
        placed: dict[str, bool] = {}
        troubles: list[str] = []
        with self._lock:
            for member, options in members:
                try:
                    name, is_news = self._place(self._built(member, options, group))
                    placed[name] = is_news
                except FunctionError as error:
                    troubles.append(str(error))
            gone = [n for n, old in self._functions.items() if old.group == group and n not in placed]
            for name in gone:
                self._drop(name)
            if gone or troubles or any(placed.values()):
                self._changed()
        return list(placed), troubles

    def warn(self, about: str, warnings: Sequence[str]) -> None:
        """Tell what is wrong with a source of functions, in place of what was told before."""
        with self._lock:
            self._troubles.pop(about, None)
            if warnings:
                self._troubles[about] = list(warnings)

    def _built(self, member: Member, options: Options, group: Group | None = None) -> Function:
        built = build(member, self.source, options, group, self._variables)
        self._runner.check(built.call, built.place)
        return built

    def _place(self, built: Function) -> tuple[str, bool]:
        """Its name, and whether anything else is told of it: a cell may just have been run again."""
        wanted = built.info.name
        known = (name for name, old in self._functions.items() if old.identity == built.identity)
        final = next(known, None) or names.unique(wanted, self._functions)
        built.info.name, built.info.instance = final, self.instance
        old = self._functions.get(final)
        self._functions[final] = built
        if final != wanted:
            self._warnings[final] = f"{final}: the name {wanted} was taken by another function."
        elif reason := names.warning(final):
            self._warnings[final] = reason
        return final, old is None or old.info != built.info

    def unregister(self, name: str) -> None:
        with self._lock:
            wanted = name.strip().lower()
            if wanted not in self._functions:
                known = ", ".join(self._functions) or "none"
                raise FunctionError(f"No function is called {name!r}.", fix=f"Registered are: {known}.")
            self._drop(wanted)
            self._changed()

    def _drop(self, name: str) -> None:
        del self._functions[name]
        self._warnings.pop(name, None)

    def name_of(self, function: Callable[..., Any]) -> str | None:
        """Under which name this very function is registered."""
        with self._lock:
            return next((name for name, known in self._functions.items() if known.call is function), None)

    def route(self, route: RouteInfo) -> None:
        """Add a destination, or replace the one of the same name."""
        with self._lock:
            self._routes[route.name] = route
            self._changed()

    def agent(self, agent: AgentInfo) -> None:
        """Add an agent, or replace the one of the same key; its functions may be registered later."""
        with self._lock:
            self._agents.add(agent)
            self._changed()

    def describe(self) -> FunctionList:
        with self._lock:
            return FunctionList(
                items=[function.info for function in self._functions.values()],
                warnings=[
                    *chain.from_iterable(self._troubles.values()),
                    *self._warnings.values(),
                    *self._agents.warnings(self._functions),
                ],
                routes=list(self._routes.values()),
                agents=self._agents.describe(),
                version=self._version,
            )

    @property
    def version(self) -> int:
        """Grows whenever something else is told of the functions, destinations or agents."""
        return self._version

    def on_change(self, listener: Callable[[int], None]) -> Callable[[], None]:
        """Hear each new version, in the thread that made it; call the answer to hear no more."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def on_progress(self, watcher: Callable[[Progress], None]) -> Callable[[], None]:
        """Hear how far calls are, in the threads that run them; call the answer to hear no more."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def _report(self, progress: Progress) -> None:
        for watcher in tuple(self._watchers):
            watcher(progress)

    def _changed(self) -> None:
        self._version += 1
        for listener in tuple(self._listeners):
            listener(self._version)

    def start(self, request: ExecuteRequest) -> Future[ExecuteResult]:
        """Begin one call and return at once; a known call gets its answer again and never runs twice."""
        name = request.function_name.strip().lower()
        with self._lock:
            function = self._functions.get(name)
            available = list(self._functions)
        if request.instance not in ("", self.instance):
            return _settled(self._answers.restarted(name))
        call, new = self._ledger.open(request)
        if (call.name, call.payload) != (name, request.payload):
            return _settled(self._answers.call_id_taken(name))
        if new and function is None:
            call.settle(self._answers.unknown(name, available))
        elif new and function is not None:
            self._begin(call, function, request)
        return call.answer

    def knows(self, request: ExecuteRequest) -> bool:
        """Whether this call was begun, and perhaps answered."""
        return self._ledger.find(request.session_id, request.call_id) is not None

    async def execute(self, request: ExecuteRequest) -> ExecuteResult:
        """``start`` and wait; a caller that goes away does not take the call with it."""
        return await asyncio.wrap_future(self.start(request))

    async def cancel(self, request: CancelRequest) -> CancelResult:
        """Answer the call now; ``stopped`` tells whether its function has really ended."""
        call = self._ledger.find(request.session_id, request.call_id)
        if call is None or not call.settle(self._answers.cancelled(call.name)):
            return CancelResult(found=False)
        call.stop()
        if call.work is None:
            return CancelResult(found=True, stopped=True)
        await asyncio.to_thread(wait, [call.work.future], CANCEL_PATIENCE)
        return CancelResult(found=True, stopped=call.work.future.done())

    def _begin(self, call: Call, function: Function, request: ExecuteRequest) -> None:
        try:
            arguments = function.bind(request.payload, call.context)
        except ArgumentError as error:
            call.settle(self._answers.wrong_arguments(call.name, str(error)))
            return

        def finish(outcome: Outcome) -> None:
            if not call.answer.done():  # a late result is discarded
                call.settle(self._answers.of(call, outcome))

        if call.answer.done():  # it was cancelled while its arguments were read
            return
        bars.listen()
        with call.context.running():
            call.work = self._runner.start(function.call, arguments, function.place, finish)
        self.clock.start(self._limit(call, call.work, function))
        if function.place.thread == "main":
            self.clock.start(_tell_that_it_waits(call.context, call.work))

    async def _limit(self, call: Call, work: Work[Any], function: Function) -> None:
        timeout = function.info.timeout
        answered, _ = await asyncio.wait([asyncio.wrap_future(call.answer)], timeout=timeout)
        if answered:
            return
        waiting = not work.has_started()
        if call.settle(self._answers.timed_out(call.name, timeout, waiting=waiting, place=function.place)):
            call.stop()


async def _tell_that_it_waits(context: Context, work: Work[Any]) -> None:
    await asyncio.sleep(NOTICEABLE)
    if work.has_started():
        return
    context.progress(text="waits for the running cell")
    while not work.has_started():  # noqa: ASYNC110  # an executor tells nobody when it begins
        await asyncio.sleep(NOTICEABLE)
    context.progress()


def _settled(answer: ExecuteResult) -> Future[ExecuteResult]:
    future: Future[ExecuteResult] = Future()
    future.set_result(answer)
    return future
