"""Two numbers that a sound holds as likely as each other: it is asked which one was said."""

import pytest

from navai_jupyter.engine.planner import Call, Reply, Said, Situation, respond
from tests.engine.planner.tools import ADD, LOAD_SALES, TRAIN

TOOLS = (LOAD_SALES, ADD, TRAIN)


def heard(text, *rivals, question=None):
    return respond(Situation(entries=(Said("user", text, rivals),), tools=TOOLS, question=question))


def load(year):
    return Call("load_sales", {"year": year})


def test_the_person_is_asked_which_number_it_was():
    asked = heard("Load sales for 2019.", "Load sales for 2009.", "Load sales for 2018.")
    assert (asked.calls, asked.text) == ((), "Did you mean 2019, 2009 or 2018?")


@pytest.mark.parametrize(
    ("answer", "year"),
    [("2009.", 2009), ("Two thousand nineteen.", 2019), ("2009", 2009), ("the second one", 2009)],
)
def test_the_answer_is_carried_out(answer, year):
    asked = heard("Load sales for 2019.", "Load sales for 2009.")
    assert heard(answer, question=asked.question).calls == (load(year),)


def test_nobody_is_asked_twice():
    asked = heard("Load sales for 2019.", "Load sales for 2009.")
    assert heard("2009.", "2019.", question=asked.question).calls == (load(2009),)


def test_who_demands_a_call_gets_one():
    said = Said("user", "Load sales for 2019.", ("Load sales for 2009.",))
    assert respond(Situation(entries=(said,), tools=TOOLS, tool_choice="required")).calls == (load(2019),)


def test_a_number_is_chosen_before_a_place_in_the_list():
    asked = heard("Load sales for 2.", "Load sales for 1.")
    assert heard("One.", question=asked.question).calls == (load(1),)


@pytest.mark.parametrize(
    ("said", "rival"),
    [
        ("Train the model.", "Train the model 2."),
        ("Load sales for 2019.", "Load sails four 2009 and."),
        ("Load sales for 2019 and train the model.", "Load sales for 2009 and train the model."),
    ],
)
def test_what_makes_no_other_call_is_not_asked_about(said, rival):
    assert heard(said, rival) == heard(said) != Reply()
