"""When a person has finished speaking: the words decide, beside the silence."""

from datetime import date

import pytest

from navai_jupyter.engine.planner import Situation, understand
from navai_jupyter.engine.planner.model import Call, ForArguments
from tests.engine.planner.toolsets import DEVICES, EDITING, LEARNING, NOTES, SALES

TODAY = date(2026, 11, 22)


def judged(text, tools, question=None):
    return understand(text, Situation(tools=tuple(tools), question=question), TODAY).finish


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("Go to the forecast.", SALES),
        ("Refresh the data.", SALES),
        ("Compare the years 2021 and 2023.", SALES),
        ("Restart the kernel.", EDITING),
        ("Turn the fan on.", DEVICES),
        ("Measure the pH.", DEVICES),
        ("Undo that.", SALES),
        ("Delete note 3.", NOTES),
        ("Send the report to Alice.", SALES),
        ("Load the sales for 2022, please.", SALES),
        ("Can you load the sales for 2022 for me?", SALES),
        ("Drop the columns age, height and weight.", LEARNING),
    ],
)
def test_a_whole_command_needs_no_more_waiting(text, tools):
    assert judged(text, tools) == "complete"


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("Load sales for", SALES),
        ("Load sales", SALES),
        ("Compare", SALES),
        ("Go to the", SALES),
        ("Compare 2021 and", SALES),
        ("Compare 2021", SALES),
        ("Refresh the data, then", SALES),
        ("Refresh the data,", SALES),
        ("Send the report to...", SALES),
        ("Set the alarm to", DEVICES),
    ],
)
def test_half_a_command_is_waited_for(text, tools):
    assert judged(text, tools) == "open"


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("Go to data cleaning", EDITING),  # … results
        ("Add a note saying buy milk", NOTES),  # … and eggs
        ("Set a timer for twenty", DEVICES),  # … five minutes
        ("Send the report to all who asked", SALES),  # … for it
        ("Add a note saying milk", NOTES),  # … and eggs
        ("Send the report to the boss", SALES),  # … of Alice
        ("Drop the columns age, height", LEARNING),  # … and weight
        ("What a lovely day", SALES),
        ("Run", EDITING),  # … cell five
        ("", SALES),
    ],
)
def test_what_may_go_on_gets_the_usual_silence(text, tools):
    assert judged(text, tools) == "unsure"


def test_a_command_that_an_argument_may_follow_is_told_apart():
    assert judged("Load the sales for 2022", SALES) == "extensible"  # … in the south
    assert judged("Load the sales for 2022 in the south", SALES) == "complete"


def test_an_answer_may_be_short():
    question = ForArguments(Call("set_timer", {}), ("minutes",))
    assert judged("five", DEVICES, question) == "complete"
    assert judged("5,", DEVICES, question) == "complete"
