"""``python -m tests.e2e.conversation HOME``: a spoken conversation over the network that is here, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e import chromium, notebooks
from tests.e2e.lab import Lab
from tests.e2e.notebook import Notebook
from tests.e2e.speech import spoken

HERE = Path(__file__).parent


def converse(home: Path) -> dict[str, object]:
    """What was called, and how the panel said that sound travelled; with transport set to automatic."""
    lab = Lab(home).start()
    notebooks.write(lab.root / "report.ipynb")
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        try:
            page = browser.new_context(permissions=["microphone"]).new_page()
            page.add_init_script(path=HERE / "microphone.js")
            page.add_init_script(path=HERE / "loudspeaker.js")
            notebook = Notebook(page, lab, "report.ipynb").open()
            notebook.run_all()
            notebook.expect_ran()
            notebook.command("Voice: Start")
            notebook.panel.expect_status("connected")
            notebook.speak(spoken("add two and three"))
            notebook.panel.expect_said("The result is 5")
            notebook.expect_heard()
            return {
                "head": notebook.panel.region.inner_text().split("\n")[:3],
                "log": notebook.panel.log.inner_text(),
                "calls": notebook.calls(),
            }
        finally:
            browser.close()
            lab.stop()


if __name__ == "__main__":
    print(json.dumps(converse(Path(sys.argv[1]))))
