"""A whole piece of work by voice alone, from the moment in which the page opens: no pointer, no key.

The person has switched on *Start when the page opens*, and their browser may use the microphone.
"""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from playwright.sync_api import expect

from tests.e2e.calling import write
from tests.e2e.conftest import HERE
from tests.e2e.notebook import START_MS, Notebook
from tests.e2e.notebooks import PROSE
from tests.e2e.talker import Talker

REPORT = [
    new_markdown_cell("# Sales of the year"),
    new_code_cell("prices = [12.5, 7.5, 20]\ncustomers = 8"),
    new_markdown_cell(f"## Turnover\n\n{PROSE}"),
    new_code_cell("total = sum(prices)\ntotal"),
    new_markdown_cell(f"## Average price\n\n{PROSE}"),
    new_code_cell("total / people"),
    new_markdown_cell(f"## Outlook\n\n{PROSE}"),
]


@pytest.fixture
def talker(page, lab):
    """JupyterLab as it opens, with no notebook, listening."""
    lab.set("navai-jupyter", "plugin", startOnOpen=True)
    page.add_init_script(path=HERE / "hands.js")
    page.goto(f"{lab.url}lab?token={lab.token}&reset")
    notebook = Notebook(page, lab, "sales.ipynb")
    notebook.panel.expect_status("connected")
    yield Talker(notebook)
    lab.set("navai-jupyter", "plugin")


def test_open_repair_run_and_save_a_notebook(talker, page, lab):
    write(lab, "sales.ipynb", REPORT)
    notebook = talker.notebook
    talker.say("open the sales notebook", "sales.ipynb")
    expect(notebook.cells.first).to_be_visible(timeout=START_MS)
    talker.ask("run all cells", 'notebook_run_cells(scope="all")')
    talker.approve()
    talker.expect_told("Cell 6 failed with NameError: name 'people' is not defined")
    talker.say("go to average price", "Average price")
    expect(notebook.active).to_contain_text("Average price")
    expect(notebook.active).to_be_in_viewport()
    talker.say("read the error", "name 'people' is not defined. It happened in this cell, line 1")
    talker.say("replace people with customers in cell six", "Replaced it in cell 6")
    talker.say("run this cell", "Cell 6 ran")
    talker.say("read the output", "5.0")
    talker.say("save the notebook", "Saved sales.ipynb")

    fixed = lab.saved("sales.ipynb")["cells"][5]
    assert "".join(fixed["source"]) == "total / customers"
    assert fixed["outputs"][0]["data"] == {"text/plain": ["5.0"]}
    assert page.evaluate("window.hands") == []


def test_a_hand_would_be_seen(talker, page):
    """Also where JupyterLab lets nobody else see it."""
    page.evaluate("addEventListener('keydown', (event) => event.stopImmediatePropagation(), true)")
    page.keyboard.press("a")
    page.mouse.click(300, 300)
    page.mouse.wheel(0, 10)
    page.evaluate("document.body.click()")  # a program's own is no hand's
    page.wait_for_function("window.hands.includes('wheel')")
    assert page.evaluate("window.hands") == ["keydown", "pointerdown", "mousedown", "wheel"]
