import importlib
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import CancelledError, wait

import pytest

from navai_jupyter.core.processes import ProcessDied, ProcessExecutor


@pytest.fixture
def processes():
    return ProcessExecutor(2)


def test_work_of_a_notebook_runs_elsewhere(processes):
    base = 40

    def local(n, *, more):
        print("this is no answer")
        return base + n + more, os.getpid()

    value, process = processes.submit(local, 1, more=1).result(60)
    assert value == 42
    assert process != os.getpid()


def test_cancelling_stops_what_runs(processes, tmp_path):
    beats = tmp_path / "beats"

    def beat():
        while True:
            beats.open("a").write(".")
            time.sleep(0.01)

    running = processes.submit(beat)
    while not beats.exists():
        time.sleep(0.01)
    assert running.cancel()
    wait([running], 10)
    with pytest.raises(CancelledError):
        running.result(0)
    size = beats.stat().st_size
    time.sleep(0.2)
    assert beats.stat().st_size == size


def test_what_waits_is_never_started(tmp_path):
    processes, release = ProcessExecutor(1), tmp_path / "release"

    def until_released():
        while not release.exists():
            time.sleep(0.01)

    first, second = processes.submit(until_released), processes.submit(release.touch)
    assert second.cancel()
    release.touch()
    first.result(60)
    assert second.cancelled()


@pytest.mark.parametrize(
    ("work", "error", "words"),
    [
        (lambda: 1 // 0, ZeroDivisionError, "division"),
        (lambda: sys.exit(3), SystemExit, "3"),
        (lambda: os._exit(7), ProcessDied, "exit code 7"),
        (threading.Lock, TypeError, "cannot travel between processes"),
    ],
)
def test_every_end_is_an_outcome(processes, work, error, words):
    with pytest.raises(error, match=words):
        processes.submit(work).result(60)


def test_what_cannot_travel_is_refused_at_once(processes):
    with pytest.raises(TypeError):
        processes.submit(print, threading.Lock())


def test_a_module_that_only_this_process_finds(processes, tmp_path, monkeypatch):
    (tmp_path / "neighbour.py").write_text("def greet(): return 'hello'")
    monkeypatch.syspath_prepend(tmp_path)
    neighbour = importlib.import_module("neighbour")
    monkeypatch.setitem(sys.modules, "neighbour", neighbour)
    assert processes.submit(neighbour.greet).result(60) == "hello"


def test_a_process_that_cannot_start_is_an_outcome(processes, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(FileNotFoundError):
        processes.submit(len, "abc").result(60)


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are POSIX")
def test_cancelling_stops_what_the_work_has_started(tmp_path):
    processes, beats = ProcessExecutor(1), tmp_path / "beats"
    beat = f"import time\nwhile True:\n open({str(beats)!r}, 'a').write('.')\n time.sleep(0.01)"
    running = processes.submit(subprocess.run, [sys.executable, "-c", beat], check=True)
    while not beats.exists():
        time.sleep(0.01)
    assert running.cancel()
    assert processes.submit(len, "abc").result(60) == 3
    size = beats.stat().st_size
    time.sleep(0.2)
    assert beats.stat().st_size == size
