"""What was spent or earned is written down, where a tool does that."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import NUMBER, TEXT, function
from tests.engine.planner.toolsets import one_of

TOOLS = [
    function(
        "add_expense",
        "Record money that was spent.",
        amount=NUMBER,
        category=one_of("groceries", "rent", "fun"),
    ),
    function("add_income", "Note down money that came in.", amount=NUMBER, source=TEXT),
]


def calls(said, tools=TOOLS):
    return [(call.name, *call.arguments.values()) for call in plan(said, tools).calls]


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("I spent thirty euros on groceries.", ("add_expense", 30, "groceries")),
        ("I spent $30 on groceries.", ("add_expense", 30, "groceries")),
        ("We have already paid 850 for rent.", ("add_expense", 850, "rent")),
        ("€9.50 went on fun.", ("add_expense", 9.5, "fun")),
        ("I got $50 from grandma.", ("add_income", 50, "grandma")),
        ("Two hundred euros came from Tom.", ("add_income", 200, "Tom")),
    ],
)
def test_money_that_moved_is_recorded(said, called):
    assert calls(said) == [called]


@pytest.mark.parametrize(
    "said",
    [
        "I spent thirty years on the stage.",
        "I spent the whole weekend on groceries.",
        "She spent thirty euros on groceries.",
        "That notebook cost me three euros.",
        "I paid for the groceries.",
        "I got three letters from Tom.",
    ],
)
def test_what_was_spent_otherwise_is_not(said):
    assert calls(said) == []


def test_without_a_tool_for_it_nothing_is_recorded():
    assert (
        calls("I spent thirty euros on groceries.", [function("split_bill", total=NUMBER, people=TEXT)]) == []
    )
