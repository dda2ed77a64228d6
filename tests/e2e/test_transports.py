"""The same spoken sentences on each way that sound can travel."""

import pytest

from tests.e2e.lab import Lab
from tests.e2e.speech import spoken


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
    began = report.page.evaluate("performance.now()")
    report.speak(spoken("go to results"))
    report.panel.expect_said('navigate_to(target="Results")')
    quiet_after = report.page.evaluate("window.lastLoud") - began
    print("QUIET", quiet_after)
