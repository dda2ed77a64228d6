"""The panel and the widget for whoever uses a screen reader, a keyboard, or much larger letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import notebooks
from tests.e2e.accessibility import violations
from tests.e2e.notebook import START_MS, TURN_MS, Notebook, Panel
from tests.e2e.speech import spoken

PANEL = "#navai-panel"
WIDGET = ".jp-Notebook .navai"
THEMES = ["JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast"]
APPROVAL = "Approve function call"
BLOCK_MICROPHONE = """() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
}"""


@pytest.fixture
def talk(page, lab):
    """The report, run, with the panel in a cell too."""
    (lab.root / "calls.txt").unlink(missing_ok=True)
    notebooks.write(lab.root / "eyes.ipynb", "navai.VoiceWidget(height=500)")
    notebook = Notebook(page, lab, "eyes.ipynb").open()
    notebook.run_all()
    notebook.expect_ran()
    return notebook


@pytest.fixture(params=THEMES)
def theme(request, lab):
    lab.set("@jupyterlab/apputils-extension", "themes", theme=request.param)
    yield request.param
    lab.set("@jupyterlab/apputils-extension", "themes")


def select(panel: Panel, tab: str) -> None:
    panel.region.get_by_role("tab", name=tab).click()


def test_axe_finds_nothing_in_any_state(theme, talk):
    page, panel = talk.page, talk.panel
    expect(page.locator("body")).to_have_attribute("data-jp-theme-name", theme, timeout=START_MS)
    page.get_by_role("tab", name="Voice agent").click()
    expect(panel.region).to_contain_text("Ready", timeout=START_MS)
    for tab in ("Functions", "Destinations", "Conversation"):
        select(panel, tab)
        assert violations(page, PANEL) == []
    panel.type("add two and three")
    panel.expect_said("The result is 5")
    panel.log.locator("summary").click()
    panel.region.get_by_role("button", name="Sound devices").click()
    panel.type("delete rows of table raw")
    expect(panel.region.get_by_role("dialog", name=APPROVAL)).to_be_visible(timeout=TURN_MS)
    for part in (PANEL, WIDGET):
        assert violations(page, part) == []
    panel.region.get_by_role("button", name="Deny").click()
    panel.region.get_by_role("button", name="Stop voice").click()
    page.evaluate(BLOCK_MICROPHONE)
    panel.region.get_by_role("button", name="Start voice").click()
    panel.expect_status("error")
    assert violations(page, PANEL) == []


def focused(page: Page) -> str:
    """The role and the name of what has the focus, as a screen reader says them."""
    return str(
        page.evaluate(
            """() => {
                const at = document.activeElement;
                const role = at.getAttribute('role') ?? at.tagName.toLowerCase();
                return `${role} ${at.getAttribute('aria-label') ?? at.textContent}`;
            }"""
        )
    )


def tab_to(page: Page, wanted: str, key: str = "Tab") -> list[str]:
    """Press ``key`` until this has the focus; what had it on the way."""
    passed: list[str] = []
    while len(passed) < 30:
        page.keyboard.press(key)
        if focused(page) == wanted:
            return passed
        passed.append(focused(page))
    raise AssertionError(f"{wanted} was not reached: {passed}")


def test_everything_can_be_done_by_keys(talk):
    page, panel = talk.page, talk.panel
    page.evaluate("window.pointers = 0; addEventListener('pointerdown', () => { window.pointers += 1 }, true)")
    talk.command_by_keys("Voice: Start")
    panel.expect_status("connected")
    expect(panel.region.get_by_role("button", name="Stop voice")).to_be_focused()
    passed = tab_to(page, "input Type a message")
    assert passed[:3] == ["button Sound devices", "tab Conversation", "log Conversation"]
    assert all(hint.startswith("button “") for hint in passed[3:])
    page.keyboard.type("delete rows of table raw")
    page.keyboard.press("Enter")
    expect(panel.region.get_by_role("dialog", name=APPROVAL)).to_be_focused(timeout=TURN_MS)
    tab_to(page, "button Approve")
    page.keyboard.press("Enter")
    panel.expect_said("deleted raw")
    assert talk.calls() == ["deleted raw"]
    expect(panel.region.get_by_role("textbox", name="Type a message")).to_be_focused()

    page.keyboard.type("what can I say")
    page.keyboard.press("Enter")
    expect(panel.region).to_have_attribute("data-navai-voice", "speaking", timeout=TURN_MS)
    page.keyboard.press("Escape")
    expect(panel.region).to_have_attribute("data-navai-voice", "listening", timeout=TURN_MS)

    tab_to(page, "tab Conversation", "Shift+Tab")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "tab Functions"
    page.keyboard.press("ArrowRight")
    tab_to(page, "button Results")
    page.keyboard.press("Enter")
    expect(talk.active).to_contain_text("Results")
    expect(talk.active).to_be_in_viewport()
    assert page.evaluate("document.querySelector('.jp-Notebook').contains(document.activeElement)")
    assert page.evaluate("window.pointers") == 0


def test_a_place_that_is_asked_for_by_voice_has_the_focus(talk):
    talk.command("Voice: Start")
    talk.panel.expect_status("connected")
    expect(talk.panel.region.get_by_role("button", name="Stop voice")).to_be_focused()
    talk.speak(spoken("go to results"))
    expect(talk.active).to_contain_text("Results", timeout=TURN_MS)
    talk.page.wait_for_function("document.querySelector('.jp-Notebook').contains(document.activeElement)")


def press_in_widget(orb: Locator, key: str, name: str) -> None:
    orb.focus()
    orb.page.keyboard.press(key)
    expect(orb).to_have_attribute("aria-label", name, timeout=TURN_MS)


def test_keys_in_the_widget_act_there_and_leave_the_notebook_alone(talk):
    """To JupyterLab, keys in a cell's output are commands for the notebook."""
    panel, page = talk.widget, talk.page
    orb = panel.region.locator(".navai-orb")
    cells = talk.cells.count()
    press_in_widget(orb, "Enter", "Stop voice")
    panel.expect_status("connected")
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.keyboard.press("b")
    press_in_widget(orb, "Space", "Start voice")
    panel.expect_status("idle")
    assert talk.cells.count() == cells
    expect(orb).to_be_focused()
    press_in_widget(orb, "Enter", "Stop voice")
    panel.expect_status("connected")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    panel.expect_status("idle")
