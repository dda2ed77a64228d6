"""From a kernel manager to a client of our own on the same kernel."""

from __future__ import annotations

from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient


def connect(manager: Any) -> AsyncKernelClient:
    """An unopened client with a session of its own: clones of the manager's give out equal message ids."""
    client = AsyncKernelClient()
    client.load_connection_info(manager.get_connection_info())
    return client
