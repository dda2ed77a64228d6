"""How something is: asked for, or to be more so."""

import pytest

from navai_jupyter.engine.planner import plan
from navai_jupyter.engine.planner.thesaurus import related
from tests.engine.planner.tools import INTEGER, TEXT, function
from tests.engine.planner.toolsets import one_of

TOOLS = [
    function("check_weather", "Cloud, wind and humidity right now."),
    function("gpu_usage"),
    function("occupancy", "The share of rooms that were taken.", year=INTEGER),
    function("set_volume", "How loud a track is.", track=one_of("host", "guest", "music"), percent=INTEGER),
    function("add_chapter", "Put a chapter mark at a minute.", title=TEXT, minute=INTEGER),
]


def calls(said):
    return [(call.name, *call.arguments.values()) for call in plan(said, TOOLS).calls]


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("Is it cloudy?", ("check_weather",)),
        ("Is it very windy out there?", ("check_weather",)),
        ("How busy are the GPUs?", ("gpu_usage",)),
        ("How full were we in 2022?", ("occupancy", 2022)),
        ("Make the guest a bit louder, 120%.", ("set_volume", "guest", 120)),
    ],
)
def test_a_quality_is_known_by_its_words(said, called):
    assert calls(said) == [called]


@pytest.mark.parametrize(
    "said",
    [
        "Is it cold or is it only me?",
        "It is cloudy.",
        "Is it your birthday?",
        "How busy were you last summer?",
        "The guest was a bit louder.",
    ],
)
def test_a_remark_about_how_things_are_calls_nothing(said):
    assert calls(said) == []


def test_opposites_are_not_the_same():
    assert related("loud", "volume")
    assert related("quiet", "volume")
    assert not related("loud", "quiet")
