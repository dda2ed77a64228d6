"""What was said, when a sound may hold several wordings."""

import pytest

from navai_jupyter.engine.planner import Situation, Wording, choose, understand, with_other_numbers
from tests.engine.planner.toolsets import EDITING, SALES


def chosen(wordings, tools=EDITING):
    """Of texts with the logarithms of their probability; the first is the one that was heard."""
    others = [Wording(text, likelihood) for text, likelihood in wordings.items()]
    return choose(others[0].text, others, Situation(tools=tuple(tools)))


def settled(text, tools=EDITING, **fields):
    return understand(text, Situation(tools=tuple(tools), **fields)).settled


def test_what_makes_sense_was_said():
    assert (
        chosen({"Move on the fourth cast.": -1.0, "Move on to forecast.": -2.0}, SALES)
        == "Move on to forecast."
    )


def test_what_sounds_unlikely_was_not_said():
    heard = "Thorough cell fifteen."
    assert chosen({heard: -1.0, "Throw away cell fifteen.": -9.0}) == heard


def test_what_is_no_command_at_all_becomes_one_only_when_that_sounds_about_as_likely():
    assert chosen({"He moved on to forecast.": -1.0, "Move on to forecast.": -3.0}, SALES).startswith("He")
    assert chosen({"He moved on to forecast.": -1.0, "Move on to forecast.": -1.2}, SALES).startswith("Move")


def test_a_command_that_lacks_an_argument_is_hardly_ever_another_one():
    assert chosen({"Load the sales.": -1.0, "Go to the sales.": -3.0}, SALES) == "Load the sales."
    assert chosen({"Load the sales.": -1.0, "Go to Sales by region.": -1.1}, SALES) == "Go to Sales by region."


def test_of_two_commands_the_likelier_was_said():
    assert chosen({"Sell 15.": -1.0, "Delete cell 15.": -2.5, "Run cell 15.": -1.5}) == "Run cell 15."


def test_a_plain_command_outweighs_a_doubtful_one_that_sounds_a_little_likelier():
    wordings = {"Ron sell for.": -1.0, "Throw cell four.": -1.1, "Run cell four.": -1.6}
    assert chosen(wordings) == "Run cell four."


def test_another_number_may_have_been_said_where_it_is_nearly_as_likely():
    others = [Wording("Run cell 40.", -1.0), Wording("Run cell 14.", -1.5), Wording("Run cell 4.", -2.0)]
    assert with_other_numbers("Run cell 40.", others) == ("Run cell 14.",)
    assert with_other_numbers("Run cell 14.", others) == ("Run cell 40.", "Run cell 4.")
    assert with_other_numbers("Run cell 7.", others) == ()


@pytest.mark.parametrize("other", ["Ron cell 40.", "Run cell 40 now.", "Run cell for."])
def test_other_words_are_no_other_numbers(other):
    assert with_other_numbers("Run cell 40.", [Wording("Run cell 40.", -1.0), Wording(other, -1.1)]) == ()


def test_what_stops_early_was_not_said():
    wordings = {"The cell that I ran yesterday.": -1.0, "Run cell.": -1.1}
    assert chosen(wordings) == "The cell that I ran yesterday."


def test_where_nothing_is_a_command_the_likeliest_stays():
    assert chosen({"What a day.": -1.0, "What today.": -1.2}) == "What a day."
    assert choose("What a day.", [], Situation(tools=tuple(EDITING))) == "What a day."


@pytest.mark.parametrize(
    "text", ["Run cell four.", "What can I say?", "Go to the", "", "Load the sales for 2024."]
)
def test_what_is_clear_or_unfinished_needs_no_other_wording(text):
    assert settled(text, [*EDITING, *SALES])


@pytest.mark.parametrize("text", ["Thorough cell fifteen.", "Load the sales.", "I am so tired today."])
def test_what_makes_no_sense_yet_may_have_been_something_else(text):
    assert not settled(text, [*EDITING, *SALES])


def test_without_functions_nothing_is_looked_for():
    assert settled("I am so tired today.", [])


def test_a_doubtful_command_is_carried_out_unless_another_sounds_about_as_likely():
    heard = "Safe notebook."
    assert chosen({heard: -1.0, "Save the notebook.": -3.0}) == heard
    assert chosen({heard: -1.0, "Save the notebook.": -1.5}) == "Save the notebook."
