"""Phrases that only the page can find the place of are handed on as they were said."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.test_followups import talk
from tests.engine.planner.tools import INTEGER, NAVIGATE, PLACES, TOOLS, function

PHRASES = ["cell 7", "next code cell", "the last plot", "the cell that makes df", "back"]
EXAMPLES = [*PLACES, "report.ipynb", "File Browser", *PHRASES]
POINTING = function("navigate_to", target={"type": "string", "examples": EXAMPLES})
READ_CELL = function("notebook_read_cell", "Read a cell aloud.", number=INTEGER)
RUN_CELL = function("notebook_run_cell", "Run a cell.", number=INTEGER)
LAB = [POINTING, READ_CELL, RUN_CELL, *(tool for tool in TOOLS if tool is not NAVIGATE)]


def calls(said, tools=LAB):
    return [(call.name, call.arguments) for call in plan(said, tools).calls]


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("Go to cell seven.", "cell seven"),
        ("go to the cell with the error", "cell with the error"),
        ("go back", "back"),
        ("Back.", "Back"),
        ("next code cell", "next code cell"),
        ("Take me to the last plot, please.", "last plot"),
        ("show me the last plot", "last plot"),
        ("jump to the cell that makes df", "cell that makes df"),
        ("go to the end of the notebook", "end of the notebook"),
        ("open data.csv", "data.csv"),
        ("open report", "report.ipynb"),
        ("open the sales notebook", "sales notebook"),
        ("open the results notebook", "results notebook"),
        ("show the file browser", "File Browser"),
        ("go to results", "Results"),
        ("go to the introduction of the notebook", "Introduction"),
        ("go to the second results", "second results"),
        ("go to the results under step two", "results under step two"),
    ],
)
def test_places_are_called_as_they_were_said(said, target):
    assert calls(said) == [("navigate_to", {"target": target})]


@pytest.mark.parametrize(
    ("said", "name"), [("read cell 7", "notebook_read_cell"), ("run cell 7", "notebook_run_cell")]
)
def test_what_is_to_be_done_with_a_cell_is_no_way_to_it(said, name):
    assert calls(said) == [(name, {"number": 7})]


def test_the_way_back_is_left_to_a_page_that_knows_it():
    reply = talk(LAB, "go to results", "go to step 2", "go back")
    assert [call.arguments for call in reply.calls] == [{"target": "back"}]


def test_a_cell_that_is_named_after_another_is_not_gone_to():
    run = [("notebook_run_cell", {"number": 3}), ("notebook_run_cell", {"number": 4})]
    assert calls("run cell 3 and cell 4") == run


def test_an_action_on_a_cell_is_no_place():
    tag = function("tag_cell", "Tag a cell.", tag={"type": "string"})
    assert calls("tag this cell as slow", [*LAB, tag]) == [("tag_cell", {"tag": "slow"})]


def test_a_navigator_of_names_alone_gets_no_phrases():
    assert calls("go to cell seven", TOOLS) == []
    assert calls("next code cell", TOOLS) == []
