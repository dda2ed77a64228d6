"""The provider's agents package for JavaScript, unmodified, in a real Chromium over WebRTC, on the engine.

The test puts the page on the engine's own origin: the engine serves no pages and lets no other origin in.
"""

from __future__ import annotations

import base64
import json
import re
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


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Iterator[str]:
    with engine_by_hand(KEY, tmp_path_factory.mktemp("engine") / "engine.log") as url:
        yield url


class Agent:
    """The page's session; every raw event that its SDK got is checked here."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def say(self, sentence: str) -> None:
        self._page.evaluate("speech => speak(speech)", base64.b64encode(spoken(sentence)).decode())

    def until(self, event: str) -> dict[str, Any]:
        """What the session tells next of this kind: a raw event by its type, or what the SDK did."""
        for told in self._page.evaluate("event => until(event)", event):
            assert told["event"] != "error", told
            if "raw" in told:
                check(json.dumps(told["raw"]))
        return told

    def record(self) -> None:
        self._page.evaluate("record()")

    def heard(self) -> str:
        """The words that sounded in the page since `record`."""
        return sound.words_of_file(base64.b64decode(self._page.evaluate("recorded()")))

    def type(self, text: str) -> None:
        self._page.evaluate("text => session.sendMessage(text)", text)

    def interrupt(self) -> None:
        self._page.evaluate("session.interrupt()")


@pytest.fixture
def agent(page: Page, engine: str) -> Agent:
    origin = engine.removesuffix("/v1")
    page.route(f"{origin}/page/*", lambda route: serve(route, FILES[path_of(route)]))
    page.route(f"{origin}/sdk/*", lambda route: serve(route, SDK / Path(path_of(route)).name))
    page.route(f"{origin}/", lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
    page.goto(f"{origin}/")
    page.evaluate("import('/page/agents_realtime.mjs')")
    page.evaluate("secret => session.connect({apiKey: secret})", mint(engine))
    return Agent(page)


def path_of(route: Route) -> str:
    return httpx.URL(route.request.url).path


def serve(route: Route, file: Path) -> None:
    route.fulfill(content_type="text/javascript", body=file.read_text())


def mint(engine: str) -> str:
    answer = httpx.post(
        f"{engine}/realtime/client_secrets", json={}, headers={"Authorization": f"Bearer {KEY}"}
    )
    return str(answer.raise_for_status().json()["value"])


def test_a_spoken_conversation_of_two_turns(agent):
    turns = [("add two and three", "5", "5|five"), ("add four and eight", "12", "12|twelve")]
    for sentence, result, words in turns:
        agent.record()
        agent.say(sentence)
        told = agent.until("tool")
        assert (told["name"], told["result"]) == ("add", result)
        agent.until("output_audio_buffer.stopped")
        assert re.search(rf"the result is ({words})\b", agent.heard())


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


def test_another_agent_takes_over(agent):
    agent.say("transfer to sales")
    handoff = agent.until("handoff")
    assert (handoff["from"], handoff["to"]) == ("Assistant", "Sales")
    agent.until("output_audio_buffer.stopped")
    agent.record()
    agent.say("list prices")
    assert agent.until("tool")["name"] == "list_prices"
    agent.until("output_audio_buffer.stopped")
    assert "apple" in agent.heard()
