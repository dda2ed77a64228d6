"""One command for several values makes a call for each."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import function

NUMBER = {"type": "integer"}
KIND = {"type": "string", "enum": ["cat", "dog", "bird"]}
TOOLS = [
    function("delete_box", index=NUMBER),
    function("count_labels", label=KIND),
    function("compare_runs", first=NUMBER, second=NUMBER),
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


@pytest.mark.parametrize("said", ["One and four.", "Boil one and four.", "It was cat and dog."])
def test_values_alone_are_no_command(said):
    assert calls(said) == []
