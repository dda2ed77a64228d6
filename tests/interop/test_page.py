"""A spoken conversation in JupyterLab with a realtime server that we did not write, on both ways for sound."""

import time

import pytest

from tests.e2e.speech import spoken
from tests.interop.speech_to_speech import WANTED, sessions

pytestmark = WANTED
RELEASE_SECONDS = 15


@pytest.fixture(params=["webrtc", "websocket"])
def way(request, lab):
    lab.set("navai-jupyter", "plugin", transport=request.param)
    yield {"webrtc": "WebRTC", "websocket": "WebSocket"}[request.param]
    lab.set("navai-jupyter", "plugin")


@pytest.mark.timeout(240)
def test_a_function_runs_and_the_page_moves(way, report, other_server):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.panel.expect_way(way)
    assert sessions(other_server) == 1
    report.speak(spoken("add two and three"))
    report.panel.expect_said("add(a=2, b=3)")
    report.panel.expect_said("The result is 5")
    report.expect_heard()
    assert report.calls() == ["a=2 b=3"]
    report.panel.type("go to results")
    report.panel.expect_said('navigate_to(target="results")')
    report.panel.stop()
    expect_none(other_server)


@pytest.mark.timeout(240)
def test_a_page_that_goes_away_ends_its_session(way, report, other_server):
    report.command("Voice: Start")
    report.panel.expect_status("connected")
    report.page.goto("about:blank")
    expect_none(other_server)


def expect_none(server: str) -> None:
    deadline = time.monotonic() + RELEASE_SECONDS
    while sessions(server):
        assert time.monotonic() < deadline, "the other server still holds the session"
        time.sleep(0.2)
