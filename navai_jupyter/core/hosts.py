"""What a base URL says about where data goes."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def host_of(url: str) -> str | None:
    """The host of an http(s) URL that can be built upon, else None."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:  # a port that is no number, or half an IPv6 address
        return None
    return (parts.hostname or None) if usable else None


def is_this_machine(host: str) -> bool:
    """Whether `host` is the loopback interface; any other name may be anywhere."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
