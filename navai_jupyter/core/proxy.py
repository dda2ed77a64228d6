"""Which proxy of the environment stands before a provider; HTTP requests and sockets take the same."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from navai_jupyter.core.hosts import is_this_machine

DIRECT: dict[str, httpx.AsyncBaseTransport | None] = {
    "all://127.0.0.1": None,
    "all://localhost": None,
    "all://[::1]": None,
}
"""Mounts for an httpx client: a proxy stands before the network, not before this machine's own servers."""


def proxy_for(url: str) -> str | None:
    """The proxy for an http(s) `url` as httpx chooses: its scheme's, else ALL_PROXY, none for NO_PROXY."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if is_this_machine(host) or proxy_bypass(host):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"
