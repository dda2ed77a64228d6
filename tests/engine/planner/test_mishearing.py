"""Small words that a recogniser writes for others that sound like them."""

import pytest

from navai_jupyter.engine.planner import Situation, understand
from navai_jupyter.engine.planner.mishearing import exchanges
from tests.engine.planner.tools import CONTROLS, INTEGER, TEXT, function
from tests.engine.planner.toolsets import EDITING, LEARNING, NOTES, SALES

NOTEBOOK = [
    function("lock_cell", "Lock a cell.", number=INTEGER),
    function("parcels_left", "How many parcels still have to be delivered.", van={**INTEGER, "default": None}),
    function("add_heading", "Insert a heading.", text=TEXT, level={**INTEGER, "default": 2}),
    function("set_zoom", "How large everything is shown.", percent=INTEGER),
    function("add_bookmark", "Mark a place of the text.", title=TEXT, page={**INTEGER, "default": None}),
    function(
        "count_labels", "How many images have a label.", label={"enum": ["cat", "horse"], "type": "string"}
    ),
    *CONTROLS,
]


def meant(heard, tools=NOTEBOOK):
    return understand(heard, Situation(tools=tuple(tools))).text


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("Lock cell for.", "Lock cell four."),
        ("How many parcels does van too still have?", "How many parcels does van two still have?"),
        ("Create a heading name discussion.", "Create a heading named discussion."),
        ("What's this status?", "What's the status?"),
        ("Count the cats in the horses.", "Count the cats and the horses."),
    ],
)
def test_a_small_word_is_the_one_that_makes_better_sense(heard, said):
    assert meant(heard) == said


def test_a_list_goes_on_where_several_things_are_announced():
    assert meant("Drop columns age in height.", LEARNING) == "Drop columns age and height."
    assert meant("Drop column age in days.", LEARNING) == "Drop column age in days."


def test_what_tells_of_something_is_no_command():
    understood = understand("Page 2 as my favourite part of that book.", Situation(tools=tuple(NOTEBOOK)))
    assert understood.text == "Page 2 is my favourite part of that book."


@pytest.mark.parametrize(
    ("heard", "tools"),
    [
        ("Set zoom for.", NOTEBOOK),  # … "a hundred percent" may follow
        ("Set the zoom too.", NOTEBOOK),
        ("Lock the cell for now.", NOTEBOOK),
        ("Load sales for", SALES),
        ("Load the sales for the north.", SALES),
        ("Write the report to a file.", SALES),
        ("Turn this cell to markdown.", EDITING),
        ("Run cell four.", EDITING),
        ("Send a message to Anna saying I am late.", NOTES),
        ("Too many cooks spoil the broth.", NOTES),
        ("He stayed in at home for this evening.", NOTES),
    ],
)
def test_a_sentence_that_is_fine_stays_as_it_was_heard(heard, tools):
    assert meant(heard, tools) == heard


@pytest.mark.parametrize(
    ("said", "possible"),
    [("Tag at picture.", True), ("Eat at the inn.", False), ("Leave at eight.", False), ("Look at.", False)],
)
def test_an_article_stands_before_a_thing_only(said, possible):
    assert (said.replace(" at", " a") in [one.text for one in exchanges(said)]) is possible
