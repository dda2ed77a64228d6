"""The panel and the widget for whoever uses a screen reader, a keyboard, or much larger letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e import notebooks
from tests.e2e.accessibility import violations
from tests.e2e.conftest import HERE
from tests.e2e.errors import own_errors
from tests.e2e.keys import focused, tab_to
from tests.e2e.layout import clipped, moving, too_small
from tests.e2e.notebook import MODELS_MS, NOTEBOOK_7, TURN_MS, Notebook, in_both
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
OPEN_BEHIND = """(path) =>
    window.jupyterapp.commands.execute('docmanager:open', {path, options: {activate: false}}).then(() => {})
"""
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


@pytest.fixture
def talk(page, lab, tree):
    """The report, run, with the panel in a cell too."""
    (lab.root / "calls.txt").unlink(missing_ok=True)
    notebooks.write(lab.root / "eyes.ipynb", "navai.VoiceWidget(height=500)")
    notebook = Notebook(page, lab, "eyes.ipynb", tree).open()
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


def test_the_notebook_is_picked_by_keys(talk):
    page, panel = talk.page, talk.panel
    talk.command("Voice: Show Panel")
    expect(panel.region.get_by_role("button", name="Start voice")).to_be_focused(timeout=TURN_MS)
    page.evaluate(OPEN_BEHIND, "quickstart.ipynb")
    tab_to(page, "select Notebook")
    picked = panel.region.get_by_role("combobox", name="Notebook").locator("option:checked")
    for key, name in (("End", "quickstart.ipynb"), ("Home", "eyes.ipynb")):
        page.keyboard.press(key)
        expect(picked).to_have_text(name)
        talk.widget.region.get_by_role(
            "tab", name="Conversation"
        ).click()  # of the one, when the other was picked
        expect(picked).to_have_text(name)
        panel.region.get_by_role("combobox", name="Notebook").focus()
    assert violations(page, PANELS) == []
    assert clipped(page, PANELS) == []


@pytest.fixture
def phone(browser, lab):
    """The report in Notebook 7 on a telephone, run."""
    notebooks.write(lab.root / "phone.ipynb")
    context = browser.new_context(**PHONE, permissions=["microphone"])
    page = context.new_page()
    page.add_init_script(path=HERE / "microphone.js")
    errors = own_errors(page)
    notebook = Notebook(page, lab, "phone.ipynb", NOTEBOOK_7).open()
    notebook.command("Run All Cells")
    notebook.expect_ran()
    yield notebook
    context.close()
    assert errors == []


def test_a_finger_hits_everything_on_a_phone(phone):
    for state in states(phone):
        panel, notebook = phone.panel.region.bounding_box(), phone.cells.first.bounding_box()
        assert panel["width"] == PHONE["viewport"]["width"], state
        assert notebook["width"] > 0.9 * panel["width"], state
        assert too_small(phone.page, PANELS) == [], state
        assert clipped(phone.page, PANELS) == [], state
    phone.panel.type("go to discussion")
    phone.panel.expect_said("You are at Discussion")
    at, panel = phone.active.bounding_box(), phone.panel.region.bounding_box()
    assert at["y"] < panel["y"]  # not behind the panel
    phone.page.get_by_title("Collapse right side panel").tap()
    expect(phone.panel.region).to_be_hidden()


@pytest.fixture
def floating(lab):
    lab.set("navai-jupyter", "plugin", placement="bottom-right")
    yield
    lab.set("navai-jupyter", "plugin")


def test_the_floating_button_can_be_read_and_hit(floating, phone):
    page = phone.page
    region = page.get_by_role("region", name="Floating voice button")
    for name in ("Start voice", "Stop voice"):
        button = region.get_by_role("button", name=name)
        expect(button).to_be_visible(timeout=MODELS_MS)
        for theme in THEMES:
            page.evaluate(WEAR, theme)
            assert violations(page, PANELS) == [], f"{name} in {theme}"
        assert too_small(page, PANELS) == clipped(page, PANELS) == []
        button.click()


@in_both
def test_everything_can_be_done_by_keys(talk):
    page, panel = talk.page, talk.panel
    page.evaluate("window.pointers = 0; addEventListener('pointerdown', () => { window.pointers += 1 }, true)")
    talk.command_by_keys("Voice: Show Panel")
    expect(panel.region.get_by_role("button", name="Start voice")).to_be_focused(timeout=TURN_MS)
    tab_to(page, "button Check the microphone")
    page.keyboard.press("Enter")
    expect(panel.region.get_by_role("meter")).to_be_visible()
    tab_to(page, "button Got it")
    page.keyboard.press("Enter")
    expect(panel.region.get_by_role("textbox", name="Type a message")).to_be_focused()

    tab_to(page, "button Sound devices", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "select Microphone")
    microphone = panel.region.get_by_role("combobox", name="Microphone")
    before = microphone.input_value()
    page.keyboard.press("ArrowDown")
    expect(microphone).not_to_have_value(before)
    tab_to(page, "button Start voice", "Shift+Tab")
    page.keyboard.press("Enter")
    panel.expect_status("connected")
    expect(panel.region.get_by_role("button", name="Stop voice")).to_be_focused()
    passed = tab_to(page, "input Type a message")
    views = [each for each in passed if not each.startswith(("button", "select"))]
    assert views == ["tab Conversation", "log Conversation"]
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
