"""Commands to a notebook, whose functions begin with one word and are much alike."""

import pytest

from navai_jupyter.engine.planner import Tool, plan
from navai_jupyter.engine.planner.hearing import SETTLED
from navai_jupyter.engine.planner.planning import decide
from tests.engine.planner.test_followups import talk
from tests.evaluation.offered import offered

TOOLS = [
    Tool(tool["name"], tool["description"], tool["parameters"]) for tool in offered("notebook").definitions
]


def calls(said):
    return [(call.name.removeprefix("notebook_"), call.arguments) for call in plan(said, TOOLS).calls]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Add a new cell.", ("insert_cell", {})),
        ("Give me an empty cell above.", ("insert_cell", {"position": "above"})),
        ("Make it a code cell.", ("change_cell", {"kind": "code"})),
        ("What did cell five print?", ("read_output", {"number": 5})),
        ("Read the error.", ("read_error", {})),
        ("Make it markdown.", ("change_cell", {"kind": "markdown"})),
        ("Make this cell raw.", ("change_cell", {"kind": "raw", "which": "this"})),
        ("Make cell four a markdown cell.", ("change_cell", {"kind": "markdown", "number": 4})),
        ("Replace the cell with x equals 3.", ("replace_cell", {"source": "x equals 3"})),
        ("Replace foo with bar in this cell.", ("replace", {"old": "foo", "new": "bar", "which": "this"})),
        ("Replace foo with bar in cell 3.", ("replace", {"old": "foo", "new": "bar", "number": 3})),
        ("Insert a cell before cell 3.", ("insert_cell", {"position": "above", "number": 3})),
        ("Insert a cell after this one.", ("insert_cell", {"position": "below"})),
        ("Run the cells below.", ("run_cells", {"scope": "all", "which": "below"})),
        ("Merge this cell with the next one.", ("merge_cells", {"direction": "next", "which": "this"})),
        ("Insert a cell above cell 3.", ("insert_cell", {"position": "above", "number": 3})),
        ("Run from here.", ("run_cells", {"scope": "all", "which": "below"})),
        ("Rerun this cell.", ("run_cells", {"which": "this"})),
        ("Interrupt the execution.", ("interrupt_kernel", {})),
        ("Undo twice.", ("voice_undo", {"count": 2})),
        ("Undo the last three changes.", ("voice_undo", {"count": 3})),
        ("Tell me when they are done.", ("tell_when_done", {})),
        ("Run all cells above.", ("run_cells", {"scope": "all", "which": "above"})),
        ("Run everything from here on.", ("run_cells", {"scope": "all", "which": "below"})),
        ("Run the whole section.", ("run_cells", {"scope": "section"})),
        ("Execute the whole section.", ("run_cells", {"scope": "section"})),
        (
            "Change people to customers in cell six.",
            ("replace", {"old": "people", "new": "customers", "number": 6}),
        ),
    ],
)
def test_the_nearest_function_is_called(said, wanted):
    assert calls(said) == [wanted]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (
            "Replace the cell with total divided by count.",
            ("replace_cell", {"source": "total divided by count"}),
        ),
        (
            "Change this cell to total divided by customers.",
            ("replace_cell", {"source": "total divided by customers", "which": "this"}),
        ),
        (
            "Rewrite the cell as x equals price times count.",
            ("replace_cell", {"source": "x equals price times count"}),
        ),
        ("Append y equals five.", ("append_line", {"line": "y equals five"})),
        ("Add a line y equals five.", ("append_line", {"line": "y equals five"})),
        ("Write y equals five in this cell.", ("append_line", {"line": "y equals five", "which": "this"})),
        ("Change count to total.", ("replace", {"old": "count", "new": "total"})),
    ],
)
def test_dictated_code_keeps_every_word(said, wanted):
    assert calls(said) == [wanted]


@pytest.mark.parametrize(
    ("said", "name", "numbers"),
    [
        ("Run cells 3 to 5.", "run_cells", [3, 4, 5]),
        ("Run cells three through five.", "run_cells", [3, 4, 5]),
        ("Delete cell 3 and 4.", "delete_cell", [3, 4]),
        ("Delete cells 3, 4 and 6.", "delete_cell", [3, 4, 6]),
        ("Read cells two to four.", "read_cell", [2, 3, 4]),
    ],
)
def test_several_cells_are_called_one_by_one(said, name, numbers):
    assert calls(said) == [(name, {"number": number}) for number in numbers]


@pytest.mark.parametrize("said", ["Run cells 5 to 3.", "Run cells 1 to 400."])
def test_a_range_that_cannot_be_meant_is_asked_about(said):
    assert calls(said) == []


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Change cell 3 to 5.", ("replace_cell", {"source": "5", "number": 3})),
        ("Split cell 3 at line 2.", ("split_cell", {"line": 2, "number": 3})),
    ],
)
def test_a_number_belongs_to_what_is_said_beside_it(said, wanted):
    assert calls(said) == [wanted]


def test_twice_is_no_number_of_a_cell():
    assert calls("Move this cell down twice.") == []


def test_the_word_that_all_share_is_not_told():
    asked = plan("Merge the cells.", TOOLS), plan("Append a line.", TOOLS)
    assert not any("notebook" in reply.text for reply in asked), [reply.text for reply in asked]
    assert all(reply.question for reply in asked)


def test_the_functions_are_listed_without_it():
    named = [tool for tool in TOOLS if tool.name.startswith("notebook_")]
    assert "I know where, list sections," in plan("Invoke bananas.", named).text


def test_a_verb_on_each_side_makes_two_commands():
    assert [name for name, _ in calls("Run this cell and read the output.")] == ["run_cells", "read_output"]


def test_a_name_of_a_small_word_is_not_said_by_the_word_that_all_share():
    others = [tool for tool in TOOLS if "run" not in tool.name]
    assert "notebook_where" not in [call.name for call in plan("Run the whole notebook.", others).calls]


def test_the_word_that_all_share_announces_no_text():
    assert calls("Notebook cost me three euros.") == []


def test_a_text_that_nobody_needs_to_give_is_doubtful_unless_it_is_announced():
    announced, bare = (decide(said, TOOLS).doubt for said in ("New cell with a title.", "New cell bound."))
    assert announced <= SETTLED < bare


def test_this_is_what_it_says_and_not_what_was_spoken_of_before():
    after = talk(TOOLS, "Delete cell 4.", "Run this section.")
    assert [call.arguments for call in after.calls] == [{"scope": "section", "which": "this"}]


def test_a_result_is_read_also_where_a_section_is_called_so():
    assert calls("Read the result.") == [("read_output", {})]


def test_what_it_is_called_is_its_tag():
    assert calls("Call it a bird.") == [("tag_cell", {"tag": "bird"})]
    assert calls("Let's call it a day.") == []


@pytest.mark.parametrize(
    "said", ["Add two and three.", "Add two plus three.", "Add 2 and 3.", "Multiply four and five."]
)
def test_what_a_function_that_is_missing_would_do_changes_no_cell(said):
    assert calls(said) == []


def test_numbers_in_a_line_are_part_of_it():
    assert calls("Add the line two and three.") == [("append_line", {"line": "two and three"})]
