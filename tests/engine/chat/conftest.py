"""Ports for chat servers that come and go."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def kept_port() -> Iterator[int]:
    """A port at which nobody answers until a `ChatStub` does, and which nobody else can get meanwhile."""
    with socket.socket() as keeper:
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        keeper.bind(("127.0.0.1", 0))
        yield keeper.getsockname()[1]


@pytest.fixture
def chat_port() -> Iterator[int]:
    with kept_port() as port:
        yield port
