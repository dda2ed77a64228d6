"""A notebook in JupyterLab or in Notebook 7, and the voice panel, as a person sees and uses them."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.e2e.lab import Lab

START_MS = 60_000
PALETTE_MS = 5_000
MODELS_MS = 90_000
TURN_MS = 30_000
AUDIBLE = 0.02

LAB = "lab/tree"
NOTEBOOK_7 = "notebooks"
"""Where one server opens a notebook with the one, and with the other."""

in_both = pytest.mark.parametrize("tree", [LAB, NOTEBOOK_7], ids=["lab", "notebook-7"])
"""Runs a test, with the fixtures that it uses, in JupyterLab and in Notebook 7."""

IDLE = {LAB: "text=| Idle", NOTEBOOK_7: ".jp-NotebookKernelStatus-fade"}
"""How a person sees that the kernel is there and free."""


class Panel:
    """The voice panel inside ``place``: the right side bar or a cell's output."""

    def __init__(self, place: Locator):
        self.region = place.get_by_role("region", name="Voice agent")
        self.log = self.region.get_by_role("log", name="Conversation")

    def start(self) -> None:
        self.region.get_by_role("button", name="Start voice").click()
        self.expect_status("connected")

    def stop(self) -> None:
        self.region.get_by_role("button", name="Stop voice").click()
        self.expect_status("idle")

    def type(self, text: str) -> None:
        self.region.get_by_role("textbox", name="Type a message").fill(text)
        self.region.get_by_role("button", name="Send").click()

    def expect_status(self, status: str) -> None:
        expect(self.region).to_have_attribute("data-navai-status", status, timeout=MODELS_MS)

    def expect_way(self, name: str) -> None:
        """How sound travels, as the panel says it beside the provider."""
        expect(self.region).to_contain_text(f"· {name}")

    def expect_said(self, text: str) -> None:
        expect(self.log).to_contain_text(text, timeout=TURN_MS, ignore_case=True)


class Notebook:
    def __init__(self, page: Page, lab: Lab, name: str = "quickstart.ipynb", tree: str = LAB):
        self.page = page
        self.lab = lab
        self.name = name
        self.tree = tree
        self.cells = page.locator(".jp-Notebook .jp-Cell")
        self.active = page.locator(".jp-Notebook .jp-Cell.jp-mod-active")
        self.panel = Panel(page.locator("#jp-right-stack"))
        self.widget = Panel(page.locator(".jp-Notebook"))

    def widgets(self, count: int) -> list[Panel]:
        """The panels in the notebook's outputs, from top to bottom."""
        regions = self.page.locator(".jp-Notebook .jp-OutputArea-output:has(.navai)")
        expect(regions).to_have_count(count, timeout=START_MS)
        return [Panel(regions.nth(at)) for at in range(count)]

    def open(self) -> Notebook:
        self.page.goto(self.lab.notebook_url(self.name, self.tree))
        expect(self.cells.first).to_be_visible(timeout=START_MS)
        expect(self.page.locator(IDLE[self.tree])).to_be_attached(timeout=START_MS)
        return self

    def run_all(self) -> None:
        self.menu("Run", "Run All Cells")

    def expect_ran(self) -> None:
        """Every code cell has run: no prompt waits and the last one has its number."""
        last = self.page.locator(".jp-CodeCell .jp-InputPrompt").last
        expect(last).to_have_text(re.compile(r"\[\d+\]:"), timeout=START_MS)

    def converse(self) -> Notebook:
        """Open and run it, start voice, and make one call."""
        self.open()
        self.run_all()
        self.expect_ran()
        self.command("Voice: Start")
        self.panel.expect_status("connected")
        self.panel.type("add two and three")
        self.panel.expect_said("The result is 5")
        return self

    def menu(self, menu: str, item: str) -> None:
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{re.escape(item)}$")).click()

    def command(self, name: str) -> None:
        """Run a command as a person does, by its name in the palette."""
        try:
            self._command(name, PALETTE_MS)
        except (
            PlaywrightTimeoutError
        ):  # JupyterLab takes the focus away while it starts, which closes the palette
            self._command(name, START_MS)

    def _command(self, name: str, timeout: int) -> None:
        self.page.keyboard.press("Control+Shift+C")
        self.page.get_by_role("textbox", name="SEARCH").fill(name, timeout=timeout)
        self.page.locator(".lm-CommandPalette-itemLabel", has_text=name).first.click(timeout=timeout)

    def command_by_keys(self, name: str) -> None:
        """The same without a pointer."""
        self.page.keyboard.press("Control+Shift+C")
        self.page.get_by_role("textbox", name="SEARCH").wait_for()
        self.page.keyboard.type(name)
        expect(self.page.locator(".lm-CommandPalette-item.lm-mod-active")).to_contain_text(name)
        self.page.keyboard.press("Enter")

    def speak(self, wav: bytes) -> None:
        """Play speech into the microphone (see microphone.js) and return when it has ended."""
        self.page.evaluate("window.speak", base64.b64encode(wav).decode())

    def begin_to_speak(self, wav: bytes) -> None:
        """Play speech into the microphone and return while it plays."""
        self.page.evaluate("(wav) => { window.speak(wav) }", base64.b64encode(wav).decode())

    def calls(self) -> list[str]:
        """What the functions of the report were really called with, as the kernel wrote it down."""
        log = (self.lab.root / self.name).with_name("calls.txt")
        return log.read_text().splitlines() if log.exists() else []

    def loudest(self) -> float:
        """The loudest sample that the page has heard, 0 to 1 (see loudspeaker.js)."""
        return float(self.page.evaluate("window.loudest"))

    def expect_heard(self) -> None:
        self.page.wait_for_function(f"window.loudest > {AUDIBLE}", timeout=TURN_MS)
