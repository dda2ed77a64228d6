"""Without a look at the screen: what the notebook holds, said in words, and news of what runs in it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.notebook import START_MS, TURN_MS, Notebook, in_both

TABLE = "import pandas as pd\npd.DataFrame({'year': [2023, 2024], 'sales': [10.5, 12.0]})"
FIGURE = "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4])\nplt.title('Rise')\nplt.show()"
WRONG = "total = 1\ntotal / 0"

SAID = {
    "go to results": "You are at",
    "where am I": "section Results, cell 7 of 13, text. The kernel is idle.",
    "what sections are there": "5 sections: A report at cell 1; Introduction at cell 5",
    "read this cell": "Cell 7, text. Results.",
    "read the output of cell 10": "A table with 2 rows and 2 columns: year, sales. The first row: year 2023",
    "read the output of cell 11": "A figure titled Rise: 1 line; x from 1 to 2; y from 3 at 1 to 4 at 2.",
    "find pandas": "pandas is in cell 10, line 1",
    "read the error": "Cell 13. ZeroDivisionError: division by zero. It happened in this cell, line 2",
}
"""What is typed, and what the agent answers."""

OVERHEAR = """() => {
    window.told = [];
    const region = document.querySelector('.navai-live');
    const note = () => window.told.push({at: performance.now(), text: region.textContent});
    new MutationObserver(note).observe(region, {childList: true});
}"""


@pytest.fixture
def report(page, lab, tree):
    """A notebook whose last cells show a table, a figure, a wait and an error, run, with voice started."""
    (lab.root / "go").touch()
    notebooks.write(lab.root / "read.ipynb", TABLE, FIGURE, notebooks.UNTIL_GO, WRONG)
    notebook = Notebook(page, lab, "read.ipynb", tree).open()
    notebook.run_all()
    expect(page.locator(".jp-RenderedText", has_text="ZeroDivisionError")).to_be_attached(timeout=START_MS)
    notebook.command("Voice: Start")
    notebook.panel.expect_status("connected")
    return notebook


@in_both
def test_reading_a_notebook(report):
    for sentence, answer in SAID.items():
        report.panel.type(sentence)
        expect(report.panel.log.locator(".navai-agent").last).to_contain_text(answer, timeout=TURN_MS)


@in_both
def test_the_end_of_a_cell_is_told_to_whoever_asked(report, lab):
    page, panel = report.page, report.panel
    answer = panel.log.locator(".navai-agent").last
    page.evaluate(OVERHEAR)
    for cell, end in (
        (12, "Cell 12 is done after"),
        (13, "Cell 13 failed: ZeroDivisionError: division by zero."),
    ):
        (lab.root / "go").unlink(missing_ok=True)
        report.cells.nth(11).locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        if cell == 13:
            report.cells.nth(12).locator(".cm-content").click()
            page.keyboard.press("Control+Enter")
        panel.type("tell me when it is done")
        expect(answer).to_contain_text("I will tell you when", timeout=TURN_MS)
        panel.type("which cell is running")
        expect(answer).to_contain_text("Cell 12 has been running for", timeout=TURN_MS)
        (lab.root / "go").touch()
        expect(answer).to_contain_text(end, timeout=TURN_MS)
    told = page.evaluate("window.told")
    assert all(after["at"] - before["at"] > 900 for before, after in pairwise(told)), told
