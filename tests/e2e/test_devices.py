"""Sound devices: picking them, and pulling a microphone out while the person talks."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import SIZE
from tests.e2e.notebook import Notebook
from tests.e2e.speech import spoken

HERE = Path(__file__).parent

NOTE_OPENED = """(() => {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.opened = [];
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish);
    window.opened.push(stream.getAudioTracks()[0].label);
    return stream;
  };
})();"""


PLAYS_AT = "document.querySelector('audio[data-navai=voice]').sinkId"


def test_ones_are_picked_by_keyboard_in_mid_session_and_remembered(browser, lab):
    context = browser.new_context(viewport=SIZE, permissions=["microphone"])
    page = context.new_page()
    page.add_init_script(NOTE_OPENED)
    notebook = Notebook(page, lab, "report.ipynb").open()
    notebook.command("Voice: Start")
    notebook.panel.expect_status("connected")
    notebook.panel.region.get_by_role("button", name="Sound devices").press("Enter")
    select = notebook.panel.region.get_by_role("combobox", name="Microphone")
    names = select.locator("option").all_inner_texts()
    assert len(names) > 1
    select.focus()
    page.keyboard.press("End")
    page.wait_for_function("window.opened.length === 2")
    assert page.evaluate("window.opened[1]") == names[-1]
    speakers = notebook.panel.region.get_by_role("combobox", name="Speaker")
    speakers.focus()
    page.keyboard.press("End")
    plays_at = speakers.input_value()
    assert plays_at != "default"
    page.wait_for_function(f"(id) => {PLAYS_AT} === id", arg=plays_at)
    meter = notebook.panel.region.get_by_role("meter", name="Level of the microphone")
    expect(meter).not_to_have_attribute("aria-valuenow", "0")  # Chromium's devices beep

    notebook.open()
    notebook.command("Voice: Start")
    notebook.panel.expect_status("connected")
    assert page.evaluate("window.opened") == [names[-1]]
    page.wait_for_function(f"(id) => {PLAYS_AT} === id", arg=plays_at)
    context.close()


def test_one_is_pulled_out_while_the_person_talks(page, report):
    page.evaluate((HERE / "unplugging.js").read_text())
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    page.evaluate("window.unplug()")
    report.panel.expect_said('The microphone "Desk" is gone. You are heard by "Headset" now.')
    report.speak(spoken("add two and three"))
    report.panel.expect_said("The result is 5")

    page.evaluate("window.unplug()")
    alert = report.panel.region.get_by_role("alert")
    expect(alert).to_contain_text('"Headset" was unplugged or switched off, and there is no other.')
    expect(report.panel.region.get_by_role("combobox", name="Microphone")).to_be_visible()
    report.panel.type("add four and five")
    report.panel.expect_said("The result is 9")

    page.evaluate("window.plug('Webcam')")
    alert.get_by_role("button", name="Try again").click()
    expect(alert).to_be_hidden()
    report.speak(spoken("go to results"))
    report.panel.expect_said('navigate_to(target="Results")')
    assert report.calls() == ["a=2 b=3", "a=4 b=5"]
