import signal

import pytest

# The server's tests bring a pytest.ini of their own: run them with `pytest tests/server`.
collect_ignore = ["server"]


@pytest.fixture(autouse=True, scope="session")
def interruptible():
    """A shell starts what runs in the background deaf to SIGINT, and so would be the processes of tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
