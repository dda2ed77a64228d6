"""Commands of a menu, each of which is a value of one tool."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import TOOLS, function

LABELS = {"type": "string", "enum": ["Show Line Numbers", "Zoom In", "Zoom Out", "Presentation Mode", "Theme"]}
SIZE = {"type": "object", "properties": {"size": {"type": "integer"}}, "default": {}}
MENU = function("lab_command", "Run a command by its name in the menus.", command=LABELS, args=SIZE)
DELETE = function("delete_table", "Delete a table.", table={"enum": ["old sales", "new sales"]})


def calls(said):
    return [(call.name, call.arguments) for call in plan(said, [*TOOLS, MENU, DELETE]).calls]


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Show line numbers.", "Show Line Numbers"),
        ("Please show me the line numbers.", "Show Line Numbers"),
        ("Zoom in.", "Zoom In"),
        ("Could you zoom out?", "Zoom Out"),
        ("Presentation mode.", "Presentation Mode"),
    ],
)
def test_a_label_alone_is_the_command(said, label):
    assert calls(said) == [("lab_command", {"command": label})]


@pytest.mark.parametrize("said", ["Old sales.", "Theme.", "The presentation was long.", "In Zoom we met."])
def test_other_words_are_none(said):
    assert calls(said) == []
