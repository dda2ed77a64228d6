import json
from pathlib import Path

import pytest

from navai_jupyter.core import likeness, routes
from navai_jupyter.core.distance import distance
from navai_jupyter.core.metaphone import sounds
from navai_jupyter.core.routes import Found, Tie, Unknown, navigation_answer, resolve
from navai_jupyter.core.spelling import normalise
from navai_jupyter.core.wire import RouteInfo
from tests.benchmarks.resolver import SAID, count, measure_resolver, outcome

CASES = json.loads((Path(__file__).parent.parent / "cases" / "routes.json").read_text())
FIGURES = json.loads((Path(__file__).parent.parent / "cases" / "resolver.json").read_text())["figures"]
DESTINATIONS = {
    name: [RouteInfo.model_validate(item) for item in items] for name, items in CASES["destinations"].items()
}


def test_both_sides_use_the_same_figures():
    assert routes.FLOOR == CASES["floor"]
    assert routes.TIE_MARGIN == CASES["tie_margin"]
    assert routes.MAX_CANDIDATES == CASES["max_candidates"]
    assert likeness.TOKEN_FLOOR == CASES["token_floor"]
    assert likeness.SOUND == CASES["sound"]
    assert sorted(likeness.FILLERS) == CASES["fillers"]


@pytest.mark.parametrize(("text", "expected"), CASES["normalise"])
def test_normalise(text, expected):
    assert normalise(text) == expected


@pytest.mark.parametrize(("left", "right", "expected"), CASES["distance"])
def test_distance(left, right, expected):
    assert distance(left, right) == distance(right, left) == expected


@pytest.mark.parametrize(("word", "expected"), CASES["sounds"])
def test_sounds(word, expected):
    assert sorted(sounds(word)) == expected


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_resolve(case):
    resolution = resolve(case["target"], DESTINATIONS[case["in"]])
    if case["path"]:
        assert isinstance(resolution, Found)
        assert resolution.route.path == case["path"]
    else:
        assert isinstance(resolution, Tie | Unknown)
        assert [route.name for route in resolution.candidates] == case["candidates"]


@pytest.mark.parametrize("case", SAID["tuned"], ids=lambda case: f"{case['in']}: {case['said']}")
def test_what_is_said_in_the_fixture_notebooks(case):
    assert outcome(case) == "right"


@pytest.mark.parametrize("part", SAID)
def test_both_sides_make_the_same_of_it(part):
    assert count(part) == FIGURES[part]


def test_the_table_counts_wrong_guesses_apart():
    section = measure_resolver(runs=1)
    titles = [figure.what for figure in section.figures]
    assert "held-out: went to the right place, or rightly asked or refused" in titles
    assert "held-out: went to a wrong place" in titles


def test_the_answer_names_the_path_or_the_candidates():
    found = navigation_answer(resolve("results", DESTINATIONS["report"]))
    assert found == {"ok": True, "path": "#Results", "name": "Results"}
    tie = navigation_answer(resolve("results", DESTINATIONS["steps"]))
    assert tie["ok"] is False
    assert tie["candidates"] == ["Results 2023", "Results 2024"]
