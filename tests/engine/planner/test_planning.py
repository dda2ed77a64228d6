"""Sentences as people say them and as the recogniser writes them, and what they must or must not do."""

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.tools import (
    ADD,
    INTEGER,
    LOAD_SALES,
    NAVIGATE,
    NUMBER,
    TEXT,
    TOOLS,
    TRAIN,
    function,
)

NORTH_2024 = {"year": 2024, "region": "north"}


def calls(text, tools=TOOLS):
    return [(call.name, call.arguments) for call in plan(text, tools).calls]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("go to results", "Results"),
        ("Go to Results.", "Results"),
        ("Go to result.", "Results"),
        ("Go too results", "Results"),
        ("Got to the results.", "Results"),
        ("take me to the model training section", "Model training"),
        ("Take me to Model Trading.", "Model training"),
        ("open data cleaning", "Data cleaning"),
        ("Open Data Cleaning Results, please.", "Data cleaning results"),
        ("show me the results", "Results"),
        ("where is the introduction?", "Introduction"),
        ("could you please go to the introduction", "Introduction"),
        ("Hey, let's go back to the data cleaning.", "Data cleaning"),
        ("scroll down to step two", "Step 2"),
        ("jump to Step 2", "Step 2"),
        ("Results.", "Results"),
        ("go to training", "Model training"),
    ],
)
def test_places(said, place):
    assert calls(said) == [("navigate_to", {"target": place})]


@pytest.mark.parametrize(
    ("said", "name", "arguments"),
    [
        ("add two and three", "add", {"a": 2, "b": 3}),
        ("Add 2 and 3.", "add", {"a": 2, "b": 3}),
        ("Add 2 + 3", "add", {"a": 2, "b": 3}),
        ("Ad two and three.", "add", {"a": 2, "b": 3}),
        ("at 17 and 25.", "add", {"a": 17, "b": 25}),
        ("add to and three", "add", {"a": 2, "b": 3}),
        ("add two to three", "add", {"a": 2, "b": 3}),
        ("add for and one", "add", {"a": 4, "b": 1}),
        ("Please add minus five and twenty one.", "add", {"a": -5, "b": 21}),
        ("call add with b 7 and a 1", "add", {"a": 1, "b": 7}),
        ("add one hundred and five and ten", "add", {"a": 105, "b": 10}),
        ("call load sales with year twenty twenty four and region north", "load_sales", NORTH_2024),
        ("Call load sales with year 2024 and region north.", "load_sales", NORTH_2024),
        ("load sales for 2024", "load_sales", {"year": 2024}),
        ("Load sales 2024, South.", "load_sales", {"year": 2024, "region": "south"}),
        ("load sails in the south for nineteen ninety nine", "load_sales", {"year": 1999, "region": "south"}),
        ("run train model", "train_model", {}),
        ("Runtrain model.", "train_model", {}),
        ("train the model", "train_model", {}),
        ("Can you run the train model function?", "train_model", {}),
        ("add note buy milk and eggs", "add_note", {"text": "buy milk and eggs"}),
        ("Add note Ask Ada about report_2024.csv", "add_note", {"text": "Ask Ada about report_2024.csv"}),
        ("greet Alice", "greet", {"name": "Alice"}),
        ("greet with name Alice and loud", "greet", {"name": "Alice", "loud": True}),
        ("mean of 1, 2 and 3", "mean", {"values": [1, 2, 3]}),
        ("calculate the mean of one, two and three point five", "mean", {"values": [1, 2, 3.5]}),
        ("scale by zero point five", "scale", {"factor": 0.5}),
        ("show me the chart of the monthly revenue", "plot_revenue", {}),
        ("call tidy up", "execute_app_function", {"function_name": "tidy_up", "payload": None}),
        ("stop", "voice_stop_call", {}),
        ("Cancel that.", "voice_stop_call", {}),
        ("what can I say?", "voice_help", {}),
        ("Undo the last change.", "voice_undo", {}),
        ("Under the last change.", "voice_undo", {}),
        ("and do the last change", "voice_undo", {}),
        ("What is running?", "voice_status", {}),
        ("How far is it?", "voice_status", {}),
    ],
)
def test_functions(said, name, arguments):
    assert calls(said) == [(name, arguments)]


@pytest.mark.parametrize(
    "said",
    [
        "Thank you, that is great.",
        "The weather is nice.",
        "At the moment I am tired.",
        "At 5.",
        "at a quarter to three",
        "and then what",
        "I like results",
        "These results look good to me.",
        "open the window",
        "show me the money",
        "Run away!",
        "it rains",
        "I will go home",
        "Let's go.",
        "What time is it?",
        "add milk to the list",
        "we had two and a half hours",
        "My train was late",
        "train model people are often late",
        "She said the sales were loaded onto a truck",
        "I do not know",
        "hello",
        "Yes.",
        "two",
        "Bye.",
        "you",
        "I mean it",
        "mean people",
        "He has a note",
    ],
)
def test_a_sentence_that_is_no_command_calls_nothing(said):
    reply = plan(said, TOOLS)
    assert (reply.calls, reply.question) == ((), None)
    assert reply.text


def test_silence_is_answered_by_silence():
    assert plan(" ... ", TOOLS) == plan("", TOOLS)
    assert plan("", TOOLS).text == ""


