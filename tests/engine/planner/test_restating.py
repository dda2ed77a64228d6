"""Questions and amounts in a description's own words."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import INTEGER, TEXT, function

TOOLS = [
    function("busy", "Say which cell is running, since when, and how many cells wait."),
    function("parcels_left", "How many parcels still have to be delivered.", van=INTEGER),
    function("scale_recipe", "Recalculate all quantities for a number of people.", portions=INTEGER),
    function("add_ingredient", "Put something into the recipe.", name=TEXT, grams=INTEGER),
]


def calls(said):
    return [(call.name, *call.arguments.values()) for call in plan(said, TOOLS).calls]


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("How many cells are waiting?", ("busy",)),
        ("How many parcels does van four still have to deliver?", ("parcels_left", 4)),
        ("Make it for eight people.", ("scale_recipe", 8)),
    ],
)
def test_the_words_of_a_description_are_enough(said, called):
    assert calls(said) == [called]


@pytest.mark.parametrize(
    "said",
    [
        "How many people are waiting for the bus?",
        "How long do you have to wait?",
        "Eight people wrote to me.",
        "I met eight people in the larder.",
    ],
)
def test_other_words_beside_them_are_too_many(said):
    assert calls(said) == []
