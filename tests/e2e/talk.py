"""A session in a notebook of its own, in a known phase of a conversation, and what it has done."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from tests.e2e import notebooks
from tests.e2e.lab import Lab
from tests.e2e.notebook import Notebook, Panel
from tests.e2e.speech import spoken

HERE = Path(__file__).parent
SIZE = {"width": 1400, "height": 1000}

SLOW = '''import time

@navai.function(timeout=120)
def measure_slowly() -> str:
    """Measure slowly."""
    with Path("calls.txt").open("a") as log:
        print("measured", file=log)
    time.sleep(6)
    return "seven degrees"'''

BACK_MS = 90_000
"""The next try to connect may be seconds away, and the retransmission of what was under way longer."""


@dataclass
class Talk:
    """A session that was started by a widget, on one way that sound can travel."""

    way: str
    notebook: Notebook

    @property
    def panel(self) -> Panel:
        return self.notebook.widget

    @property
    def notes(self) -> Locator:
        """What the log tells besides what was said and called."""
        return self.panel.log.locator(".navai-note")

    @property
    def running(self) -> Locator:
        return self.panel.log.locator(".navai-call-running")

    def close(self) -> None:
        self.notebook.page.context.close()

    def begin(self, phase: Phase) -> list[str]:
        """Bring a quiet session into ``phase``; the calls that it leads to."""
        if self.panel.region.get_attribute("data-navai-status") in ("idle", "error"):
            self.panel.start()
        self.expect_quiet()
        (self.notebook.lab.root / self.way / "calls.txt").unlink(missing_ok=True)
        return phase(self)

    def expect_quiet(self) -> None:
        expect(self.panel.region).to_have_attribute("data-navai-voice", "listening", timeout=BACK_MS)
        expect(self.panel.region).to_contain_text("Listening", timeout=BACK_MS)

    def expect_called(self, *calls: str) -> None:
        """These calls, in this order, and no other."""
        deadline = time.monotonic() + BACK_MS / 1000
        while self.notebook.calls() != [*calls] and time.monotonic() < deadline:
            self.notebook.page.wait_for_timeout(200)
        assert self.notebook.calls() == [*calls], self.panel.log.inner_text()

    def expect_goes_on(self, phase: Phase, calls: list[str]) -> None:
        """What was begun is done once and answered, and a new command is heard and done."""
        self.expect_quiet()
        if phase is hears and self.notebook.calls() == []:
            calls = []  # what was said into the gap is lost where sound is not kept back
        if phase is runs_a_call:
            expect(self.panel.log.locator(".navai-call").last).to_contain_text("seven degrees", timeout=BACK_MS)
        self.notebook.speak(spoken("add two and three"))
        self.expect_called(*calls, "a=2 b=3")
        expect(self.panel.log.locator(".navai-agent").last).to_contain_text("The result is 5", timeout=BACK_MS)


def open_talk(browser: Browser, lab: Lab, way: str) -> Talk:
    """A notebook, run, with a widget whose session goes by ``way``."""
    (lab.root / way).mkdir()
    notebooks.write(lab.root / way / "report.ipynb", SLOW, f"navai.VoiceWidget(transport={way!r}, height=500)")
    page = browser.new_context(viewport=SIZE, permissions=["microphone"]).new_page()
    page.add_init_script(path=HERE / "microphone.js")
    page.add_init_script(path=HERE / "loudspeaker.js")
    # JupyterLab tells of an outage too, in front of everything else.
    gone = page.get_by_role("dialog", name="Server Connection Error")
    page.add_locator_handler(gone, lambda dialog: dialog.get_by_role("button").first.click())
    notebook = Notebook(page, lab, f"{way}/report.ipynb").open()
    notebook.run_all()
    notebook.expect_ran()
    return Talk(way, notebook)


Phase = Callable[[Talk], list[str]]


def listens(talk: Talk) -> list[str]:
    return []


def hears(talk: Talk) -> list[str]:
    talk.notebook.begin_to_speak(spoken("add two and three"))
    expect(talk.panel.region).to_contain_text("Hearing you", timeout=BACK_MS)
    return ["a=2 b=3"]


def runs_a_call(talk: Talk) -> list[str]:
    talk.panel.type("measure slowly")
    expect(talk.running).to_have_count(1, timeout=BACK_MS)
    return ["measured"]


def speaks(talk: Talk) -> list[str]:
    talk.panel.type("what can I say")
    expect(talk.panel.region).to_have_attribute("data-navai-voice", "speaking", timeout=BACK_MS)
    return []


PHASES = [listens, hears, runs_a_call, speaks]
