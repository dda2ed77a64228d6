"""Threads that are shared in turn. Each job waits in its thread until the test opens its gate."""

import asyncio
import threading
import time

import pytest

from navai_jupyter.engine.workers import Workers


class Owner:
    """Somebody who has jobs."""


class Record:
    """The order in which jobs ran; the first one holds the only thread until `open`."""

    def __init__(self):
        self.ran = []
        self.gate = threading.Event()
        self.workers = Workers(1, "test")
        self.jobs = [self.start(Owner(), "gate", self.gate.wait)]

    def start(self, owner, name, work=lambda: None, urgency=0):
        def job():
            self.ran.append(name)
            work()

        return asyncio.ensure_future(self.workers.run(owner, job, urgency=urgency))

    async def order(self, *jobs):
        await asyncio.sleep(0)
        self.gate.set()
        await asyncio.gather(*self.jobs, *jobs)
        self.workers.close()
        return self.ran[1:]


async def test_one_owner_with_many_jobs_keeps_another_waiting_for_one():
    record, flood, other = Record(), Owner(), Owner()
    jobs = [record.start(flood, f"flood {number}") for number in range(20)]
    jobs += [record.start(other, "one"), record.start(other, "two")]
    assert (await record.order(*jobs))[:4] == ["flood 0", "one", "flood 1", "two"]


async def test_the_more_urgent_goes_first():
    record = Record()
    jobs = [record.start(Owner(), str(urgency), urgency=urgency) for urgency in (2, 1, 0)]
    assert await record.order(*jobs) == ["0", "1", "2"]


async def test_the_less_urgent_is_passed_over_only_as_often_as_its_number_says():
    record, flood = Record(), Owner()
    jobs = [record.start(flood, f"flood {number}") for number in range(5)]
    jobs.append(record.start(Owner(), "partial", urgency=2))
    assert (await record.order(*jobs)).index("partial") == 2


async def test_one_owner_has_one_job_at_work_at_a_time():
    workers, owner, at_work, most = Workers(3, "test"), Owner(), [], []

    def job():
        at_work.append(1)
        most.append(len(at_work))
        time.sleep(0.01)
        at_work.pop()

    await asyncio.gather(*(workers.run(owner, job) for _ in range(5)))
    workers.close()
    assert max(most) == 1


async def test_a_cancelled_job_never_starts_and_holds_nobody_up():
    record, owner = Record(), Owner()
    cancelled, next_one = record.start(owner, "cancelled"), record.start(owner, "next")
    await asyncio.sleep(0)
    cancelled.cancel()
    assert await record.order(next_one) == ["next"]


async def test_a_job_cancelled_at_work_frees_its_thread_when_it_has_ended():
    record, owner = Record(), Owner()
    await asyncio.sleep(0.05)
    record.jobs.pop().cancel()
    after = record.start(owner, "after")
    await asyncio.sleep(0.05)
    assert not after.done()
    assert await record.order(after) == ["after"]


async def test_a_failed_job_frees_its_thread_too():
    workers, owner = Workers(1, "test"), Owner()
    with pytest.raises(ZeroDivisionError):
        await workers.run(owner, lambda: 1 / 0)
    assert await workers.run(owner, lambda: 2) == 2
    workers.close()
