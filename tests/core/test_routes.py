import json
from pathlib import Path

import pytest

from navai_jupyter.core import routes
from navai_jupyter.core.distance import distance
from navai_jupyter.core.routes import Found, Tie, Unknown, navigation_answer, normalise, resolve
from navai_jupyter.core.wire import RouteInfo

CASES = json.loads((Path(__file__).parent.parent / "cases" / "routes.json").read_text())
DESTINATIONS = {
    name: [RouteInfo.model_validate(item) for item in items] for name, items in CASES["destinations"].items()
}


def test_both_sides_use_the_same_figures():
    assert routes.FLOOR == CASES["floor"]
    assert routes.TIE_MARGIN == CASES["tie_margin"]
    assert routes.TOKEN_FLOOR == CASES["token_floor"]
    assert routes.MAX_CANDIDATES == CASES["max_candidates"]
    assert sorted(routes.FILLERS) == CASES["fillers"]
    assert routes.NUMBERS == CASES["numbers"]


@pytest.mark.parametrize(("text", "expected"), CASES["normalise"])
def test_normalise(text, expected):
    assert normalise(text) == expected


@pytest.mark.parametrize(("left", "right", "expected"), CASES["distance"])
def test_distance(left, right, expected):
    assert distance(left, right) == distance(right, left) == expected


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_resolve(case):
    resolution = resolve(case["target"], DESTINATIONS[case["in"]])
    if case["path"]:
        assert isinstance(resolution, Found)
        assert resolution.route.path == case["path"]
    else:
        assert isinstance(resolution, Tie | Unknown)
        assert [route.name for route in resolution.candidates] == case["candidates"]


def test_the_answer_names_the_path_or_the_candidates():
    found = navigation_answer(resolve("results", DESTINATIONS["report"]))
    assert found == {"ok": True, "path": "#Results", "name": "Results"}
    tie = navigation_answer(resolve("results", DESTINATIONS["steps"]))
    assert tie["ok"] is False
    assert tie["candidates"] == ["Results 2023", "Results 2024"]
