"""The clients of the bench are heard and answered, and what they cost is read."""

import pytest

from navai_jupyter.engine.supervisor import EngineSupervisor
from tests.benchmarks.sessions import FEW, Bench

pytestmark = pytest.mark.speech


async def test_clients_that_speak_at_once_are_answered_and_one_that_listens_costs_something():
    engine = EngineSupervisor()
    try:
        await engine.ready(120)
        bench = Bench(engine, FEW)
        talkers = await bench.together(2, 1)
        assert [(one.asked, len(one.latencies)) for one in talkers] == [(1, 1), (1, 1)]
        _, share = await bench.listening()
        assert 0 < share < 100
    finally:
        await engine.stop()
