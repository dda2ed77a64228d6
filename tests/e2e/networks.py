"""Networks of our own for a whole conversation: server, engine, kernel and browser live in one namespace."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

LOOPBACK = "ip link set lo up"
LAN = " && ".join(
    [
        LOOPBACK,
        "ip link add lan0 type veth peer name wall0",
        "ip addr add 192.0.2.7/24 dev lan0",
        "ip link set lan0 up",
        "ip link set wall0 up",
        "ip route add default dev lan0",
    ]
)
# The rule for local addresses comes first and would let everything pass: it is moved behind ours.
RULED = " && ".join([LAN, "ip rule add pref 10 lookup local", "ip rule del pref 0"])
NO_UDP = f"{RULED} && ip rule add pref 1 ipproto udp prohibit"

NETWORKS = {"loopback only": LOOPBACK, "UDP blocked": NO_UDP, "normal": LAN}

_CLONE_NEWNET = 0x40000000


def within(network: str, *command: str) -> list[str]:
    """``command`` as it is to be started inside `network`."""
    return ["unshare", "--net", "sh", "-c", f'{NETWORKS[network]} && exec "$@"', "sh", *command]


def why_not() -> str:
    """Why this machine cannot make networks; empty when it can."""
    missing = [program for program in ("unshare", "ip") if shutil.which(program) is None]
    if missing:
        return f"{' and '.join(missing)} not found"
    made = subprocess.run(within("UDP blocked", "true"), capture_output=True, text=True, timeout=30)
    return "" if made.returncode == 0 else f"no network namespace can be made: {made.stderr.strip()}"


def move_into_own() -> None:
    """Leave this machine's network: what is started from now on shares one that `cut_off` can cut."""
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    subprocess.run(["sh", "-c", RULED], check=True, timeout=30)


@contextmanager
def cut_off(port: int) -> Iterator[None]:
    """Nothing passes between the browser and the server at ``port``, and no sound."""
    drops = ["ipproto udp", f"ipproto tcp dport {port}", f"ipproto tcp sport {port}"]
    rules = [f"pref {place} {what} unreachable" for place, what in enumerate(drops, 1)]
    try:
        for rule in rules:
            subprocess.run(["ip", "rule", "add", *rule.split()], check=True, timeout=10)
        yield
    finally:
        for rule in rules:
            subprocess.run(["ip", "rule", "del", *rule.split()], check=True, timeout=10)
