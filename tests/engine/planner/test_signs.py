"""A change downwards is a number below zero, where one may be."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import function

TOOLS = [
    function("adjust_contrast", percent={"type": "integer", "minimum": -100, "maximum": 100}),
    function("jump", "Skip forward; negative goes back.", seconds={"type": "integer"}),
    function("dim_light", percent={"type": "integer", "minimum": -100}),
    function("reduce_noise", "Reduce the noise.", level={"type": "integer", "minimum": 0}),
]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Lower the contrast by fifteen percent.", -15),
        ("Increase the contrast by fifteen percent.", 15),
        ("Lower the contrast to fifteen percent.", 15),
        ("Jump back ten seconds.", -10),
        ("Jump ten seconds.", 10),
        ("Dim the light by twenty percent.", 20),
        ("Reduce the noise by two.", 2),
    ],
)
def test_the_verb_gives_the_sign(said, value):
    (call,) = plan(said, TOOLS).calls
    assert list(call.arguments.values()) == [value]
