"""``python -m tests.e2e.screenshot``: the README's pictures, taken of a real spoken conversation."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e import chromium
from tests.e2e.lab import NOTEBOOKS, Lab
from tests.e2e.notebook import LAB, MODELS_MS, NOTEBOOK_7, TURN_MS, Notebook
from tests.e2e.places import KERNEL
from tests.e2e.speech import spoken

HERE = Path(__file__).parent
OUT = NOTEBOOKS / "images"
DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {
    "viewport": {"width": 360, "height": 640},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
COLOURS = 200
"""Enough for a page with one plot, in a third of the bytes."""

SETUP = """%load_ext navai_jupyter
import navai_jupyter as navai
import pandas as pd

sales = pd.DataFrame({
    "month": pd.period_range("2024-01", periods=12, freq="M").astype(str),
    "north": [120, 132, 128, 141, 150, 163, 171, 168, 159, 166, 180, 197],
    "south": [95, 99, 104, 101, 110, 118, 121, 126, 119, 117, 124, 133],
})"""

PLOT = '''from typing import Literal

@navai.function
def plot_sales(region: Literal["north", "south"]) -> str:
    """Plot the sales of a region."""
    axes = sales.plot.bar(x="month", y=region, figsize=(4.4, 3), title=f"Sales, {region}", legend=False)
    axes.set_xlabel("")
    axes.figure.tight_layout()
    return f"{sales[region].sum()} in twelve months"'''

DELETE = '''@navai.function(approval="always")
def delete_sales(region: Literal["north", "south"]) -> str:
    """Delete the sales of a region."""
    sales.drop(columns=region, inplace=True)
    return f"{region} is gone"'''

CELLS = [
    new_markdown_cell("# Sales of a year"),
    new_code_cell(SETUP),
    new_markdown_cell("## Functions\n\nWhat the voice agent may call, with one line each."),
    new_code_cell(PLOT),
    new_code_cell(DELETE),
    new_markdown_cell("## Results"),
    new_code_cell("sales.describe().round(1)"),
    new_code_cell("sales.tail(3)"),
]

TURNS = {
    "go to results": "You are at Results",
    "read the output of cell eight": "A table with 3 rows",
    "plot sales of region north": "1875 in twelve months",
}
"""What is said, and what the agent answers."""


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        lab = Lab(Path(home)).start()
        browser = chromium.launch(playwright)
        try:
            for name, theme in [("voice-panel", "JupyterLab Light"), ("voice-panel-dark", "JupyterLab Dark")]:
                lab.set("@jupyterlab/apputils-extension", "themes", theme=theme)
                with sales_notebook(browser, lab, name, LAB, DESK) as notebook:
                    notebook.page.keyboard.press("Control+B")  # the files are no part of the picture
                    converse(notebook)
                    keep(notebook.page, name)
            lab.set("@jupyterlab/apputils-extension", "themes")
            lab.set("navai-jupyter", "plugin", placement="bottom-right")
            with sales_notebook(browser, lab, "voice-phone", NOTEBOOK_7, PHONE) as notebook:
                go_to_results(notebook)
                keep(notebook.page, "voice-phone")
        finally:
            browser.close()
            lab.stop()


@contextmanager
def sales_notebook(
    browser: Browser, lab: Lab, folder: str, tree: str, device: dict[str, Any]
) -> Iterator[Notebook]:
    """The notebook of the pictures, run and saved, with a kernel of its own."""
    path = lab.root / folder / "sales.ipynb"
    path.parent.mkdir()
    nbformat.write(new_notebook(cells=CELLS, metadata={"kernelspec": KERNEL}), path)
    context = browser.new_context(**device, permissions=["microphone"])
    page = context.new_page()
    page.add_init_script(path=HERE / "microphone.js")
    notebook = Notebook(page, lab, f"{folder}/sales.ipynb", tree).open()
    notebook.command("Run All Cells")
    notebook.expect_ran()
    notebook.command("Save Notebook")
    yield notebook
    context.close()


def converse(notebook: Notebook) -> None:
    """Speak, open the card of the last call, and ask for what must be approved."""
    panel = notebook.panel
    notebook.command("Voice: Start")
    panel.expect_status("connected")
    for sentence, answer in TURNS.items():
        notebook.speak(spoken(sentence))
        panel.expect_said(answer)
        expect(panel.region).to_have_attribute("data-navai-voice", "listening", timeout=TURN_MS)
    panel.log.locator("summary").last.click()
    expect(panel.log.locator("img")).to_be_visible()
    notebook.speak(spoken("delete sales of region south"))
    expect(panel.region.get_by_role("dialog")).to_be_visible(timeout=TURN_MS)


def go_to_results(notebook: Notebook) -> None:
    """By the button in the corner."""
    button = notebook.page.locator(".navai-floating")
    button.get_by_role("button", name="Start voice").click()
    expect(button).to_have_attribute("data-navai-voice", "listening", timeout=MODELS_MS)
    notebook.speak(spoken("go to results"))
    expect(notebook.active).to_contain_text("Results", timeout=TURN_MS)
    expect(button).to_have_attribute("data-navai-voice", "speaking", timeout=TURN_MS)


def keep(page: Page, name: str) -> None:
    """A screenshot in few colours, which is small."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
