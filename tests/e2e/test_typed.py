"""Typing, with no microphone or beside one."""

from playwright.sync_api import expect

from tests.e2e.conftest import SIZE
from tests.e2e.notebook import Notebook


def test_a_refused_microphone_says_what_to_do_and_typing_works(browser, lab, way):
    (lab.root / "calls.txt").unlink(missing_ok=True)
    context = browser.new_context(viewport=SIZE, permissions=[])
    notebook = Notebook(context.new_page(), lab, "report.ipynb").open()
    notebook.run_all()
    notebook.expect_ran()
    notebook.command("Voice: Start")
    notebook.panel.expect_status("error")
    expect(notebook.panel.region).to_contain_text("The microphone is blocked for this page.")
    expect(notebook.panel.region).to_contain_text("Allow it in the address bar")
    notebook.panel.region.get_by_role("button", name="Type instead").click()
    notebook.panel.type("go to results")
    notebook.panel.expect_said("You are at Results")
    expect(notebook.active).to_contain_text("Results")
    notebook.panel.type("add two and three")
    notebook.panel.expect_said("The result is 5")
    assert notebook.calls() == ["a=2 b=3"]
    context.close()


def test_approval_is_asked_and_kept(report):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    dialog = report.panel.region.get_by_role("dialog", name="Approve function call")

    report.panel.type("delete rows of table raw")
    expect(dialog).to_contain_text('delete_rows(table="raw")')
    dialog.get_by_role("button", name="Deny").click()
    report.panel.expect_said("denied")
    assert report.calls() == []

    report.panel.type("delete rows of table raw")
    dialog.get_by_role("button", name="Approve").click()
    report.panel.expect_said("deleted raw")
    assert report.calls() == ["deleted raw"]


def test_a_function_that_changes_is_called_as_it_is_now(report):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.panel.type("add two and three")
    report.panel.expect_said("The result is 5")
    cell = report.cells.filter(has_text="def add")
    cell.locator(".cm-content").click()
    report.page.keyboard.press("Control+End")
    report.page.keyboard.type(" + 100")
    report.page.keyboard.press("Control+Enter")
    report.panel.type("add two and three")
    report.panel.expect_said("The result is 105")
