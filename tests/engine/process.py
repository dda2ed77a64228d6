"""A real engine process, ready to hear."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.engine.peers import EngineAddress

KEY = "key-of-the-tests"
LOADING_SECONDS = 120


@contextmanager
def engine_process(*arguments: str, **environment: str) -> Iterator[EngineAddress]:
    process = subprocess.Popen(
        [sys.executable, "-m", "navai_jupyter.engine", "--key-stdin", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{KEY}\n")
    process.stdin.flush()
    try:
        port = json.loads(process.stdout.readline())["port"]
        address = EngineAddress(f"http://127.0.0.1:{port}", KEY)
        asyncio.run(_until_ready(address))
        yield address
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


async def _until_ready(address: EngineAddress) -> None:
    async with httpx.AsyncClient() as client, asyncio.timeout(LOADING_SECONDS):
        while True:
            health = (await client.get(f"{address.origin}/healthz")).json()
            assert health["status"] != "failed", health["detail"]
            if health["status"] == "ready":
                return
            await asyncio.sleep(0.1)
