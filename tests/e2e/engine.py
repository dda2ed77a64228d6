"""An engine started by hand, whose key a test knows."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.e2e.lab import free_port

READY_SECONDS = 90


@contextmanager
def engine_by_hand(key: str, log: Path, *arguments: str) -> Iterator[str]:
    """The base URL of ``jupyter navai engine``, its models loaded."""
    port = free_port()
    command = [sys.executable, "-m", "navai_jupyter.cli", "engine", f"--port={port}", *arguments]
    with log.open("wb") as out:
        process = subprocess.Popen(command, env={**os.environ, "NAVAI_ENGINE_KEY": key}, stdout=out, stderr=out)
    try:
        deadline = time.monotonic() + READY_SECONDS
        while _status(port) != "ready":
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(20)


def _status(port: int) -> str:
    try:
        return str(httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=5).json()["status"])
    except httpx.HTTPError:
        return "absent"
