"""A session outlives the provider's limit, and a conversation the page."""

import time

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e import notebooks
from tests.e2e.engine import engine_by_hand
from tests.e2e.lab import Lab
from tests.e2e.notebook import MODELS_MS, START_MS, Notebook

LIFE_SECONDS = 30
IDLE_SECONDS = 8
KEY = "key-of-the-test"

SLOW = """import time
from pathlib import Path

@navai.function(timeout=120)
def measure_slowly() -> str:
    "Measure slowly."
    with Path("calls.txt").open("a") as log:
        print("measured", file=log)
    time.sleep(15)
    return "seven degrees" """


@pytest.fixture(scope="module")
def short_lived(tmp_path_factory):
    """A JupyterLab whose provider ends every session after half a minute."""
    home = tmp_path_factory.mktemp("short-lived")
    with engine_by_hand(KEY, home / "engine.log", f"--session-minutes={LIFE_SECONDS / 60}") as url:
        lab = Lab(home / "lab", {"NAVAI_PROVIDER": url, "OPENAI_API_KEY": KEY}).start()
        notebooks.write(lab.root / "report.ipynb", SLOW)
        yield lab
        lab.stop()


@pytest.fixture
def talk(page, short_lived):
    """The report with voice started, and one call made."""
    return begin(page, short_lived)


def begin(page: Page, short_lived: Lab) -> Notebook:
    (short_lived.root / "calls.txt").unlink(missing_ok=True)
    return Notebook(page, short_lived, "report.ipynb").converse()


def live_sessions(lab: Lab) -> int:
    """How many the provider serves now."""
    url = f"{lab.environment['NAVAI_PROVIDER']}/realtime/sessions"
    return len(httpx.get(url, headers={"Authorization": f"Bearer {KEY}"}, timeout=10).json()["data"])


def reload(notebook: Notebook) -> None:
    notebook.page.reload()
    expect(notebook.cells.first).to_be_visible(timeout=START_MS)
    expect(notebook.page.get_by_text("| Idle")).to_be_visible(timeout=START_MS)


def test_a_page_that_goes_away_hangs_up(talk):
    assert live_sessions(talk.lab) == 1
    talk.page.goto("about:blank")
    deadline = time.monotonic() + 5  # a provider that is not told waits for half a minute
    while live_sessions(talk.lab) > 0:
        assert time.monotonic() < deadline, "the session was not hung up"
        time.sleep(0.1)


def test_a_session_goes_on_beyond_its_end_and_nobody_notices(talk):
    talk.panel.region.evaluate(
        """panel => {
             globalThis.statuses = [];
             const note = () => globalThis.statuses.push(panel.dataset.navaiStatus);
             new MutationObserver(note).observe(panel, { attributeFilter: ["data-navai-status"] });
           }"""
    )
    talk.page.wait_for_timeout((LIFE_SECONDS + 5) * 1000)
    talk.panel.type("add four and five")
    talk.panel.expect_said("The result is 9")
    assert set(talk.page.evaluate("globalThis.statuses")) <= {"connected"}
    expect(talk.panel.log).not_to_contain_text("The connection was lost")
    assert talk.calls() == ["a=2 b=3", "a=4 b=5"]


def test_a_page_loaded_again_in_mid_call_resumes_and_runs_nothing_twice(talk):
    talk.panel.type("measure slowly")
    talk.panel.expect_said("measure_slowly()")
    reload(talk)
    talk.command("Voice: Start")
    talk.panel.expect_status("connected")
    talk.panel.expect_said("The result is 5")
    talk.panel.expect_said("The page was left and loaded again.")
    expect(talk.panel.log.locator(".navai-call").last).to_contain_text("seven degrees", timeout=MODELS_MS)
    assert talk.calls() == ["a=2 b=3", "measured"]


def test_a_conversation_that_was_stopped_is_forgotten(talk):
    talk.panel.stop()
    reload(talk)
    talk.command("Voice: Start")
    talk.panel.expect_status("connected")
    expect(talk.panel.log).not_to_contain_text("The result is 5")


def test_silence_hangs_up_but_no_call_and_the_conversation_can_be_gone_on_with(page, short_lived):
    short_lived.set("navai-jupyter", "plugin", idleMinutes=IDLE_SECONDS / 60)
    talk = begin(page, short_lived)
    short_lived.set("navai-jupyter", "plugin")
    talk.panel.type("measure slowly")  # takes longer
    expect(talk.panel.log.locator(".navai-call").last).to_contain_text("seven degrees", timeout=MODELS_MS)
    talk.panel.expect_status("idle")
    talk.panel.expect_said("Hung up: nothing was said or done for")
    assert live_sessions(short_lived) == 0

    talk.panel.region.get_by_role("button", name="Start voice").click()
    talk.panel.expect_status("connected")
    talk.panel.type("add four and five")
    talk.panel.expect_said("The result is 9")
    assert talk.calls() == ["a=2 b=3", "measured", "a=4 b=5"]
