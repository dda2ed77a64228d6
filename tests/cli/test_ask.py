"""`jupyter navai ask` as a person runs it: a real engine process, a real kernel, real speech."""

import json
import os
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from navai_jupyter.client.audio import write_wav
from navai_jupyter.engine.voice import synthesise

QUICKSTART = Path(__file__).parents[2] / "notebooks" / "quickstart.ipynb"
SECONDS = 120


def run(*arguments, **environment):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "NAVAI_"))}
    return subprocess.run(
        [sys.executable, "-m", "navai_jupyter.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env=kept | environment,
        check=False,
    )


def speak(sentence, path):
    samples, rate = synthesise(sentence)
    write_wav(path, samples.tobytes(), rate)
    return path


def test_a_spoken_sentence_runs_a_function_of_the_notebook(tmp_path):
    before = QUICKSTART.read_bytes()
    wav = speak("add two and three", tmp_path / "add.wav")
    done = run("ask", "--wav", wav, "--notebook", QUICKSTART, "--json", "--reply-wav", tmp_path / "reply.wav")
    assert done.returncode == 0, done.stderr
    turn = json.loads(done.stdout)
    assert set(turn) == {"transcript", "calls", "reply", "latency_ms"}
    (call,) = turn["calls"]
    assert set(call) == {"name", "arguments", "ok", "result", "source", "ms"}
    assert (call["name"], call["arguments"], call["ok"]) == ("add", {"a": 2, "b": 3}, True)
    assert (call["result"], call["source"]) == (5, "kernel")
    assert "5" in turn["reply"]
    assert set(turn["latency_ms"]) == {"speech_end_to_call", "speech_end_to_audio"}
    assert 0 < turn["latency_ms"]["speech_end_to_call"] <= turn["latency_ms"]["speech_end_to_audio"]
    assert QUICKSTART.read_bytes() == before
    with wave.open(str(tmp_path / "reply.wav")) as reply:
        assert reply.getnframes() > reply.getframerate() / 4
        assert max(reply.readframes(reply.getnframes())) > 0


def test_a_typed_sentence_navigates(tmp_path):
    done = run("ask", "go to the model training section", "--notebook", QUICKSTART)
    assert done.returncode == 0, done.stderr
    assert 'navigate_to(target="Model training")' in done.stdout
    assert "#Model training" in done.stdout


def test_the_transport_can_be_chosen():
    done = run("ask", "go to results", "--transport", "webrtc", "--notebook", QUICKSTART, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["calls"][0]["result"] == {"path": "#Results", "name": "Results"}


def test_what_is_not_understood_exits_with_1():
    done = run("ask", "the weather is nice today", "--json")
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["calls"] == []


def test_silence_is_not_understood(tmp_path):
    write_wav(tmp_path / "silence.wav", bytes(48_000))
    done = run("ask", "--wav", tmp_path / "silence.wav", "--json")
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["transcript"] == ""


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["ask"], {}, "Give either a text or --wav FILE."),
        (["ask", "go", "--notebook", "none.ipynb"], {}, "cannot be read as a notebook"),
        (["ask", "--wav", "none.wav"], {}, "cannot be read as sound"),
        (["ask", "go"], {"NAVAI_PROVIDER": "openai"}, "OPENAI_API_KEY"),
        (["ask", "go"], {"NAVAI_PROVIDER": "openia"}, "openai, local, or a base URL"),
        (["ask", "go"], {"NAVAI_PROVIDER": "http://127.0.0.1:9/v1"}, "cannot be reached"),
    ],
)
def test_what_cannot_run_exits_with_2_and_says_why(arguments, environment, words):
    done = run(*arguments, **environment)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_cell_that_fails_is_named(tmp_path):
    nbformat.write(new_notebook(cells=[new_code_cell("1 / 0")]), tmp_path / "bad.ipynb")
    done = run("ask", "go", "--notebook", tmp_path / "bad.ipynb")
    assert done.returncode == 2
    assert "A cell of bad.ipynb failed." in done.stderr
    assert "ZeroDivisionError" in done.stderr


def test_ctrl_c_ends_it_and_its_processes(tmp_path):
    started = tmp_path / "started"
    cell = f"import pathlib, time; pathlib.Path({str(started)!r}).touch(); time.sleep(60)"
    nbformat.write(new_notebook(cells=[new_code_cell(cell)]), tmp_path / "slow.ipynb")
    command = [sys.executable, "-m", "navai_jupyter.cli", "ask", "go", "--notebook", tmp_path / "slow.ipynb"]
    local = os.environ | {"NAVAI_PROVIDER": "local"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=local
    ) as asked:
        for _ in range(SECONDS * 10):
            if started.exists() or asked.poll() is not None:
                break
            time.sleep(0.1)
        children = psutil.Process(asked.pid).children(recursive=True)
        asked.send_signal(signal.SIGINT)
        said = asked.communicate(timeout=SECONDS)
    assert (asked.returncode, said[0]) == (130, "")
    assert "navai_jupyter" not in said[1]  # no trace of ours; the kernel has its own last words
    assert len(children) == 2
    assert psutil.wait_procs(children, timeout=10)[1] == []


def test_version():
    assert run("version").stdout.strip() == "0.1.0"


def test_doctor_finds_a_working_engine():
    findings = {f["name"]: f for f in json.loads(run("doctor", "--json").stdout)}
    assert findings["Connection"]["ok"] is True
    assert "nothing leaves this machine" in findings["Provider"]["detail"]
    assert findings["WebRTC"]["detail"] == "a session opened"
    assert "Proxy" not in findings


def test_doctor_names_the_proxy_without_its_password():
    done = run("doctor", NAVAI_PROVIDER="http://provider.invalid/v1", HTTP_PROXY="http://me:canary@127.0.0.1:9")
    assert "✓ Proxy: provider.invalid is reached through http://127.0.0.1:9" in done.stdout
    assert "✗ Connection" in done.stdout
    assert "canary" not in done.stdout


def test_doctor_says_what_to_do_without_a_key():
    done = run("doctor", NAVAI_PROVIDER="openai")
    assert done.returncode == 2
    assert "✗ Provider: https://api.openai.com/v1, no key is set" in done.stdout
    assert "→ Set OPENAI_API_KEY" in done.stdout
