"""The same spoken sentences on each way that sound can travel."""

import io
import wave

import pytest

from tests.e2e.lab import Lab
from tests.e2e.speech import grunt, spoken

PAUSE_MS = 1000
"""An agent that falls silent for a voice that was none has gone on by then."""


@pytest.fixture
def by_socket(lab: Lab):
    lab.set("navai-jupyter", "plugin", transport="websocket")
    yield
    lab.set("navai-jupyter", "plugin")


def test_by_websocket_through_the_jupyter_server(by_socket, report):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.panel.expect_way("WebSocket")
    report.speak(spoken("add two and three"))
    report.panel.expect_said("add(a=2, b=3)")
    report.panel.expect_said("The result is 5")
    report.expect_heard()
    report.speak(spoken("go to results"))
    report.panel.expect_said('navigate_to(target="Results")')
    assert report.calls() == ["a=2 b=3"]


def test_speaking_over_the_agent_silences_it(by_socket, report):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.speak(spoken("what can I say"))
    report.expect_heard()
    report.page.evaluate("window.longestQuiet = 0")
    report.speak(grunt())
    report.page.wait_for_timeout(PAUSE_MS)
    assert report.page.evaluate("window.longestQuiet") > PAUSE_MS / 4, "the agent did not pause"
    report.page.evaluate("window.loudest = 0")
    report.expect_heard()  # it went on: nobody had spoken

    command = spoken("go to results")
    report.page.evaluate("window.longestQuiet = 0")
    report.speak(command)
    report.panel.expect_said('navigate_to(target="Results")')
    # Between its own words an agent is never quiet for so long.
    with wave.open(io.BytesIO(command)) as said:
        milliseconds = 1000 * said.getnframes() / said.getframerate()
    assert report.page.evaluate("window.longestQuiet") > milliseconds / 2