def test_two_commands_in_one_sentence():
    assert calls("go to results and add two and three") == [
        ("navigate_to", {"target": "Results"}),
        ("add", {"a": 2, "b": 3}),
    ]
    assert calls("train the model, then open the introduction") == [
        ("train_model", {}),
        ("navigate_to", {"target": "Introduction"}),
    ]


def test_an_unknown_place_is_said_with_what_there_is():
    reply = plan("go to the moon", TOOLS)
    assert not reply.calls
    assert "moon" in reply.text
    assert "Results" in reply.text


def test_another_number_is_another_place():
    assert calls("go to step three") == []
    assert calls("go to step two") == [("navigate_to", {"target": "Step 2"})]


def test_an_unknown_function_is_said_with_what_there_is():
    reply = plan("call delete everything", [ADD, TRAIN])
    assert reply.text == "There is no function called delete everything. I know add and train model."


def test_not_understanding_offers_what_can_be_said():
    assert plan("blah blah", [NAVIGATE, ADD]).text == (
        "I did not understand that. You can say: go to Results or call add with a and b."
    )
    assert "offers no functions" in plan("blah blah", []).text


def test_without_examples_the_place_is_sent_as_it_was_said():
    anywhere = function("navigate_to", target={"type": "string"})
    assert calls("Go to the Sales Report.", [anywhere]) == [("navigate_to", {"target": "Sales Report"})]


def test_help_without_a_help_tool_lists_sentences():
    assert plan("what can I say", [NAVIGATE, LOAD_SALES]).text == (
        "You can say: go to Results or call load sales with year."
    )


def test_a_function_beats_a_place_of_a_like_name():
    show = function("show_results", "Show the results table.")
    assert calls("show results", [NAVIGATE, show]) == [("show_results", {})]
    assert calls("go to results", [NAVIGATE, show]) == [("navigate_to", {"target": "Results"})]


def test_a_handoff_is_a_function_like_any_other():
    handoff = function("transfer_to_data_agent", "Hand off to the data agent.")
    assert calls("transfer to data agent", [handoff]) == [("transfer_to_data_agent", {})]


def test_a_number_that_sounds_like_a_polite_ending_is_the_number_when_one_is_wanted():
    tools = [function("run_cell", "Run one cell.", number=INTEGER), function("clear", "Clear all outputs.")]
    assert calls("run cell too", tools) == [("run_cell", {"number": 2})]
    assert calls("run cell 5 too", tools) == [("run_cell", {"number": 5})]
    assert calls("clear the outputs too", tools) == [("clear", {})]


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("For age, fill the gaps with zero.", {"column": "age", "strategy": "zero"}),
        ("With the mean, fill the gaps in age.", {"column": "age", "strategy": "mean"}),
        ("In body height, fill the gaps with the mean, please.", {"column": "body height", "strategy": "mean"}),
    ],
)
def test_a_phrase_may_stand_before_the_verb(said, arguments):
    strategy = {"type": "string", "enum": ["mean", "zero"]}
    fill = function("fill_gaps", "Fill the gaps in a column.", column=TEXT, strategy=strategy)
    assert calls(said, [fill]) == [("fill_gaps", arguments)]


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("an hour and a half", 90),
        ("half an hour", 30),
        ("a quarter of an hour", 15),
        ("2 hours and 5 minutes", 125),
    ],
)
def test_a_duration_in_the_unit_that_is_wanted(said, minutes):
    timer = function("set_timer", "Ring after some minutes.", minutes=NUMBER)
    assert calls(f"set a timer for {said}", [timer]) == [("set_timer", {"minutes": minutes})]


def test_a_date_is_taken_whole():
    book = function(
        "book_room", "Book the room.", day={"type": "string", "format": "date"}, hours={**NUMBER, "default": 1}
    )
    assert calls("book the room for May 5th 2026", [book]) == [("book_room", {"day": "2026-05-05"})]


RESTART = function("restart_kernel")
DELETE_NOTEBOOK = function("delete_notebook")


@pytest.mark.parametrize(
    "said",
    [
        "Should I delete the notebook?",
        "Shall I restart the kernel?",
        "What happens if I restart the kernel?",
        "What would happen if I deleted the notebook?",
        "Kernel.",
        "Notebook",
    ],
)
def test_what_is_only_considered_or_named_is_not_done(said):
    assert calls(said, (RESTART, DELETE_NOTEBOOK)) == []


def test_a_name_alone_is_asked_about():
    assert plan("Kernel.", (RESTART, DELETE_NOTEBOOK)).text == "Did you mean restart kernel?"


def test_the_sides_of_an_equation_may_be_two_arguments():
    keep = function(
        "filter_equal", "Keep the rows where a column is equal to a value.", column=TEXT, value=TEXT
    )
    wanted = ("filter_equal", {"column": "city", "value": "Paris"})
    assert calls("Filter rows where city equals Paris.", [keep]) == [wanted]


@pytest.mark.parametrize("said", ["Replace the cream with oat milk.", "Swap the cream for oat milk."])
def test_two_things_after_a_verb_that_takes_two_are_a_command(said):
    swap = function("swap_ingredient", old=TEXT, new=TEXT)
    assert [call.arguments for call in plan(said, [swap]).calls] == [{"old": "cream", "new": "oat milk"}]


def test_one_thing_after_the_only_verb_is_asked_about():
    drop = function("remove_ingredient", name=TEXT)
    assert plan("Remove the cream.", [drop]).text == "Did you mean remove ingredient?"
