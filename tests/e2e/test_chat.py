"""A chat model behind the local engine, as a person meets it in JupyterLab."""

import asyncio
import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.lab import Lab
from tests.engine.chat.server import ChatStub, calling, saying

KEY = "sk-canary-of-the-chat-server"


@contextmanager
def serving(stub):
    """Runs `stub` beside the test, which is not a coroutine."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(stub.__aenter__(), loop).result(10)
    try:
        yield stub
    finally:
        asyncio.run_coroutine_threadsafe(stub.__aexit__(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture(scope="module")
def chat():
    with serving(ChatStub()) as stub:
        yield stub


@pytest.fixture(scope="module")
def lab(tmp_path_factory, chat):
    environment = {"NAVAI_PROVIDER": "local", "NAVAI_CHAT_URL": chat.url, "NAVAI_CHAT_KEY": KEY}
    lab = Lab(tmp_path_factory.mktemp("chat"), environment).start()
    notebooks.write(lab.root / "report.ipynb")
    yield lab
    lab.stop()


def test_the_model_calls_a_function_of_the_notebook_and_tells_its_result(report, chat):
    chat.scripts += [calling("add", '{"a": 2, "b": 3}'), saying("That makes ", "**five**.")]
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    expect(report.panel.region).to_contain_text("local engine · chat model on 127.0.0.1")
    expect(report.panel.region).to_contain_text("stays on this machine")
    report.panel.type("what do my two apples and the three pears come to")
    report.panel.expect_said("That makes five.")
    assert report.calls() == ["a=2 b=3"]
    assert chat.asked[0].headers["Authorization"] == f"Bearer {KEY}"
    told = chat.asked[1].body["messages"][-1]
    assert (told["role"], '"result":5' in told["content"].replace(" ", "")) == ("tool", True)
    assert KEY not in report.page.content()


def test_a_command_moves_the_page_without_the_model(report, chat):
    asked = len(chat.asked)
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.panel.type("go to results")
    report.panel.expect_said("You are at Results")
    expect(report.active).to_contain_text("Results")
    assert len(chat.asked) == asked
