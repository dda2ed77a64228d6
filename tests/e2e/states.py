"""Everything that the panel can show, one after the other, as a person brings it about."""

from __future__ import annotations

import json
from collections.abc import Iterator

from playwright.sync_api import Route, expect

from tests.e2e.notebook import TURN_MS, Notebook

BLOCK_MICROPHONE = """() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
}"""


def _as_if_sent_away(route: Route) -> None:
    """The engine of this machine, as one that is somewhere else would be described."""
    config = route.fetch().json()
    route.fulfill(body=json.dumps({**config, "label": "api.example.com", "data_leaves_machine": True}))


def states(notebook: Notebook) -> Iterator[str]:
    """Names each state while the panel is in it; the notebook has the report's functions."""
    page, panel = notebook.page, notebook.panel
    region = panel.region

    def press(name: str) -> None:
        region.get_by_role("button", name=name, exact=True).click()

    page.route("**/navai/config*", _as_if_sent_away)
    notebook.command("Voice: Show Panel")
    expect(region).to_contain_text("Ready", timeout=TURN_MS)
    yield "first run"
    press("Check the microphone")
    expect(region.get_by_role("meter")).to_be_visible()
    yield "microphone check"
    press("Got it")
    for tab in ("Functions", "Destinations", "Conversation"):
        region.get_by_role("tab", name=tab).click()
        yield tab
    press("Sound devices")
    expect(region.get_by_role("combobox", name="Microphone")).to_be_visible()
    yield "device picker"
    press("Sound devices")
    panel.type("add two and three")
    expect(region.get_by_role("dialog")).to_contain_text("api.example.com", timeout=TURN_MS)
    yield "consent"
    press("Allow and continue")
    panel.expect_said("The result is 5")
    panel.log.locator("summary").first.click()
    yield "call"
    panel.type("delete rows of table raw")
    expect(region.get_by_role("dialog")).to_contain_text("delete_rows", timeout=TURN_MS)
    yield "approval"
    press("Deny")
    panel.expect_said("denied")
    page.evaluate("dispatchEvent(new Event('pagehide'))")  # as when the person leaves it, and comes back
    expect(region.get_by_role("group", name="Resume the conversation?")).to_be_visible()
    yield "resume"
    press("Resume")
    panel.expect_status("connected")
    yield "listening"
    press("Stop voice")
    page.evaluate(BLOCK_MICROPHONE)
    press("Start voice")
    panel.expect_status("error")
    yield "problem"
    page.unroute_all(behavior="wait")
