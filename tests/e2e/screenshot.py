"""``python -m tests.e2e.screenshot``: the picture of the README, taken of a real spoken conversation."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.e2e import chromium
from tests.e2e.lab import NOTEBOOKS, Lab
from tests.e2e.notebook import TURN_MS, Notebook
from tests.e2e.speech import spoken

HERE = Path(__file__).parent
OUT = NOTEBOOKS / "images" / "voice-panel.png"
SIZE = {"width": 1400, "height": 860}
TURNS = {
    "go to functions": "You are at Functions",
    "add two and three": "The result is 5",
    "load sales": "What is the year",
    "twenty twenty four": "143 sales in the north",
}
"""What is said, and what the agent answers."""


def main() -> None:
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        lab = Lab(Path(home)).start()
        browser = chromium.launch(playwright)
        try:
            page = browser.new_context(viewport=SIZE, permissions=["microphone"]).new_page()
            page.add_init_script(path=HERE / "microphone.js")
            notebook = Notebook(page, lab).open()
            notebook.run_all()
            notebook.expect_ran()
            notebook.menu("File", "Save Notebook")
            page.keyboard.press("Control+B")  # the notebook and the panel are the picture, not the files
            notebook.command("Voice: Start")
            notebook.panel.expect_status("connected")
            for sentence, answer in TURNS.items():
                notebook.speak(spoken(sentence))
                notebook.panel.expect_said(answer)
                expect(notebook.panel.region).to_have_attribute(
                    "data-navai-voice", "listening", timeout=TURN_MS
                )
            OUT.parent.mkdir(exist_ok=True)
            page.screenshot(path=OUT)
        finally:
            browser.close()
            lab.stop()


if __name__ == "__main__":
    main()
