"""Servers that do a part of the engine's work: on this machine, as nobody is told that anything leaves it."""

from __future__ import annotations

from urllib.parse import urlsplit

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.core.hosts import host_of, is_this_machine


def check_nearby(url: str, server: str, accepted: str) -> None:
    """Raise a `ConfigurationError` unless ``url`` is a server's on this machine."""
    host = host_of(url)
    if host is None or "@" in url:
        # The URL stays untold: it may hold a password.
        raise ConfigurationError(f"The URL of the {server} has no host, or a user.", fix=accepted)
    if not is_this_machine(host):
        port = urlsplit(url).port or 8000
        raise ConfigurationError(
            f"The {server} {host} is not on this machine.",
            "Whoever uses this engine relies on it that nothing is sent away.",
            f"Forward a port to it, as with `ssh -L {port}:localhost:{port} {host}`, and name that.",
        )
