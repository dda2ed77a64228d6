"""A description is also a sentence that people say, with a value where it says "something"."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import INTEGER, TEXT, function

TOOLS = [
    function("assign_driver", "Put a driver on a van.", van=INTEGER, driver=TEXT),
    function("lock_doors", "Lock a van from here.", van=INTEGER),
    function("invite_guest", "Ask somebody to come on the show.", name=TEXT),
    function("remove_ingredient", "Leave something out of the recipe.", name=TEXT),
    function("send_invoice", "Bill a guest.", guest=TEXT),
    function("add_prop", "Put a thing on the list for the stage.", name=TEXT),
    function("locate_van", "Where a van is right now.", van=INTEGER),
]


def calls(said):
    return [(call.name, *call.arguments.values()) for call in plan(said, TOOLS).calls]


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("Put Sven on van seven.", ("assign_driver", 7, "Sven")),
        ("Lock van six.", ("lock_doors", 6)),
        ("Ask Doctor Weber to be on the show.", ("invite_guest", "Doctor Weber")),
        ("Leave the onions out.", ("remove_ingredient", "onions")),
        ("Could you take the garlic out of the recipe?", ("remove_ingredient", "garlic")),
        ("Bill Mister Anderson.", ("send_invoice", "Mister Anderson")),
        ("Put a lantern on the list.", ("add_prop", "lantern")),
    ],
)
def test_a_value_stands_where_the_description_is_open(said, called):
    assert calls(said) == [called]


def test_each_of_several_values_is_a_call():
    assert calls("Lock van one and van two.") == [("lock_doors", 1), ("lock_doors", 2)]


@pytest.mark.parametrize(
    "said",
    [
        "Put the kettle on.",
        "Put a lantern in the window.",
        "Ask me later.",
        "Ask Peter what he thinks of it.",
        "Leave it to the children of my sister.",
        "We asked somebody to come.",
        "Where was the driver?",
    ],
)
def test_the_verb_alone_is_no_such_sentence(said):
    assert calls(said) == []
