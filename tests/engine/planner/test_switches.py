"""On and off, where a tool takes something away or its opposite is said."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import INTEGER, TEXT, function

TOOLS = [
    function("mute_radio", "Silence in the shop.", enabled={"type": "boolean", "default": True}),
    function("lock_doors", "Lock a van from here.", van=INTEGER),
    function("activate_licence", key=TEXT),
]


def calls(said):
    return [(call.name, *call.arguments.values()) for call in plan(said, TOOLS).calls]


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("Turn the radio off.", ("mute_radio", True)),
        ("Switch the radio on, please.", ("mute_radio", False)),
        ("Turn mute off.", ("mute_radio", False)),
        ("Mute the radio.", ("mute_radio",)),
    ],
)
def test_what_is_switched_off_is_muted(said, called):
    assert calls(said) == [called]


@pytest.mark.parametrize("said", ["Unlock van five.", "Unmute the radio.", "Deactivate licence seven."])
def test_an_opposite_is_not_the_tool(said):
    assert calls(said) == []
