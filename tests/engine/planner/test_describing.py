"""Sentences that say in other words what a function does, and sentences that only sound so."""

import pytest

from navai_jupyter.engine.planner import Situation, Tool, plan, understand
from tests.engine.planner.tools import function
from tests.engine.planner.toolsets import DEVICES, EDITING, LEARNING, NOTES, SALES


def calls(said, tools):
    return [(call.name, call.arguments) for call in plan(said, tools).calls]


@pytest.mark.parametrize(
    ("tools", "said", "name", "arguments"),
    [
        (SALES, "How did sales change from 2015 to 2017?", "compare_years", {"first": 2015, "second": 2017}),
        (SALES, "Sketch our earnings as an area chart.", "plot_revenue", {"kind": "area"}),
        (SALES, "Which seven clients buy the most?", "top_customers", {"n": 7}),
        (LEARNING, "Teach a random forest.", "train_model", {"algorithm": "random forest"}),
        (LEARNING, "Get rid of the columns name and id.", "drop_columns", {"columns": ["name", "id"]}),
        (EDITING, "Throw away cell fifteen.", "notebook_delete_cell", {"number": 15}),
        (DEVICES, "Make it twenty one degrees.", "set_temperature", {"degrees": 21}),
        (DEVICES, "Put on some music.", "play_music", {}),
        (DEVICES, "Turn the lamps down to thirty percent.", "dim_lights", {"brightness": 30}),
        (NOTES, "Throw away note four.", "delete_note", {"number": 4}),
    ],
)
def test_a_description_is_enough(tools, said, name, arguments):
    assert calls(said, tools) == [(name, arguments)]


@pytest.mark.parametrize("tools", [SALES, LEARNING, EDITING, DEVICES, NOTES])
@pytest.mark.parametrize(
    "said",
    [
        "The door was open all night.",
        "I like the music they play.",
        "She took a picture of the bride.",
        "Revenue at the company rose by twelve percent.",
        "Did you turn off the light when you left?",
        "How long did your model take to train?",
        "Save your breath.",
        "Keep an eye on the kids.",
        "Fill the glasses with water.",
        "Do not load the sales.",
        "What a product!",
        "Is the coffee ready?",
        "Chapter one of the story begins in a small village.",
    ],
)
def test_what_asks_for_nothing_does_nothing(tools, said):
    assert calls(said, tools) == []


def test_the_likelier_is_asked_about_when_it_is_not_clear():
    reply = plan("Kill the lights in the garage.", DEVICES)
    assert not reply.calls
    assert reply.text == "Did you mean turn off light or turn on light?"


def test_a_number_that_nothing_can_take_speaks_against_a_tool():
    named = {"type": "object", "properties": {"name": {"type": "string", "default": ""}}}
    counted = {"type": "object", "properties": {"weeks": {"type": "integer"}}, "required": ["weeks"]}
    tools = [Tool("show_outlook", "Show the outlook on demand.", named),
             Tool("forecast_demand", "Predict what customers will want.", counted)]  # fmt: skip
    assert calls("Estimate the coming demand, eight weeks.", tools) == [("forecast_demand", {"weeks": 8})]


def test_a_reason_may_come_first_and_say_where():
    assert calls("It is dark in the kitchen, turn on the light.", DEVICES) == [
        ("turn_on_light", {"room": "kitchen"})
    ]


def test_a_story_is_no_reason():
    assert calls("She was in the kitchen, turn on the light was all she said.", DEVICES) == []


def test_a_description_ends_a_turn_only_when_it_is_sure():
    sure, more = "Throw away cell fifteen", "Put on some music"
    assert understand(sure, Situation(tools=tuple(EDITING))).finish == "complete"
    assert understand(more, Situation(tools=tuple(DEVICES))).finish != "complete"


def test_a_word_that_denies_an_argument_sets_it_to_false():
    stirrer = {
        "type": "object",
        "properties": {"rpm": {"type": "integer"}, "clockwise": {"type": "boolean", "default": True}},
        "required": ["rpm"],
    }
    tools = [Tool("set_stirrer", "Set the speed of the stirrer.", stirrer)]
    assert calls("Set the stirrer counterclockwise to 300.", tools) == [
        ("set_stirrer", {"rpm": 300, "clockwise": False})
    ]


def test_a_story_with_the_words_of_a_name_calls_nothing():
    columns = {"type": "object", "properties": {"columns": {"type": "array", "items": {"type": "string"}}}}
    tools = [Tool("group_by", "Group the orders by columns.", {**columns, "required": ["columns"]})]
    assert calls("The group is by the lake.", tools) == []
    assert calls("Group by lake.", tools) == [("group_by", {"columns": ["lake"]})]


def test_a_question_changes_nothing():
    delete = function("delete_cells", "Throw away cells that failed.")
    assert calls("Which cells failed?", [delete, function("busy", "Say which cell is running.")]) == []
