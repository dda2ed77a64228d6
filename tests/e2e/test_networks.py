"""Speech in three real networks; each is a namespace of its own."""

import json
import subprocess
import sys

import pytest

from tests.e2e.networks import why_not, within

WAYS = {"loopback only": "WebSocket", "UDP blocked": "WebSocket", "normal": "WebRTC"}
REASONS = {
    "loopback only": "Only the loopback interface is up",
    "UDP blocked": "lets only web pages pass",
    "normal": "",
}


@pytest.fixture(scope="module", autouse=True)
def possible():
    if reason := why_not():
        pytest.skip(reason)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("network", WAYS)
def test_a_spoken_conversation(network, tmp_path):
    command = within(network, sys.executable, "-m", "tests.e2e.conversation", str(tmp_path / "lab"))
    done = subprocess.run(command, capture_output=True, text=True, timeout=390)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["calls"] == ["a=2 b=3"]
    assert WAYS[network] in " ".join(told["head"])
    assert REASONS[network] in told["log"]
