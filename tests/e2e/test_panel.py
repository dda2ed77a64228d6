"""The panel for whoever comes for the first time, has two notebooks, or wants it another way."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e import notebooks
from tests.e2e.engine import engine_by_hand
from tests.e2e.keys import ID, tab_to
from tests.e2e.lab import Lab
from tests.e2e.notebook import TURN_MS, Notebook
from tests.e2e.speech import spoken

KEY = "key-of-an-engine-started-by-hand"
TALK = ("Alt", "Shift", "H")
SETTINGS = {
    "language": "Spanish",
    "turnDetection": ["ArrowDown", "ArrowDown"],
    "pushToTalk": ["Space"],
    "budgetMinutes": ["Control+A", "3", "0"],
    "placement": ["ArrowDown", "ArrowDown"],
}
"""In the order of the settings editor, with the keys that change each."""
IS_COVERED = """() => {
    const { x, y } = document.querySelector('.navai-floating .navai-orb').getBoundingClientRect();
    return document.elementFromPoint(x + 24, y + 24).closest('.jp-Dialog') !== null;
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Its engine is one that a test may ask what session it really has."""
    home = tmp_path_factory.mktemp("panel")
    with engine_by_hand(KEY, home / "engine.log") as url:
        lab = Lab(home, {"NAVAI_PROVIDER": url, "OPENAI_API_KEY": KEY}).start()
        for name in ("report", "sales"):
            notebooks.write(lab.root / f"{name}.ipynb")
        yield lab
        lab.stop()


@pytest.fixture
def opened(page: Page, lab: Lab):
    """Opens the report, run, in a JupyterLab with these settings of ours."""

    def opened(**settings: object) -> Notebook:
        lab.set("navai-jupyter", "plugin", **settings)
        (lab.root / "calls.txt").unlink(missing_ok=True)
        notebook = Notebook(page, lab, "report.ipynb").open()
        notebook.run_all()
        notebook.expect_ran()
        return notebook

    yield opened
    lab.set("navai-jupyter", "plugin")


def effective_session(lab: Lab) -> dict[str, Any]:
    """What the engine does, in the protocol's own shape."""
    url = f"{lab.environment['NAVAI_PROVIDER']}/realtime/sessions"
    (session,) = httpx.get(url, headers={"Authorization": f"Bearer {KEY}"}).json()["data"]
    return dict(session)


def test_the_first_run_checks_the_microphone_and_does_not_come_back(opened):
    report = opened()
    page, panel = report.page, report.panel
    page.get_by_role("tab", name="Voice agent").click()
    card = panel.region.get_by_role("group", name="How this works")
    expect(card).to_contain_text("Press the round button and speak.")
    # No key: JupyterLab may still be moving the focus to the round button.
    card.get_by_role("button", name="Check the microphone").click()
    expect(card).to_contain_text("Say something")
    report.speak(spoken("one two three four five six seven eight nine"))
    expect(card).to_contain_text("I hear you")
    expect(card.get_by_role("button", name="Check the microphone")).to_be_visible(timeout=TURN_MS)
    expect(page.locator(".navai-live")).to_contain_text("I hear you")
    card.get_by_role("button", name="Got it").press("Enter")
    expect(card).to_be_hidden()

    report.open()
    page.get_by_role("tab", name="Voice agent").click()
    expect(panel.log).to_be_visible()
    expect(card).to_be_hidden()


def test_another_open_notebook_is_picked_by_keys_and_told(opened):
    report = opened(followFocus=False)
    page, panel = report.page, report.panel
    report.command("Voice: Start")
    panel.expect_status("connected")
    picker = panel.region.get_by_role("combobox", name="Notebook")
    expect(picker).to_be_hidden()
    page.locator(".jp-DirListing-item", has_text="sales.ipynb").dblclick()
    expect(picker).to_have_value(str(picker.locator("option", has_text="report").get_attribute("value")))
    picker.focus()
    page.keyboard.press("End")
    panel.expect_said("Now in sales.ipynb.")
    picker.focus()
    page.keyboard.press("Home")
    panel.expect_said("Now in report.ipynb.")
    panel.type("add two and three")
    panel.expect_said("The result is 5")
    assert report.calls() == ["a=2 b=3"]


@pytest.mark.parametrize("transport", ["webrtc", "websocket"])
def test_settings_are_in_the_effective_session(opened, lab, transport):
    report = opened(
        transport=transport,
        language="Spanish",
        turnDetection="semantic_vad",
        eagerness="low",
        budgetMinutes=30,
    )
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.panel.type("add two and three")
    report.panel.expect_said("The result is 5")
    session = effective_session(lab)
    assert "Always reply in Spanish." in session["instructions"]
    detection = session["audio"]["input"]["turn_detection"]
    assert (detection["type"], detection["eagerness"]) == ("semantic_vad", "low")
    expect(report.panel.region).to_contain_text("0 of 30 min")
    report.panel.stop()


def test_settings_are_changed_by_keys_alone(opened, lab):
    report = opened()
    page, panel = report.page, report.panel
    page.evaluate("window.pointers = 0; addEventListener('pointerdown', () => { window.pointers += 1 }, true)")
    report.command_by_keys("Voice: Settings")
    page.locator(".jp-SettingsForm", has_text="Turn detection").wait_for()
    for name, keys in SETTINGS.items():
        tab_to(page, f"jp-SettingsEditor-navai-jupyter:plugin_{name}", name=ID)
        for key in keys:
            page.keyboard.press(key)
    expect(page.get_by_role("region", name="Floating voice button")).to_be_visible()
    page.keyboard.press("Alt+Shift+V")
    corner = page.get_by_role("region", name="Floating voice button")
    expect(corner).to_contain_text("Muted", timeout=TURN_MS)
    report.command_by_keys("Voice: Show Panel")
    expect(panel.region).to_contain_text("0 of 30 min")
    session = effective_session(lab)
    assert "Always reply in Spanish." in session["instructions"]
    assert session["audio"]["input"]["turn_detection"]["type"] == "semantic_vad"
    assert page.evaluate("window.pointers") == 0
    page.keyboard.press("Alt+Shift+V")
    panel.expect_status("idle")


def test_without_turn_detection_the_talk_key_says_where_a_turn_ends(opened, lab):
    report = opened(turnDetection="none")
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    expect(report.panel.region).to_contain_text("Muted")
    assert effective_session(lab)["audio"]["input"]["turn_detection"] is None
    for key in TALK:
        report.page.keyboard.down(key)
    expect(report.panel.region).not_to_contain_text("Muted")
    report.speak(spoken("add two and three"))
    for key in reversed(TALK):
        report.page.keyboard.up(key)
    report.panel.expect_said("The result is 5")
    assert report.calls() == ["a=2 b=3"]
    report.panel.stop()


def test_the_button_in_the_corner_does_without_the_panel_until_it_asks(opened):
    report = opened(placement="bottom-right", labels={"Start voice": "Talk to me"})
    page, panel = report.page, report.panel
    corner = page.get_by_role("region", name="Floating voice button")
    corner.get_by_role("button", name="Talk to me").press("Enter")
    expect(corner).to_have_attribute("data-navai-status", "connected", timeout=TURN_MS)
    expect(panel.region).to_be_hidden()
    report.speak(spoken("add two and three"))
    expect(corner).to_have_attribute("data-navai-voice", "speaking", timeout=TURN_MS)
    assert report.calls() == ["a=2 b=3"]

    report.menu("Help", "About JupyterLab")
    expect(page.locator(".jp-Dialog")).to_be_visible()
    assert page.evaluate(IS_COVERED)
    page.locator(".jp-Dialog").get_by_role("button", name="Close").click()
    expect(page.locator(".jp-Dialog")).to_be_hidden()

    report.speak(spoken("delete rows of table raw"))
    expect(panel.region.get_by_role("dialog", name="Approve function call")).to_be_visible(timeout=TURN_MS)
    expect(corner).to_be_hidden()
    panel.region.get_by_role("button", name="Deny").click()
    panel.stop()
    expect(panel.region.get_by_role("button", name="Talk to me")).to_be_visible()
