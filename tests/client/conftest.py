"""Real engine processes for all tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.engine.peers import EngineAddress
from tests.engine.process import engine_process


@pytest.fixture(scope="session")
def engine() -> Iterator[EngineAddress]:
    with engine_process() as address:
        yield address


@pytest.fixture(scope="session")
def short_lived_engine() -> Iterator[EngineAddress]:
    """Its sessions end after four seconds: what takes an hour elsewhere."""
    with engine_process("--session-minutes", str(4 / 60)) as address:
        yield address
