"""Networks of our own for a whole conversation: server, engine, kernel and browser live in one namespace."""

from __future__ import annotations

import shutil
import subprocess

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
NO_UDP = " && ".join(
    [
        LAN,
        "ip rule add pref 10 lookup local",
        "ip rule add pref 1 ipproto udp prohibit",
        "ip rule del pref 0",
    ]
)

NETWORKS = {"loopback only": LOOPBACK, "UDP blocked": NO_UDP, "normal": LAN}


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
