"""What is said to gain time is left out, and what is taken back is replaced."""

import pytest

from navai_jupyter.engine.planner import plan
from navai_jupyter.engine.planner.fluency import fluent, repaired
from navai_jupyter.engine.planner.words import joined, tokens
from tests.engine.planner.toolsets import EDITING


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Uh, run, um, cell five.", "run cell five"),
        ("Show me the, erm, the notes.", "show me the notes"),
        ("Let's, let's, you know, save it.", "let us save it"),
        ("Set it to, I don't know, ten.", "set it to ten"),
        ("Next, next cell.", "next cell"),
        ("Clear the label, label it dog.", "clear the label label it dog"),
        ("Bye bye.", "bye bye"),
        ("Two two one.", "two two one"),
        ("Mean of 2, 2 and 3.", "mean of 2 2 and 3"),
        ("Um.", "um"),
    ],
)
def test_hesitations_are_left_out(said, meant):
    assert joined(fluent(tokens(said))) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Run cell twenty six, no, seven.", "run cell seven"),
        ("Delete the first, I mean the second cell.", "delete the second cell"),
        ("Open, no, close the door.", "close the door"),
        ("Open no close the door.", "close the door"),
        ("Open sorry close the door.", "close the door"),
        ("Add 3, no 4 euros.", "add 4 euros"),
        ("Go to minus ten, make that minus five.", "go to minus five"),
        ("Add twelve, no wait, fifteen euros.", "add fifteen euros"),
    ],
)
def test_what_was_taken_back_is_replaced(said, meant):
    assert joined(next(repaired(fluent(tokens(said))))) == meant


@pytest.mark.parametrize("said", ["No, the second one.", "There is no cell five.", "Run cell five."])
def test_nothing_is_taken_back_by_a_plain_no(said):
    assert list(repaired(tokens(said))) == []


def test_a_corrected_number_is_the_one_that_counts():
    (call,) = plan("Uh, delete cell nine, sorry, nineteen.", EDITING).calls
    assert call.arguments == {"number": 19}
