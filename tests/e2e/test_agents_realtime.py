"""The provider's agents package for JavaScript, unmodified, in a real Chromium, on the engine.

The test adds scripts to the engine's own origin: the engine has no pages and lets no other origin in.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, Route

from tests.e2e.engine import engine_by_hand
from tests.e2e.speech import spoken
from tests.engine.clients import sound
from tests.engine.clients.provider import check

HERE = Path(__file__).parent
FILES = {
    "/page/agents_realtime.mjs": HERE / "agents_realtime.mjs",
    "/page/team.mjs": HERE.parent / "engine/clients/team.mjs",
}
SDK = HERE.parents[1] / "js/node_modules/@openai/agents-realtime/dist/bundle"
KEY = "key-of-the-browser-tests"
LONGEST_WAIT = 20.0


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Iterator[str]:
    with engine_by_hand(KEY, tmp_path_factory.mktemp("engine") / "engine.log") as url:
        yield url


class Agent:
    """The page's session; every raw event that its SDK got is checked here."""

    def __init__(self, page: Page, transport: str, secret: str) -> None:
        self._page = page
        page.evaluate("([transport, secret]) => connect(transport, secret)", [transport, secret])

    def say(self, sentence: str) -> None:
        self._page.evaluate("speech => speak(speech)", base64.b64encode(spoken(sentence)).decode())

    def until(self, event: str) -> dict[str, Any]:
        """What the session tells next of this kind: a raw event by its type, or what the SDK did."""
        for told in self._page.evaluate("event => until(event)", event):
            assert told["event"] != "error", told
            if "raw" in told:
                check(json.dumps(told["raw"]))
        return told

    def expect_heard(self, words: str) -> None:
        """A busy machine plays late: listen until these words have sounded in the page."""
        deadline = time.monotonic() + LONGEST_WAIT
        while words not in (heard := self._heard()):
            assert time.monotonic() < deadline, f"Heard only: {heard}"

    def _heard(self) -> str:
        return sound.words_of_file(base64.b64decode(self._page.evaluate("heard()")))

    def transcript(self) -> str:
        """What the engine says that it is saying next."""
        return str(self.until("response.output_audio_transcript.done")["raw"]["transcript"])

    def type(self, text: str) -> None:
        self._page.evaluate("text => session.sendMessage(text)", text)

    def interrupt(self) -> None:
        self._page.evaluate("session.interrupt()")


@pytest.fixture
def agent(sdk_page: Page, engine: str) -> Agent:
    return Agent(sdk_page, "webrtc", mint(engine))


@pytest.fixture
def sdk_page(page: Page, engine: str) -> Page:
    origin = engine.removesuffix("/v1")
    page.route(f"{origin}/page/*", lambda route: serve(route, FILES[path_of(route)]))
    page.route(f"{origin}/sdk/*", lambda route: serve(route, SDK / Path(path_of(route)).name))
    # A document of the engine's: Chromium lets one that a test made up open no socket on this machine.
    page.goto(f"{origin}/healthz")
    page.evaluate("import('/page/agents_realtime.mjs')")
    return page


def path_of(route: Route) -> str:
    return httpx.URL(route.request.url).path


def serve(route: Route, file: Path) -> None:
    route.fulfill(content_type="text/javascript", body=file.read_text())


def mint(engine: str) -> str:
    answer = httpx.post(
        f"{engine}/realtime/client_secrets", json={}, headers={"Authorization": f"Bearer {KEY}"}
    )
    return str(answer.raise_for_status().json()["value"])


def test_a_spoken_conversation_of_three_turns(agent):
    agent.say("add two and three")
    told = agent.until("tool")
    assert (told["name"], told["result"]) == ("add", "5")
    assert agent.transcript() == "The result is 5."
    agent.until("output_audio_buffer.stopped")
    agent.expect_heard("result is")

    agent.say("transfer to sales")
    handoff = agent.until("handoff")
    assert (handoff["from"], handoff["to"]) == ("Assistant", "Sales")
    agent.until("output_audio_buffer.stopped")

    agent.say("list prices")
    assert agent.until("tool")["name"] == "list_prices"
    agent.expect_heard("apple")


def test_an_answer_is_stopped_by_voice_and_by_the_page(agent):
    agent.type("read the report")
    agent.until("response.output_audio.done")
    agent.interrupt()
    agent.until("output_audio_buffer.cleared")

    agent.type("read the report")
    agent.until("output_audio_buffer.started")
    agent.say("add two and three")
    agent.until("output_audio_buffer.cleared")
    assert agent.until("conversation.item.truncated")["raw"]["audio_end_ms"] > 0
    assert agent.until("tool")["name"] == "add"


def test_the_websocket_of_a_page_carries_its_secret(sdk_page, engine):
    agent = Agent(sdk_page, "websocket", mint(engine))
    agent.type("add two and three")
    assert agent.until("tool")["result"] == "5"
    assert agent.transcript() == "The result is 5."
