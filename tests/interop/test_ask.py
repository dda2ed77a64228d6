"""One spoken turn of the Python client with a realtime server that we did not write."""

import json
import os
import subprocess
import sys

import pytest

from tests.e2e import notebooks
from tests.e2e.speech import spoken
from tests.interop.speech_to_speech import WANTED


@WANTED
@pytest.mark.parametrize("transport", ["webrtc", "websocket"])
def test_a_spoken_call(transport, other_server, tmp_path):
    (tmp_path / "add.wav").write_bytes(spoken("add two and three", after=1.0))
    notebooks.write(tmp_path / "report.ipynb")
    command = f"-m navai_jupyter.cli ask --transport {transport} --wav add.wav --notebook report.ipynb --json"
    done = subprocess.run(
        [sys.executable, *command.split()],
        env={**os.environ, "NAVAI_PROVIDER": other_server, "OPENAI_API_KEY": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    turn = json.loads(done.stdout)
    assert [(call["name"], call["arguments"], call["result"]) for call in turn["calls"]] == [
        ("add", {"a": 2, "b": 3}, 5)
    ]
    assert turn["reply"] == "The result is 5."
