"""The command that runs an engine by hand."""

import json
import os
import signal
import subprocess
import sys

import httpx
import pytest

from navai_jupyter.engine.__main__ import main

pytestmark = pytest.mark.speech


def run(*arguments, key=None):
    environment = {name: value for name, value in os.environ.items() if name != "NAVAI_ENGINE_KEY"}
    if key is not None:
        environment["NAVAI_ENGINE_KEY"] = key
    return subprocess.Popen(
        [sys.executable, "-m", "navai_jupyter.engine", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def accepts(process, key):
    port = json.loads(process.stdout.readline())["port"]
    headers = {"Authorization": f"Bearer {key}"}
    answer = httpx.get(f"http://127.0.0.1:{port}/v1/realtime/sessions", headers=headers, trust_env=False)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    return answer.status_code == 200, said


def test_a_key_is_made_and_printed_once_when_none_is_given():
    process = run()
    key = process.stderr.readline().rsplit(" ", 1)[-1].strip()
    accepted, said = accepts(process, key)
    assert accepted
    assert key not in said


def test_the_key_comes_from_the_environment_and_is_not_printed():
    accepted, said = accepts(run(key="mine"), "mine")
    assert accepted
    assert "mine" not in said


def test_the_key_comes_from_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text("from-a-file\n")
    accepted, _ = accepts(run("--key-file", str(file), key="not this"), "from-a-file")
    assert accepted


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--key-file", "/nowhere/key"], "key file cannot be read"),
        (["--key-file", "/dev/null"], "/dev/null is empty"),
        (["--port", "1", "--host", "192.0.2.55"], "cannot listen on 192.0.2.55:1"),
    ],
)
def test_what_cannot_work_is_said_in_words(arguments, words, capsys, monkeypatch):
    monkeypatch.setenv("NAVAI_ENGINE_KEY", "mine")
    assert main(arguments) == 2
    assert words in capsys.readouterr().err
