"""A far provider: click → connected beside NAVAI, a lost connection, and an answer that stumbles."""

from __future__ import annotations

import base64
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.barge_in import QUESTION
from tests.benchmarks.distant import PREFLIGHT_SECONDS, Distance, distant
from tests.benchmarks.laboratory import Laboratory, Way, open_laboratory
from tests.benchmarks.measure import Figure, Section
from tests.e2e.engine import engine_by_hand
from tests.e2e.speech import spoken

NAVAI = {0: 85.0, 80: 317.0, 200: 682.0}
"""Median by the provider's milliseconds: its published packages in Chromium on two cores, the page warm."""
HOVER_MS = 300
"""From a mouse's arrival on a button to its click."""
FORGETTING_MS = 1.2 * PREFLIGHT_SECONDS * 1000
"""Between two clicks: what a browser was told in the last preflight holds no more."""
KEY = "key-of-the-bench"
JITTER = (0.03, 0.08)


@dataclass(frozen=True)
class Route:
    name: str
    mints_secrets: bool
    way: Way


ROUTES = (
    Route("WebRTC, offer posted to the provider with a secret", True, "webrtc"),
    Route("WebRTC, offer relayed by the server", False, "webrtc"),
    Route("WebSocket relayed by the server", False, "websocket"),
)


def measure_far_provider(clicks: int) -> list[Section]:
    """To a provider that takes its time for each round trip, and that ends a connection now and then."""
    with tempfile.TemporaryDirectory() as folder, engine_by_hand(KEY, Path(folder, "log")) as engine:
        return [section for route in ROUTES for section in _measure_route(route, engine, clicks)]


def _measure_route(route: Route, engine: str, clicks: int) -> list[Section]:
    pause_ms = FORGETTING_MS if route.mints_secrets else 0.0  # only a foreign origin has preflights
    minting = f"--NavaiApp.mints_secrets={route.mints_secrets}"
    with distant(engine, KEY) as distance, open_laboratory(distance.url, KEY, minting) as laboratory:
        laboratory.travel(route.way)
        laboratory.click()
        lost = _measure_losses(laboratory, distance, clicks)
        gaps = _measure_gaps(laboratory, distance) if route.way == "websocket" else []
        figures = [
            figure for ms in NAVAI for figure in _measure_clicks(laboratory, distance, ms, clicks, pause_ms)
        ]
    return [
        Section(f"Click → connected: {route.name}", figures),
        Section(f"The provider ends the connection: {route.name}", lost),
        *gaps,
    ]


def _measure_clicks(
    laboratory: Laboratory, distance: Distance, ms: int, clicks: int, pause_ms: float
) -> list[Figure]:
    distance.round_trip = ms / 1000
    hovered: list[float] = []
    sudden: list[float] = []
    for _ in range(clicks):
        for taken, hover_ms in ((hovered, HOVER_MS), (sudden, 0)):
            laboratory.notebook.page.wait_for_timeout(pause_ms)
            taken += laboratory.click(hover_ms)
    navai = (Figure("NAVAI", [NAVAI[ms]]),)
    what = f"provider {ms} ms away"
    return [Figure(what, hovered, navai), Figure(f"{what}, without a mouse", sudden, navai)]


def _measure_gaps(laboratory: Laboratory, distance: Distance) -> list[Section]:
    """A browser's own buffer is in WebRTC; here it is ours."""
    question = base64.b64encode(spoken(QUESTION)).decode()
    laboratory.notebook.panel.start()
    steady = Figure("gaps on a steady network", [laboratory.measure("gaps", question)], unit="gaps")
    distance.jitter = JITTER
    stumbling = Figure("gaps when frames stumble", [laboratory.measure("gaps", question)], (steady,), "gaps")
    distance.jitter = (0.0, 0.0)
    laboratory.notebook.panel.stop()
    return [Section("A long answer over a WebSocket whose frames are 30 to 80 ms late", [stumbling, steady])]


def _measure_losses(laboratory: Laboratory, distance: Distance, losses: int) -> list[Figure]:
    taken: list[float] = []
    clicks: list[float] = []
    for _ in range(losses):
        clicks += laboratory.click()
        laboratory.notebook.panel.start()
        laboratory.measure("watchForLoss")
        distance.cut()
        taken.append(laboratory.measure("mended"))
        laboratory.notebook.panel.stop()
    click = Figure("click → connected", clicks)
    return [Figure("lost → connected again", taken, (click,)), click]
