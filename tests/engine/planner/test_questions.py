"""Conversations of two turns: a question of ours, and its answer."""

import pytest

from navai_jupyter.engine.planner import Call, plan
from navai_jupyter.engine.planner.model import ForChoice
from tests.engine.planner.tools import ADD, LOAD_SALES, TOOLS, function

SOUTH_2024 = Call("load_sales", {"year": 2024, "region": "south"})


def talk(*sentences, tools=TOOLS):
    question, reply = None, None
    for sentence in sentences:
        reply = plan(sentence, tools, question)
        question = reply.question
    return reply


@pytest.mark.parametrize(
    ("sentences", "call"),
    [
        (["add", "two and three"], Call("add", {"a": 2, "b": 3})),
        (["add two", "three"], Call("add", {"a": 2, "b": 3})),
        (["add two", "to"], Call("add", {"a": 2, "b": 2})),
        (["add", "two", "three"], Call("add", {"a": 2, "b": 3})),
        (["load sales in the south", "2024"], SOUTH_2024),
        (
            ["load sales in the south", "the year is twenty twenty four"],
            SOUTH_2024,
        ),
        (["add two", "go to results"], Call("navigate_to", {"target": "Results"})),
        (["call load sales with year 2024 and region model", "south"], SOUTH_2024),
        (["greet", "Ada"], Call("greet", {"name": "Ada"})),
    ],
)
def test_what_is_missing_is_asked_for_until_it_is_there(sentences, call):
    assert not talk(*sentences[:-1]).calls
    assert talk(*sentences).calls == (call,)


def test_the_question_names_what_is_missing():
    assert talk("add").text == "What are a and b for add?"
    assert talk("add 2").text == "What is b for add?"
    assert talk("load sales").text == "What is the year for load sales?"
    paint = function("paint", colour={"enum": ["red", "blue"]})
    assert talk("paint", tools=[paint]).text == "Which colour: red or blue?"


@pytest.mark.parametrize("word", ["cancel", "never mind", "Stop."])
def test_a_question_can_be_dropped(word):
    reply = talk("add two", word)
    assert reply.text == "Okay, I dropped it."
    assert talk("add two", word, "three").calls == ()


PLACES = function("navigate_to", target={"type": "string", "examples": ["Results north", "Results south"]})

GUESSABLE = function("navigate_to", target={"type": "string", "examples": ["Introduction", "Data cleaning"]})


@pytest.mark.parametrize("answer", ["south", "Results South.", "the second one", "second"])
def test_of_two_places_that_fit_one_is_chosen(answer):
    assert talk("go to results", tools=[PLACES]).text == "Did you mean Results north or Results south?"
    assert talk("go to results", answer, tools=[PLACES]).calls == (
        Call("navigate_to", {"target": "Results south"}),
    )


@pytest.mark.parametrize("answer", ["yes", "the first one", "Data cleaning"])
def test_a_guess_is_confirmed(answer):
    asked = talk("go to dating cleanse", tools=[GUESSABLE])
    assert asked.text == "Did you mean Data cleaning?"
    assert talk("go to dating cleanse", answer, tools=[GUESSABLE]).calls == (
        Call("navigate_to", {"target": "Data cleaning"}),
    )


def test_no_to_a_guess_runs_nothing():
    assert talk("go to results", "no", tools=[PLACES]).calls == ()


EVALUATE = function("evaluate_model", metric={"enum": ["accuracy", "precision"], "default": "accuracy"})
EVALUATED = {"evaluate model": Call("evaluate_model", {})}


def test_a_guess_is_confirmed_by_saying_how():
    calls = plan("Use precision.", [EVALUATE], ForChoice(EVALUATED)).calls
    assert calls == (Call("evaluate_model", {"metric": "precision"}),)


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ("I lost my precision pen.", EVALUATED),
        ("Use precision.", {**EVALUATED, "train model": Call("train", {})}),
    ],
)
def test_a_guess_is_not_confirmed_by_anything_else(said, options):
    assert plan(said, [EVALUATE], ForChoice(options)).calls == ()


def test_a_tool_that_vanished_is_not_called():
    asked = talk("load sales", tools=[LOAD_SALES, ADD])
    assert plan("2024", [ADD], asked.question).calls == ()
