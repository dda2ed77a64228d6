"""From a kernel manager to a client of our own on the same kernel."""

from __future__ import annotations

from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient


def connect(manager: Any) -> AsyncKernelClient:
    """An unopened asynchronous client, whatever kind of client the manager itself would make."""
    return AsyncKernelClient(**manager.get_connection_info(session=True))
