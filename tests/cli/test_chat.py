"""What the command line does with a chat server, and what the doctor says of it and of where words go."""

import asyncio
import json

import pytest

from navai_jupyter.cli import doctor
from navai_jupyter.core.config import NavaiSettings
from tests.cli.test_ask import run
from tests.engine.chat.server import ChatStub, refusing, saying


@pytest.fixture(autouse=True)
def no_engine(monkeypatch):
    """Its own tests start one; here it would only take time."""

    async def connections(_settings):
        yield doctor.Finding("Connection", True, "not tried")

    monkeypatch.setattr(doctor, "_connections", connections)


async def findings(url, **settings):
    found = await doctor.doctor(NavaiSettings(provider="local", chat_url=url, **settings))
    return {finding.name: finding for finding in found}


async def test_a_server_that_answers_on_this_machine():
    async with ChatStub(scripts=[saying("Yes.")]) as stub:
        found = await findings(stub.url)
    assert found["Chat model"].ok
    assert found["Chat model"].detail.endswith(f" s, at {stub.url}")
    assert "nothing leaves this machine" in found["Provider"].detail


async def test_a_key_that_is_refused_is_told_and_not_shown():
    async with ChatStub(scripts=[refusing(401, "Incorrect API key provided: sk-canary")]) as stub:
        finding = (await findings(stub.url, chat_key="sk-canary"))["Chat model"]
    assert not finding.ok
    assert finding.detail.startswith("The chat server refuses its key. ")
    assert "canary" not in str(finding)
    assert "unset NAVAI_CHAT_URL" in finding.fix


async def test_words_that_go_elsewhere_are_told():
    provider = (await findings("http://gpu.invalid/v1", chat_model="tiny"))["Provider"]
    assert "what is said goes to gpu.invalid as text" in provider.detail


async def test_a_url_that_cannot_work_is_told_with_one_that_can():
    provider = (await findings("localhost:11434"))["Provider"]
    assert not provider.ok
    assert "http://127.0.0.1:11434/v1" in provider.fix


async def test_ask_thinks_on_the_server_that_the_environment_names():
    async with ChatStub(scripts=[saying("The north, by far.")]) as stub:
        chat = {"NAVAI_PROVIDER": "local", "NAVAI_CHAT_URL": stub.url, "NAVAI_CHAT_KEY": "sk-canary"}
        done = await asyncio.to_thread(run, "ask", "which region should worry me most", "--json", **chat)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["reply"] == "The north, by far."
    assert stub.asked[0].headers["Authorization"] == "Bearer sk-canary"
    assert "canary" not in done.stdout + done.stderr
