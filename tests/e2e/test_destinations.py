"""Going places: by name and by phrase, in one notebook and in others, in JupyterLab and in Notebook 7."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import places
from tests.e2e.lab import Lab
from tests.e2e.notebook import LAB, NOTEBOOK_7, START_MS, TURN_MS, Notebook, in_both

ACTIVE = """(at) => {
    const front = [...document.querySelectorAll('.jp-Notebook')].find((each) => each.offsetParent);
    const cell = front?.querySelector('.jp-Cell.jp-mod-active');
    if (!cell) {
        return false; // not drawn yet
    }
    const listed = cell.dataset.windowedListIndex ?? [...front.querySelectorAll('.jp-Cell')].indexOf(cell);
    const { top, bottom } = cell.getBoundingClientRect();
    const frame = front.getBoundingClientRect();
    return Number(listed) + 1 === at && top < frame.bottom && bottom > frame.top;
}"""
"""The cell of this number is the active one of the notebook in front, and can be seen."""


def ask(notebook: Notebook, text: str, said: str) -> None:
    """Type to the agent, and wait until its answer to it ends with this."""
    notebook.panel.type(text)
    answer = rf"You\s*{re.escape(text)}.*Agent.*{re.escape(said)}\W*$"
    expect(notebook.panel.log).to_have_text(re.compile(answer, re.DOTALL), timeout=TURN_MS)


def expect_at(page: Page, cell: int) -> None:
    page.wait_for_function(ACTIVE, arg=cell, timeout=TURN_MS)


def go(notebook: Notebook, text: str, said: str, cell: int) -> None:
    ask(notebook, text, said)
    expect_at(notebook.page, cell)


@pytest.fixture
def journey(page: Page, lab: Lab, tree: str) -> Notebook:
    """The notebook of all places; what is asked for is typed."""
    places.write_places(lab.root / "journey.ipynb")
    notebook = Notebook(page, lab, "journey.ipynb", tree).open()
    notebook.command("Voice: Show Panel")
    return notebook


WAYS = [
    ("go to cell seven", "Cell 7, under Brakes", 7),
    ("next code cell", "Cell 10, under Setup", 10),
    ("previous cell", "Cell 9, under Setup", 9),
    ("go to the breaks", "Brakes", 5),
    ("go to resume", "Résumé", 11),
    ("go to the last plot", "Cell 12, under Résumé", 12),
    ("go to the cell with the error", "Cell 10, under Setup", 10),
    ("go to the cell that makes df", "Cell 4, under Setup", 4),
    ("go to where stop_car is defined", "Cell 6, under Brakes", 6),
    ("go to the cell tagged safety", "Cell 6, under Brakes", 6),
    ("go to the table", "Cell 4, under Setup", 4),
    ("go to setup under part two", "Setup", 9),
    ("go to the second setup", "Setup", 9),
    ("go to the end", "Cell 15, under Results", 15),
    ("go to the first cell", "Cell 1, under Travels", 1),
]


@in_both
def test_a_cell_is_reached_by_what_it_is_called_holds_or_makes(journey):
    for text, said, cell in WAYS:
        go(journey, text, said, cell)


@in_both
def test_what_fits_twice_is_asked_back_and_what_does_not_fit_is_told(journey):
    go(journey, "go to cell 2", "Cell 2, under Part one", 2)
    ask(journey, "go to setup", "Did you mean Setup under Part one or Setup under Part two?")
    expect_at(journey.page, 2)
    go(journey, "the second one", "Setup", 9)
    ask(journey, "go to the plot", "Did you mean Cell 7 or Cell 12?")
    ask(journey, "go to cell 99", "No cell fits that. The notebook has 15 cells.")
    expect_at(journey.page, 9)


@in_both
def test_a_running_cell_and_the_way_back(journey):
    journey.cells.filter(has_text="time.sleep").click()
    journey.page.keyboard.press("Control+Enter")
    go(journey, "go to the first cell", "Cell 1, under Travels", 1)
    go(journey, "go to the running cell", "Cell 14, under Results", 14)
    go(journey, "go back", "Cell 1, under Travels", 1)
    go(journey, "go back", "Cell 14, under Results", 14)
    journey.menu("Kernel", "Interrupt Kernel")


def test_documents_files_panels_and_commands(journey, lab):
    places.write_long(lab.root / "long.ipynb", 20)
    (lab.root / "data").mkdir(exist_ok=True)
    (lab.root / "data" / "sales_2024.csv").write_text("a,b\n1,2\n")
    page = journey.page

    ask(journey, "open sales_2024.csv", "sales_2024.csv")
    expect(front(page)).to_have_text("sales_2024.csv")
    ask(journey, "open journey", "journey.ipynb")
    expect(front(page)).to_have_text("journey.ipynb")
    ask(journey, "open the notebook long", "long.ipynb")
    expect(front(page)).to_have_text("long.ipynb")
    expect(journey.panel.log).to_contain_text("Now in long.ipynb.", timeout=START_MS)
    go(journey, "go to section one", "Section 1", 11)
    go(journey, "go to the brakes", "Brakes in journey", 5)
    expect(front(page)).to_have_text("journey.ipynb")
    go(journey, "go back", "Cell 11, under Section 1", 11)
    expect(front(page)).to_have_text("long.ipynb")

    for name, panel in [("File Browser", "#filebrowser"), ("Table of Contents", "#table-of-contents")]:
        ask(journey, f"show the {name}", name)
        expect(page.locator(panel)).to_be_visible()
    ask(journey, "open the launcher", "Launcher")
    expect(front(page)).to_have_text("Launcher")


def front(page: Page) -> Locator:
    """The tab of the document in front."""
    return page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current .lm-TabBar-tabLabel")


@in_both
def test_the_tab_of_destinations_goes_there_flashes_and_says_so(journey):
    page = journey.page
    region = journey.panel.region
    region.get_by_role("tab", name="Destinations").click()
    listed = region.get_by_role("list", name="Destinations")
    expect(listed.get_by_role("button", name="Résumé")).to_be_visible(timeout=START_MS)
    expect(listed.get_by_role("button", name="Table of Contents")).to_be_attached()
    listed.get_by_role("button", name="Résumé").click()
    expect_at(page, 11)
    flashes = "document.getAnimations().filter((each) => each.id === 'navai-flash').length"
    assert page.evaluate(flashes) == 1
    expect(page.locator(".navai-live")).to_contain_text("Résumé")
    assert page.evaluate("Boolean(document.activeElement.closest('.jp-Notebook'))")
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_function(f"{flashes} === 0")
    listed.get_by_role("button", name="Results").click()
    expect_at(page, 13)
    assert page.evaluate(flashes) == 0


@pytest.mark.parametrize(("tree", "windowing"), [(LAB, "full"), (LAB, "defer"), (NOTEBOOK_7, "full")])
def test_a_long_notebook(page, lab, tree, windowing):
    """Cells that are not drawn yet are reached as well."""
    lab.set("@jupyterlab/notebook-extension", "tracker", windowingMode=windowing)
    places.write_long(lab.root / "long.ipynb")
    notebook = Notebook(page, lab, "long.ipynb", tree).open()
    notebook.command("Voice: Show Panel")
    go(notebook, "go to section twenty five", "Section 25", 251)
    go(notebook, "go to cell two hundred and ninety nine", "Cell 299, under Section 29", 299)
    go(notebook, "go to the cell that makes x 7", "Cell 8, under Section 0", 8)
    go(notebook, "go to the last section", "Cell 291, under Section 29", 291)
    lab.set("@jupyterlab/notebook-extension", "tracker")


@pytest.mark.parametrize("tree", [NOTEBOOK_7])
def test_notebook_7_opens_other_documents_in_tabs_of_the_browser(journey, lab):
    (lab.root / "data").mkdir(exist_ok=True)
    (lab.root / "data" / "sales_2024.csv").write_text("a,b\n1,2\n")
    with journey.page.context.expect_page() as opened:
        ask(journey, "open sales_2024.csv", "sales_2024.csv")
    assert opened.value.url.endswith("data/sales_2024.csv")
    ask(journey, "show the table of contents", "Table of Contents")
    expect(journey.page.locator("#table-of-contents")).to_be_visible()
