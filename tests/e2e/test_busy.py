"""Calls while a cell runs."""

import re

from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.notebook import Notebook


def test_a_call_is_answered_while_a_cell_runs_after_run_all(page, lab, way):
    go = lab.root / "go"
    for file in (go, lab.root / "calls.txt"):
        file.unlink(missing_ok=True)
    notebooks.write(lab.root / "busy.ipynb", notebooks.UNTIL_GO)
    notebook = Notebook(page, lab, "busy.ipynb").open()
    notebook.command("Voice: Start")
    notebook.panel.expect_status("connected")
    notebook.run_all()
    busy = page.locator(".jp-CodeCell .jp-InputPrompt").last
    expect(page.locator(".jp-OutputArea-output", has_text="the results")).to_be_visible()
    expect(busy).to_have_text("[*]:")
    notebook.panel.type("add two and three")
    notebook.panel.expect_said("The result is 5")
    expect(busy).to_have_text("[*]:")  # the cell is still running: the call did not wait for it
    assert notebook.calls() == ["a=2 b=3"]
    go.touch()
    expect(busy).to_have_text(re.compile(r"\[\d+\]:"), timeout=20_000)
