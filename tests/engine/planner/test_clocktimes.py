"""Times of day where a function takes the hour and the minute apart."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import INTEGER, function
from tests.engine.planner.toolsets import DEVICES

WAKE_UP = function(
    "wake_up_call", "Ring a guest.", room=INTEGER, hour=INTEGER, minute={**INTEGER, "default": 0}
)


@pytest.mark.parametrize(
    ("said", "hour", "minute"),
    [
        ("Wake up room 215 at 730.", 7, 30),
        ("Wake up room 215 at 7:30.", 7, 30),
        ("Wake up room 215 at half past seven.", 7, 30),
        ("Wake up room 215 at quarter to eight pm.", 19, 45),
        ("Wake up room 730 at six fifteen.", 6, 15),
    ],
)
def test_a_time_fills_both(said, hour, minute):
    (call,) = plan(said, [WAKE_UP]).calls
    assert (call.arguments["hour"], call.arguments["minute"]) == (hour, minute)


def test_an_hour_alone_is_a_number():
    (call,) = plan("Wake up room 215 at 7.", [WAKE_UP]).calls
    assert call.arguments == {"room": 215, "hour": 7}


def test_a_function_that_takes_the_whole_time_gets_it():
    (call,) = plan("Set the alarm for 7:30.", [WAKE_UP, *DEVICES]).calls
    assert call.arguments == {"time": "07:30:00"}
