"""What a person is told who starts an engine by hand."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

from navai_jupyter.engine.options import KEY_VARIABLE


def greeting(url: str, key_file: Path | None, *, key_is_new: bool) -> str:
    """How to use the engine from the provider's own client; the key itself is not in it."""
    if key_file is not None:
        key = f'open("{key_file}").read().strip()'
    else:
        key = '"the key above"' if key_is_new else f'os.environ["{KEY_VARIABLE}"]'
    return f"""\
The engine listens at {url}; its models load now, which takes some seconds. Ctrl-C ends it.
Use it from any Realtime client, for example OpenAI's:

    client = AsyncOpenAI(base_url="{url}", api_key={key})
    async with client.realtime.connect(model="local") as connection: ...
"""


def base_url(host: str, port: int) -> str:
    """Where a client on this machine finds the engine; one that listens everywhere is on loopback too."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not bound
    name = everywhere.get(host, host)
    return f"http://[{name}]:{port}/v1" if ":" in name else f"http://{name}:{port}/v1"


def warning(host: str) -> str:
    """Words for an address that other machines can reach; empty for this machine's own."""
    if is_loopback(host):
        return ""
    return (
        f"Other machines can reach {host}: whoever has the key can use this engine, and"
        " nothing on the way is encrypted. Put a proxy with TLS in front, or leave out --host."
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`; a name counts by every address it has."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ipaddress.ip_address(str(address[0])).is_loopback for *_, address in found)
