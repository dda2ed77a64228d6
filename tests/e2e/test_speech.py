"""Spoken sentences, through the panel and through the widget."""

import pytest
from playwright.sync_api import expect

from tests.e2e import chromium
from tests.e2e.conftest import SIZE
from tests.e2e.notebook import Notebook
from tests.e2e.speech import spoken

CONNECT_SECONDS = 12.0


def expect_at_results(notebook: Notebook) -> None:
    expect(notebook.active).to_contain_text("Results")
    expect(notebook.active).to_be_in_viewport()


def test_go_to_results(report):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.speak(spoken("go to results"))
    report.panel.expect_said('navigate_to(target="Results")')
    expect_at_results(report)


def test_add_two_and_three(report):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    assert report.loudest() == 0
    report.speak(spoken("add two and three"))
    report.panel.expect_said("add(a=2, b=3)")
    report.panel.expect_said("The result is 5")
    report.expect_heard()
    assert report.calls() == ["a=2 b=3"]


def test_the_same_two_in_the_widget(page, lab):
    (lab.root / "calls.txt").unlink(missing_ok=True)
    notebook = Notebook(page, lab, "widget.ipynb")
    from tests.e2e import notebooks

    notebooks.write(lab.root / "widget.ipynb", "%navai")
    notebook.open()
    notebook.run_all()
    notebook.widget.start()
    notebook.speak(spoken("go to results"))
    notebook.widget.expect_said('navigate_to(target="Results")')
    expect_at_results(notebook)
    notebook.speak(spoken("add two and three"))
    notebook.widget.expect_said("The result is 5")
    notebook.expect_heard()
    assert notebook.calls() == ["a=2 b=3"]


@pytest.mark.timeout(240)
def test_on_the_real_capture_path(playwright, lab, tmp_path):
    """No script in the page: Chromium reads the speech from its capture device."""
    wav = tmp_path / "speech.wav"
    wav.write_bytes(spoken("go to results", before=CONNECT_SECONDS, after=20.0))
    browser = chromium.launch(playwright, microphone=wav)
    try:
        page = browser.new_context(viewport=SIZE, permissions=["microphone"]).new_page()
        notebook = Notebook(page, lab, "report.ipynb").open()
        notebook.command("Voice: Start")
        notebook.panel.expect_said("navigate_to")
        expect_at_results(notebook)
    finally:
        browser.close()
