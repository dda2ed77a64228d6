"""The ways to the voice agent beside its panel: keys, status bar, launcher."""

from playwright.sync_api import expect

from tests.e2e.notebook import TURN_MS, in_both
from tests.e2e.speech import spoken


@in_both
def test_keys_start_talk_and_stop_wherever_the_focus_is(report):
    report.cells.nth(2).locator(".cm-content").click()
    report.page.keyboard.press("Alt+Shift+V")
    report.panel.expect_status("connected")

    report.page.keyboard.press("Alt+Shift+M")
    expect(report.panel.region).to_contain_text("Muted")
    report.speak(spoken("add four and five"))
    report.page.keyboard.down("Alt")
    report.page.keyboard.down("Shift")
    report.page.keyboard.down("H")
    expect(report.panel.region).not_to_contain_text("Muted")
    report.speak(spoken("add two and three"))
    report.page.keyboard.up("H")
    report.page.keyboard.up("Shift")
    report.page.keyboard.up("Alt")
    report.panel.expect_said("The result is 5")
    expect(report.panel.region).to_contain_text("Muted")
    assert report.calls() == ["a=2 b=3"]

    report.page.keyboard.press("Alt+Shift+V")
    report.panel.expect_status("idle")


def test_the_launcher_and_the_status_bar_show_the_panel(report):
    bar = report.page.locator("#jp-main-statusbar")
    report.command("New Launcher")
    report.page.locator(".jp-LauncherCard", has_text="Voice agent").click()
    expect(report.panel.region).to_be_visible()
    report.page.keyboard.press("Alt+Shift+V")
    expect(bar.get_by_role("button", name="Listening")).to_be_visible(timeout=TURN_MS)
    report.page.keyboard.press("Alt+Shift+V")
    expect(bar.get_by_role("button", name="Voice off")).to_be_visible()
