"""Network and engine go away in mid-session, by WebRTC and by WebSocket at once."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest
from playwright.sync_api import expect

from tests.e2e.lab import Lab
from tests.e2e.networks import cut_off
from tests.e2e.talk import PHASES, Talk, listens, open_talk, runs_a_call

NOTICED_MS = 45_000
BROWSERS = ("chrom", "google-chrome")
SLEEP_SECONDS = 40
"""Longer than server and engine wait for a page of which nothing is heard."""


@pytest.fixture(scope="module")
def lab(lab: Lab, own_network: str) -> Lab:
    if own_network:
        pytest.skip(own_network)
    return lab


@pytest.fixture(scope="module")
def talks(browser, lab) -> Iterator[list[Talk]]:
    talks = [open_talk(browser, lab, way) for way in ("webrtc", "websocket")]
    yield talks
    for talk in talks:
        talk.close()


@contextmanager
def asleep() -> Iterator[None]:
    """All processes of the browser stand still."""
    everyone = psutil.Process().children(recursive=True)
    browser = [process for process in everyone if process.name().startswith(BROWSERS)]
    for process in browser:
        process.suspend()
    try:
        yield
    finally:
        for process in browser:
            process.resume()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("phase", PHASES)
def test_a_moment_without_network_is_not_even_noticed(talks, lab, phase):
    begun = [(talk, talk.begin(phase), talk.notes.count()) for talk in talks]
    with cut_off(lab.port):
        time.sleep(2)
    for talk, calls, notes in begun:
        talk.expect_goes_on(phase, calls)
        assert talk.notes.count() == notes


@pytest.mark.timeout(400)
@pytest.mark.parametrize("phase", PHASES)
def test_a_lost_connection_comes_back(talks, lab, phase):
    begun = [(talk, talk.begin(phase), talk.notes.count()) for talk in talks]
    cut_at = time.monotonic()
    with cut_off(lab.port):
        for talk in talks:
            expect(talk.panel.region).to_contain_text("Reconnecting", timeout=NOTICED_MS)
        if phase is runs_a_call:
            time.sleep(max(0, cut_at + 60 - time.monotonic()))
    for talk, calls, notes in begun:
        talk.expect_goes_on(phase, calls)
        assert talk.notes.count() == notes + 1
        assert "The connection was lost and is back after" in talk.notes.last.inner_text()


@pytest.mark.timeout(300)
def test_a_session_that_cannot_connect_says_so_and_can_be_started_later(talks, lab):
    begun = [(talk, talk.begin(listens)) for talk in talks]
    for talk in talks:
        talk.panel.stop()
    with cut_off(lab.port):
        for talk in talks:
            talk.panel.region.get_by_role("button", name="Start voice").click()
        for talk in talks:
            talk.panel.expect_status("error")
            expect(talk.panel.region.get_by_role("alert")).to_contain_text(
                re.compile("no answer|does not answer")
            )
    for talk, calls in begun:
        talk.panel.region.get_by_role("button", name="Try again").click()
        talk.expect_goes_on(listens, calls)


@pytest.mark.timeout(300)
def test_the_engine_is_killed_under_a_call(talks, lab):
    begun = [(talk, talk.begin(runs_a_call), talk.notes.count()) for talk in talks]
    lab.engine().kill()
    for talk, calls, notes in begun:
        expect(talk.notes).to_have_count(notes + 1, timeout=NOTICED_MS)
        assert "The local engine crashed and was started again." in talk.notes.last.inner_text()
        talk.expect_goes_on(runs_a_call, calls)


@pytest.mark.timeout(300)
def test_the_computer_sleeps_under_a_call(talks):
    begun = [(talk, talk.begin(runs_a_call), talk.notes.count()) for talk in talks]
    with asleep():
        time.sleep(SLEEP_SECONDS)
    for talk, calls, notes in begun:
        expect(talk.notes).to_have_count(notes + 1, timeout=NOTICED_MS)
        assert "The connection was lost and is back after" in talk.notes.last.inner_text()
        talk.expect_goes_on(runs_a_call, calls)
