"""Threads that many sessions share in turn: none can keep another waiting for more than a job."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


@dataclass(eq=False)
class Job:
    owner: object
    urgency: int
    admitted: asyncio.Future[None]
    passed_over: int = 0

    @property
    def rank(self) -> int:
        return max(0, self.urgency - self.passed_over)


class Workers:
    """Runs one job of each owner at a time; of those that wait, the owner served longest ago is next.

    A job of urgency 0 goes before one of 1, and so on, but none is passed over more often than its number says.
    All methods belong to one event loop.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._free = threads
        self._waiting: list[Job] = []
        self._busy: set[object] = set()
        self._served: WeakKeyDictionary[object, int] = WeakKeyDictionary()
        self._ticks = count(1)

    @property
    def idle(self) -> bool:
        """A job that comes now is begun at once."""
        return self._free > 0 and not self._waiting

    async def run(
        self, owner: object, work: Callable[[*Arguments], Result], *arguments: *Arguments, urgency: int = 0
    ) -> Result:
        """The result of ``work``. Cancelled, a job that waits never starts; one that runs ends by itself."""
        loop = asyncio.get_running_loop()
        job = Job(owner, urgency, loop.create_future())
        self._waiting.append(job)
        self._admit()
        try:
            await job.admitted
            running = self._pool.submit(work, *arguments)
        except BaseException:
            if job in self._waiting:
                self._waiting.remove(job)
            else:
                self._leave(owner)
            raise

        def left(_: Future[Result]) -> None:
            with suppress(RuntimeError):  # the loop may have ended before the thread did
                loop.call_soon_threadsafe(self._leave, owner)

        running.add_done_callback(left)
        return await asyncio.wrap_future(running)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _admit(self) -> None:
        while self._free and (job := self._next()) is not None:
            self._waiting.remove(job)
            for other in self._waiting:
                other.passed_over += 1
            self._free -= 1
            self._busy.add(job.owner)
            self._served[job.owner] = next(self._ticks)
            job.admitted.set_result(None)

    def _next(self) -> Job | None:
        ready = (job for job in self._waiting if job.owner not in self._busy and not job.admitted.done())
        return min(ready, key=lambda job: (job.rank, self._served.get(job.owner, 0)), default=None)

    def _leave(self, owner: object) -> None:
        self._free += 1
        self._busy.discard(owner)
        self._admit()
