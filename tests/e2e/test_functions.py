"""Functions from end to end: spoken, redefined, stopped, called beside a busy cell; results seen and kept."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.notebook import Notebook, in_both
from tests.e2e.speech import spoken

TRAIN = '''import time

def beat(path):
    for _ in range(3000):
        with open(path, "a") as file:
            file.write(".")
        time.sleep(0.01)

@navai.function(executor=navai.ProcessExecutor(), timeout=60)
def train_the_model() -> str:
    """Train the model."""
    beat("beats.txt")
    return "trained"'''
SHOW = '''import matplotlib.pyplot as plt
import pandas as pd

sales = pd.DataFrame({"year": range(2000, 2100), "price": 1.5})

@navai.function
def plot_prices(data: pd.DataFrame) -> pd.DataFrame:
    """Plot the prices."""
    data.plot(x="year")
    print("plotted")
    time.sleep(1.5)
    return data'''
BUSY = "time.sleep(20)"


@pytest.fixture
def notebook(page, lab, tree):
    for name in ("calls.txt", "beats.txt"):
        (lab.root / name).unlink(missing_ok=True)
    notebooks.write(lab.root / "spoken.ipynb", TRAIN, SHOW)
    notebook = Notebook(page, lab, "spoken.ipynb", tree).open()
    notebook.run_all()
    notebook.expect_ran()
    notebook.command("Voice: Start")
    notebook.panel.expect_status("connected")
    return notebook


def last_call(notebook):
    return notebook.panel.log.locator(".navai-call").last


@pytest.mark.timeout(300)
def test_spoken_calls_of_changing_running_and_busy_functions(notebook, lab):
    page, said = notebook.page, notebook.panel.expect_said
    notebook.speak(spoken("add two and three"))
    said("The result is 5")

    cell = notebook.cells.filter(has_text="def add")
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" + 100")
    page.keyboard.press("Control+Enter")
    notebook.speak(spoken("add two and three"))
    said("The result is 105")

    notebook.speak(spoken("train the model"))
    running = last_call(notebook)
    expect(running).to_contain_text("train_the_model", timeout=30_000)
    beats = lab.root / "beats.txt"
    page.wait_for_timeout(100)
    while not beats.exists():
        page.wait_for_timeout(100)
    notebook.speak(spoken("stop"))
    expect(notebook.panel.log.locator(".navai-call-cancelled")).to_contain_text(
        "train_the_model", timeout=20_000
    )
    size = grown(beats, page)
    page.wait_for_timeout(500)
    assert beats.stat().st_size == size < 3000  # the process is gone, long before its work was done
    said("Stopped train_the_model")

    notebook.cells.last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.type(BUSY)
    page.keyboard.press("Control+Enter")
    busy = page.locator(".jp-CodeCell .jp-InputPrompt").last
    expect(busy).to_have_text("[*]:")
    notebook.speak(spoken("add four and three"))
    said("The result is 107")
    expect(busy).to_have_text("[*]:")  # the cell is still running: the call did not wait for it
    assert notebook.calls() == ["a=2 b=3", "a=2 b=3", "a=4 b=3"]
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    page.keyboard.press("i")
    expect(busy).to_have_text(re.compile(r"\[\d+\]:"), timeout=20_000)


def grown(file, page):
    """The size of a file once it has stopped growing, or after some seconds."""
    size, end = -1, time.monotonic() + 5
    while file.stat().st_size != size and time.monotonic() < end:
        size = file.stat().st_size
        page.wait_for_timeout(200)
    return size


@in_both
def test_a_result_is_seen_and_kept_as_a_cell(notebook):
    notebook.panel.type("plot prices of data sales")
    card = last_call(notebook)
    expect(card.locator(".navai-progress")).to_have_text("plotted", timeout=30_000)  # while it runs
    card.locator("summary").click()
    expect(card.locator("img")).to_be_visible()
    expect(card.locator("table")).to_contain_text("price")
    expect(card).to_contain_text("plotted")
    expect(card.locator(".navai-progress")).to_have_count(0)

    before = notebook.cells.count()
    notebook.active.scroll_into_view_if_needed()
    card.get_by_role("button", name="Keep as cell").click()
    expect(notebook.cells).to_have_count(before + 1)
    expect(notebook.active).to_contain_text("navai.results[")
    expect(notebook.active.locator("img")).to_be_visible()
    expect(notebook.active.locator("table")).to_contain_text("price")
    notebook.active.locator(".jp-InputPrompt").click()
    notebook.page.keyboard.press("Control+Enter")
    expect(notebook.active.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"))
    expect(notebook.active.locator("img")).to_have_count(0)
    expect(notebook.active.locator("table")).to_contain_text("2099")

    notebook.menu("Edit", "Undo Cell Operation")
    expect(notebook.cells).to_have_count(before)

    notebook.panel.type("keep that")
    notebook.panel.expect_said("Kept the result of plot prices")
    expect(notebook.active.locator("table")).to_contain_text("price")
    notebook.panel.type("undo")
    notebook.panel.expect_said("Undone")
    expect(notebook.cells).to_have_count(before)
