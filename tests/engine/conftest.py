"""One real engine process for all tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.engine.peers import EngineAddress
from tests.engine.process import engine_process


@pytest.fixture(scope="session")
def engine() -> Iterator[EngineAddress]:
    with engine_process() as address:
        yield address
