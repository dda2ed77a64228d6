"""The panel and the widget for whoever uses a screen reader, a keyboard, or much larger letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import notebooks
from tests.e2e.accessibility import violations
from tests.e2e.calling import ARGUMENTS
from tests.e2e.conftest import HERE
from tests.e2e.errors import own_errors
from tests.e2e.lab import Lab
from tests.e2e.layout import clipped, moving, too_small
from tests.e2e.notebook import NOTEBOOK_7, TURN_MS, Notebook
from tests.e2e.speech import spoken
from tests.e2e.states import states

PANELS = ".navai"
THEMES = ["JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast"]
APPROVAL = "Approve function call"
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}

WEAR = """async (theme) => {
    await window.jupyterapp.commands.execute('apputils:change-theme', {theme});
    while (document.body.dataset.jpThemeName !== theme) {
        await new Promise(requestAnimationFrame);
    }
}"""
ENLARGE = """(size) => {
    for (const font of ['ui', 'code']) {
        document.documentElement.style.setProperty(`--jp-${font}-font-size1`, size);
        document.documentElement.style.setProperty(`--jp-${font}-font-size`, size);
    }
}"""
LOOK = """() => {
    const orb = document.querySelector('#navai-panel .navai-orb');
    const tab = (selected) => getComputedStyle(document.querySelector(`.navai [aria-selected=${selected}]`));
    return {
        status: orb.closest('.navai').dataset.navaiStatus,
        orb: [getComputedStyle(orb).borderRadius, orb.querySelector('path').getAttribute('d')],
        tabs: [tab(true).borderBottomColor, tab(false).borderBottomColor],
    };
}"""
"""By what a person tells states and tabs apart who sees few colours."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[Lab]:
    lab = Lab(tmp_path_factory.mktemp("lab"), arguments=ARGUMENTS).start()
    yield lab
    lab.stop()


@pytest.fixture
def talk(page, lab):
    """The report, run, with the panel in a cell too."""
    (lab.root / "calls.txt").unlink(missing_ok=True)
    notebooks.write(lab.root / "eyes.ipynb", "navai.VoiceWidget(height=500)")
    notebook = Notebook(page, lab, "eyes.ipynb").open()
    notebook.run_all()
    notebook.expect_ran()
    return notebook


def test_every_state_can_be_read_in_all_themes_in_large_letters_and_in_high_contrast(talk):
    page = talk.page
    shapes = {}
    for state in states(talk):
        for theme in THEMES:
            page.evaluate(WEAR, theme)
            assert violations(page, PANELS) == [], f"{state} in {theme}"
        for size in ("13px", "26px"):
            page.evaluate(ENLARGE, size)
            assert clipped(page, PANELS) == [], f"{state} with letters of {size}"
        page.evaluate(ENLARGE, "")
        page.emulate_media(forced_colors="active", reduced_motion="reduce")
        assert moving(page, PANELS) == [], state
        look = page.evaluate(LOOK)
        shapes[look["status"]] = look["orb"]
        assert look["tabs"][0] != look["tabs"][1], state
        page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    assert len({str(shape) for shape in shapes.values()}) == len(shapes) == 3


def test_a_finger_hits_everything_on_a_phone(browser, lab):
    notebooks.write(lab.root / "phone.ipynb")
    context = browser.new_context(**PHONE, permissions=["microphone"])
    page = context.new_page()
    page.add_init_script(path=HERE / "microphone.js")
    errors = own_errors(page)
    notebook = Notebook(page, lab, "phone.ipynb", NOTEBOOK_7).open()
    notebook.command("Run All Cells")
    notebook.expect_ran()
    for state in states(notebook):
        assert too_small(page, PANELS) == [], state
        assert clipped(page, PANELS) == [], state
    context.close()
    assert errors == []


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
