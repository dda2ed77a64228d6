"""The command that runs an engine by hand."""

import json
import os
import signal
import socket
import subprocess
import sys

import httpx
import pytest

from navai_jupyter.engine.__main__ import main
from navai_jupyter.engine.greeting import base_url, is_loopback

pytestmark = pytest.mark.speech


def run(*arguments, key=None, module=("navai_jupyter.engine",)):
    environment = {name: value for name, value in os.environ.items() if name != "NAVAI_ENGINE_KEY"}
    if key is not None:
        environment["NAVAI_ENGINE_KEY"] = key
    return subprocess.Popen(
        [sys.executable, "-m", *module, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def accepts(process, key, end=signal.SIGINT):
    port = json.loads(process.stdout.readline())["port"]
    headers = {"Authorization": f"Bearer {key}"}
    answer = httpx.get(f"http://127.0.0.1:{port}/v1/realtime/sessions", headers=headers, trust_env=False)
    process.send_signal(end)
    try:
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
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


def test_the_command_is_the_module_and_says_how_to_use_the_engine(tmp_path):
    (tmp_path / "key").write_text("mine")
    process = run("engine", "--key-file", str(tmp_path / "key"), module=["navai_jupyter.cli"])
    accepted, said = accepts(process, "mine", signal.SIGTERM)
    assert accepted
    assert f'api_key=open("{tmp_path / "key"}").read().strip()' in said
    assert "http://127.0.0.1:" in said
    assert "Other machines" not in said


def test_an_address_that_others_can_reach_is_warned_of():
    _, said = accepts(run("--host", "0.0.0.0", key="mine"), "mine")
    assert "Other machines can reach 0.0.0.0" in said


@pytest.mark.parametrize(
    ("host", "loopback"), [("localhost", True), ("::1", True), ("127.8.0.1", True), ("::", False)]
)
def test_only_loopback_needs_no_warning(host, loopback):
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/v1"),
        ("0.0.0.0", "http://127.0.0.1:8000/v1"),
        ("::", "http://[::1]:8000/v1"),
        ("fe80::1", "http://[fe80::1]:8000/v1"),
    ],
)
def test_the_url_is_one_that_this_machine_can_use(host, url):
    assert base_url(host, 8000) == url


def test_a_port_in_use_is_said(capsys, monkeypatch):
    monkeypatch.setenv("NAVAI_ENGINE_KEY", "mine")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert f"cannot listen on 127.0.0.1:{port}. Address already in use" in said
    assert "Choose another port" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--key-file", "/nowhere/key"], "key file cannot be read"),
        (["--key-file", "/dev/null"], "There is none in /dev/null"),
        (["--port", "1", "--host", "192.0.2.55"], "cannot listen on 192.0.2.55:1"),
    ],
)
def test_what_cannot_work_is_said_in_words(arguments, words, capsys, monkeypatch):
    monkeypatch.setenv("NAVAI_ENGINE_KEY", "mine")
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("key", ["schlüssel", "two words", "\udcff", "tab\tbed"])
@pytest.mark.parametrize("variable", ["NAVAI_ENGINE_KEY", "NAVAI_CHAT_KEY"])
def test_a_key_that_no_request_can_carry_is_refused_and_not_told(variable, key, capsys, monkeypatch):
    monkeypatch.setenv("NAVAI_ENGINE_KEY", "mine")
    monkeypatch.setenv("NAVAI_CHAT_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv(variable, key)
    assert main([]) == 2
    said = capsys.readouterr().err
    assert f"The key in {variable} cannot be used." in said
    assert key not in said
