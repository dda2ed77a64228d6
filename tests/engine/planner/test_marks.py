"""Marks that a recogniser sets where the speaker only takes a breath."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import TEXT, TRAIN, function

TOOLS = [
    TRAIN,
    function("drop_columns", columns={"type": "array", "items": TEXT}),
    function(
        "list_orders", start={"type": "string", "format": "date"}, limit={"type": "integer", "default": 5}
    ),
    function("export_labels", "Save the labels.", filename={**TEXT, "default": ""}),
]


def calls(said):
    return [(call.name, *call.arguments.values()) for call in plan(said, TOOLS).calls]


@pytest.mark.parametrize(
    "said",
    ["Drop columns age. Height and weight.", "Drop columns age, Height, and weight."],
)
def test_a_list_goes_on_after_a_full_stop(said):
    assert calls(said) == [("drop_columns", ["age", "Height", "weight"])]


def test_a_command_after_a_list_is_one():
    assert calls("Drop column age. Train the model.") == [("drop_columns", ["age"]), ("train_model",)]


def test_the_year_after_a_comma_belongs_to_the_day():
    assert calls("List orders since January 1, 2026.") == [("list_orders", "2026-01-01")]


def test_what_begins_with_a_past_tense_is_told_and_no_name():
    assert calls("Record label went bankrupt.") == []
