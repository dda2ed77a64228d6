"""The network between browser and server fails in mid-session, by WebRTC and by WebSocket at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import notebooks
from tests.e2e.conftest import SIZE
from tests.e2e.lab import Lab
from tests.e2e.networks import cut_off
from tests.e2e.notebook import Notebook, Panel
from tests.e2e.speech import spoken

HERE = Path(__file__).parent

SLOW = '''import time

@navai.function(timeout=120)
def measure_slowly() -> str:
    """Measure slowly."""
    with Path("calls.txt").open("a") as log:
        print("measured", file=log)
    time.sleep(6)
    return "seven degrees"'''

NOTICED_MS = 45_000
BACK_MS = 90_000
"""The next try to connect may be seconds away, and the retransmission of what was under way longer."""


Phase = Callable[["Talk"], list[str]]


@dataclass
class Talk:
    """A session in a notebook of its own, on one way that sound can travel."""

    way: str
    notebook: Notebook

    @property
    def panel(self) -> Panel:
        return self.notebook.widget

    @property
    def calls_file(self) -> Path:
        return self.notebook.lab.root / self.way / "calls.txt"

    def expect_quiet(self) -> None:
        expect(self.panel.region).to_have_attribute("data-navai-voice", "listening", timeout=BACK_MS)
        expect(self.panel.region).to_contain_text("Listening", timeout=BACK_MS)

    def expect_called(self, *calls: str) -> None:
        """These calls, in this order, and no other."""
        deadline = time.monotonic() + BACK_MS / 1000
        while self.notebook.calls() != [*calls] and time.monotonic() < deadline:
            self.notebook.page.wait_for_timeout(200)
        assert self.notebook.calls() == [*calls], self.panel.log.inner_text()

    def expect_goes_on(self, calls: list[str], phase: Phase) -> None:
        """What was begun is done once and answered, and a new command is heard and done."""
        self.expect_quiet()
        if phase is hears and self.notebook.calls() == []:
            calls = []  # what was said into the gap is lost where sound is not kept back
        if phase is runs_a_call:
            expect(self.panel.log.locator(".navai-call").last).to_contain_text("seven degrees", timeout=BACK_MS)
        self.notebook.speak(spoken("add two and three"))
        self.expect_called(*calls, "a=2 b=3")
        expect(self.panel.log.locator(".navai-agent").last).to_contain_text("The result is 5", timeout=BACK_MS)


@pytest.fixture(scope="module")
def talks(browser, tmp_path_factory, own_network) -> Iterator[list[Talk]]:
    if own_network:
        pytest.skip(own_network)
    lab = Lab(tmp_path_factory.mktemp("outages")).start()
    contexts = []
    talks = []
    for way in ("webrtc", "websocket"):
        (lab.root / way).mkdir()
        notebooks.write(
            lab.root / way / "report.ipynb", SLOW, f"navai.VoiceWidget(transport={way!r}, height=500)"
        )
        context = browser.new_context(viewport=SIZE, permissions=["microphone"])
        page = context.new_page()
        page.add_init_script(path=HERE / "microphone.js")
        page.add_init_script(path=HERE / "loudspeaker.js")
        # JupyterLab tells of the outage too, in front of everything else.
        gone = page.get_by_role("dialog", name="Server Connection Error")
        page.add_locator_handler(gone, lambda dialog: dialog.get_by_role("button").first.click())
        notebook = Notebook(page, lab, f"{way}/report.ipynb").open()
        notebook.run_all()
        notebook.expect_ran()
        contexts.append(context)
        talks.append(Talk(way, notebook))
    yield talks
    for context in contexts:
        context.close()
    lab.stop()


def listens(talk: Talk) -> list[str]:
    return []


def hears(talk: Talk) -> list[str]:
    talk.notebook.begin_to_speak(spoken("add two and three"))
    expect(talk.panel.region).to_contain_text("Hearing you", timeout=BACK_MS)
    return ["a=2 b=3"]


def runs_a_call(talk: Talk) -> list[str]:
    talk.panel.type("measure slowly")
    talk.panel.expect_said("measure_slowly()")
    return ["measured"]


def speaks(talk: Talk) -> list[str]:
    talk.panel.type("what can I say")
    expect(talk.panel.region).to_have_attribute("data-navai-voice", "speaking", timeout=BACK_MS)
    return []


def begin(talk: Talk, phase: Phase) -> list[str]:
    """Bring a quiet session into ``phase``; the calls that it leads to."""
    if talk.panel.region.get_attribute("data-navai-status") == "idle":
        talk.panel.start()
    talk.expect_quiet()
    talk.calls_file.unlink(missing_ok=True)
    return phase(talk)


PHASES = [listens, hears, runs_a_call, speaks]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("phase", PHASES)
def test_a_moment_without_network_is_not_even_noticed(talks, phase):
    effects = {talk.way: begin(talk, phase) for talk in talks}
    with cut_off(talks[0].notebook.lab.port):
        time.sleep(2)
    for talk in talks:
        talk.expect_goes_on(effects[talk.way], phase)
        expect(talk.panel.log).not_to_contain_text("The connection was lost")


@pytest.mark.timeout(400)
@pytest.mark.parametrize("phase", PHASES)
def test_a_lost_connection_comes_back(talks, phase):
    effects = {talk.way: begin(talk, phase) for talk in talks}
    notes = [talk.panel.log.locator(".navai-note").count() for talk in talks]
    cut_at = time.monotonic()
    with cut_off(talks[0].notebook.lab.port):
        for talk in talks:
            expect(talk.panel.region).to_contain_text("Reconnecting", timeout=NOTICED_MS)
        if phase is runs_a_call:
            time.sleep(max(0, cut_at + 60 - time.monotonic()))
    for talk, before in zip(talks, notes, strict=True):
        talk.expect_goes_on(effects[talk.way], phase)
        assert "The connection was lost and is back after" in talk.panel.log.inner_text()
        assert talk.panel.log.locator(".navai-note").count() == before + 1
