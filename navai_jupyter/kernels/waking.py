"""Wakes a kernel that has left messages unread.

An event loop that waits on ZeroMQ's file descriptor is told of a message once, and misses it when the kernel
sends an answer at that moment: xeus-python 0.19 does. What the same connection sends from then on is not told
either; a new connection is, and then everything is read.
"""

from __future__ import annotations

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_core.utils import ensure_async


async def wake(client: AsyncKernelClient, seconds: float) -> bool:
    """Ask the kernel who it is over a connection of its own; whether it answered within ``seconds``."""
    connection = client.connect_shell()
    try:
        client.session.send(connection, "kernel_info_request", {})
        return bool(await ensure_async(connection.poll(round(seconds * 1000))))
    finally:
        connection.close(linger=0)
