"""One command for several values makes a call for each."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import function

NUMBER = {"type": "integer"}
KIND = {"type": "string", "enum": ["cat", "dog", "bird"]}
UNIT = {"type": "string", "enum": ["meters", "feet", "inches"]}
TOOLS = [
    function("delete_box", index=NUMBER),
    function("count_labels", label=KIND),
    function("compare_runs", first=NUMBER, second=NUMBER),
    function("train_epochs", epochs=NUMBER),
    function("convert_length", amount=NUMBER, source=UNIT, target=UNIT),
]


def calls(said):
    return [(call.name, list(call.arguments.values())) for call in plan(said, TOOLS).calls]


@pytest.mark.parametrize(
    "said", ["Delete boxes one, four and six.", "Delete box one, box four and box six.", "Delete box 1, 4, 6."]
)
def test_each_number_is_deleted(said):
    assert calls(said) == [("delete_box", [1]), ("delete_box", [4]), ("delete_box", [6])]


def test_each_choice_is_counted():
    assert calls("Count the labels cat and dog.") == [("count_labels", ["cat"]), ("count_labels", ["dog"])]


def test_a_tool_that_takes_two_is_called_once():
    assert calls("Compare runs three and five.") == [("compare_runs", [3, 5])]


def test_a_range_tells_which_ones():
    assert calls("Delete boxes three to five.") == [("delete_box", [index]) for index in (3, 4, 5)]


def test_how_many_may_be_a_guess_between_two():
    assert calls("Train epochs three to five.") == []


@pytest.mark.parametrize("said", ["One and four.", "Boil one and four.", "It was cat and dog."])
def test_values_alone_are_no_command(said):
    assert calls(said) == []


@pytest.mark.parametrize(
    "said", ["Delete box two and two.", "Delete box two and box two.", "Delete box 2 and delete box 2."]
)
def test_what_is_said_twice_is_done_once(said):
    assert calls(said) == [("delete_box", [2])]


@pytest.mark.parametrize(
    "said", ["Compare runs three and five and seven.", "Convert length five meters to feet and inches."]
)
def test_nothing_is_called_with_a_value_that_may_belong_elsewhere(said):
    assert calls(said) == []


def test_each_call_may_have_all_its_values_said():
    said = "Convert length five meters to feet and six inches to meters."
    assert calls(said) == [
        ("convert_length", [5, "meters", "feet"]),
        ("convert_length", [6, "inches", "meters"]),
    ]
