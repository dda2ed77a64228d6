"""What people do most in a notebook, spoken."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from playwright.sync_api import expect

from tests.e2e.calling import write
from tests.e2e.notebook import TURN_MS, Notebook
from tests.e2e.notebooks import PROSE
from tests.e2e.places import PIXEL
from tests.e2e.talker import Talker

SLOW = "import time\nfrom pathlib import Path\nwhile not Path('go').exists():\n    time.sleep(0.05)"
PLOT = new_output("display_data", {"image/png": PIXEL, "text/plain": "<Figure>"})
WEATHER = [
    new_markdown_cell("# Weather"),
    new_code_cell(SLOW),
    new_markdown_cell(f"## Rainfall\n\n{PROSE}"),
    new_code_cell("draw(rain)", outputs=[PLOT]),
    new_markdown_cell(f"## Temperatures\n\n{PROSE}"),
    new_code_cell("draw(degrees)", outputs=[PLOT]),
    new_markdown_cell(f"## Wind\n\n{PROSE}"),
]


@pytest.fixture
def person(page, lab):
    write(lab, "weather.ipynb", WEATHER)
    notebook = Notebook(page, lab, "weather.ipynb").open()
    notebook.command("Voice: Start")
    notebook.panel.expect_status("connected")
    return Talker(notebook)


def test_go_find_and_edit(person):
    notebook = person.notebook
    person.say("go to the last plot", "Cell 6, under Temperatures")
    expect(notebook.active).to_contain_text("draw(degrees)")
    expect(notebook.active).to_be_in_viewport()
    person.say("where am I", "section Temperatures, cell 6 of 7, code")
    person.say("find rain", "cell 3")
    person.say("insert a cell below", "Inserted code cell 7")
    person.say("add the line total equals twelve", "Added a line to cell 7")
    expect(notebook.active.locator(".cm-content")).to_have_text("total = 12")
    expect(notebook.cells).to_have_count(8)
    person.say("undo that", "Undone: Added a line to cell 7")
    person.say("undo that", "Undone: Inserted code cell 7")
    expect(notebook.cells).to_have_count(7)


def test_wait_for_a_cell_and_stop_one(person, lab):
    notebook, go = person.notebook, lab.root / "go"
    go.unlink(missing_ok=True)
    running = notebook.page.locator(".jp-InputPrompt", has_text="[*]:")
    person.ask("run cell two", "notebook_run_cells(number=2)")
    person.approve()
    expect(running).to_have_count(1, timeout=TURN_MS)
    person.say("tell me when it is done", "I will tell you when cell 2 is done")
    go.touch()
    person.expect_told("Cell 2 is done after")

    go.unlink()
    person.speak("run cell two again")
    expect(running).to_have_count(1, timeout=TURN_MS)
    person.speak("stop")
    expect(running).to_have_count(0, timeout=TURN_MS)
    person.expect_told("Stopped notebook_run_cells")
