"""The person speaks while the agent speaks: it falls silent, and only what was heard of it is remembered."""

from __future__ import annotations

import base64
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.notebook import Notebook
from tests.e2e.speech import spoken

HERE = Path(__file__).parent
SPEAKING_MS = 1500
FLOORS = 4
"""Silence comes within so many times of what the loudspeaker alone takes: the answer would last for seconds."""

HELD_BACK = {"webrtc": 0.4, "websocket": 0.15}
"""By what share the provider may be wrong about what was heard: it cannot know what a browser has in hand."""

TOLD = "(kind) => wire.log.filter(({sent, event}) => !sent && event.type === kind).map(({event}) => event)"

INTERRUPT = """async (wav) => {
  const noticed = new Promise((resolve) => {
    wire.seen = ({event, at}) => event.type === 'input_audio_buffer.speech_started' && resolve(at);
  });
  const spoken = window.speak(wav);
  const knownAt = await noticed;
  await new Promise((resolve) => setTimeout(resolve, 400)); // what was on its way to the loudspeaker
  const heardMs = window.quietSince - window.soundSince;
  const silentMs = window.quietSince - knownAt;
  await spoken;
  return {knownMs: knownAt - window.spokeAt, silentMs, heardMs};
}"""


@pytest.fixture(params=HELD_BACK)
def way(request, lab):
    lab.set("navai-jupyter", "plugin", transport=request.param)
    yield request.param
    lab.set("navai-jupyter", "plugin")


@pytest.fixture
def page(page: Page) -> Page:
    page.add_init_script(path=HERE / "wire.js")
    return page


@pytest.fixture
def conversation(way: str, report: Notebook) -> Notebook:
    """A report with an agent that is listening."""
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    return report


def test_speaking_over_the_agent_silences_it_and_cuts_what_it_remembers(way: str, conversation: Notebook):
    page = conversation.page
    floor = median(page.evaluate("window.playout()") for _ in range(3))
    page.evaluate("window.loudest = 0")
    conversation.speak(spoken("what can I say"))
    conversation.expect_heard()
    page.wait_for_timeout(SPEAKING_MS)
    times = page.evaluate(INTERRUPT, base64.b64encode(spoken("no wait")).decode())
    print(f"\nsilent {times['silentMs']:.0f} ms after the page knew; loudspeaker alone {floor:.0f} ms")
    print(f"known {times['knownMs']:.0f} ms after the sentence began")
    assert times["silentMs"] < FLOORS * floor

    (cut,) = told(page, "conversation.item.truncated")
    print(f"remembered {cut['audio_end_ms']} ms, heard {times['heardMs']:.0f} ms")
    assert cut["audio_end_ms"] == pytest.approx(times["heardMs"], rel=HELD_BACK[way])
    page.wait_for_function(f"({TOLD})('conversation.item.retrieved').length > 0")
    remembered = [event["item"] for event in told(page, "conversation.item.retrieved")]
    (heard,) = (item["content"][0]["transcript"] for item in remembered if item["id"] == cut["item_id"])
    deltas = told(page, "response.output_audio_transcript.delta")
    said = "".join(delta["delta"] for delta in deltas if delta["item_id"] == cut["item_id"])
    assert heard
    assert said.startswith(heard)
    assert len(heard) < len(said)


def told(page: Page, kind: str) -> list[dict[str, Any]]:
    """What the provider has sent of this kind."""
    return page.evaluate(TOLD, kind)
