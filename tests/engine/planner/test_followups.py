"""Conversations: sentences that only mean something after what was done before."""

import json
from datetime import date

import pytest

from navai_jupyter.engine.planner import Call, Called, Returned, Said, Situation, Tool, respond
from tests.engine.planner.tools import INTEGER, function
from tests.engine.planner.toolsets import DEVICES, EDITING, LEARNING, NOTES, SALES, optional

TODAY = date(2026, 11, 22)


def talk(tools, *sentences, tool_choice="auto"):
    """The reply to the last sentence, after all calls of the ones before were answered."""
    entries, question, reply = [], None, None
    for number, sentence in enumerate(sentences):
        entries.append(Said("user", sentence))
        situation = Situation(
            entries=tuple(entries), tools=tuple(tools), question=question, tool_choice=tool_choice
        )
        reply = respond(situation, TODAY)
        question = reply.question
        for index, call in enumerate(reply.calls):
            entries.append(Called(f"{number}.{index}", call.name, json.dumps(call.arguments)))
            entries.append(Returned(f"{number}.{index}", '{"ok": true, "result": 5}'))
        entries.append(Said("assistant", reply.text or "The result is 5."))
    return reply


@pytest.mark.parametrize(
    ("tools", "sentences", "call"),
    [
        (SALES, ["load sales for 2022", "now for the south"],
         Call("load_sales", {"year": 2022, "region": "south"})),
        (SALES, ["load sales for 2022", "make that 2023"], Call("load_sales", {"year": 2023})),
        (SALES, ["load sales for 2022 in the north", "no, I meant south"],
         Call("load_sales", {"year": 2022, "region": "south"})),
        (SALES, ["load sales for 2022", "the same for 2021"], Call("load_sales", {"year": 2021})),
        (SALES, ["load sales for 2022", "what about 2020?"], Call("load_sales", {"year": 2020})),
        (SALES, ["load sales for 2022", "actually 2025"], Call("load_sales", {"year": 2025})),
        (SALES, ["load sales for 2022", "do that again"], Call("load_sales", {"year": 2022})),
        (SALES, ["load sales for 2022", "once more"], Call("load_sales", {"year": 2022})),
        (SALES, ["load sales for 2022", "load the sales again"], Call("load_sales", {"year": 2022})),
        (SALES, ["go to the overview", "go to the forecast", "go back"],
         Call("navigate_to", {"target": "Overview"})),
        (EDITING, ["go to data cleaning", "no, the other one"],
         Call("navigate_to", {"target": "Data cleaning results"})),
        (EDITING, ["run cell 4", "and cell five"], Call("notebook_run_cell", {"number": 5})),
        (EDITING, ["run cell 4", "redo that"], Call("notebook_run_cell", {"number": 4})),
        ([*EDITING, function("notebook_redo", "Redo what was undone.", count=optional(INTEGER))],
         ["run cell 4", "redo that"], Call("notebook_redo", {})),
        (EDITING, ["run cell 4", "now delete it"], Call("notebook_delete_cell", {"number": 4})),
        (DEVICES, ["set the temperature to 20", "make it 35"], Call("set_temperature", {"degrees": 35})),
        (DEVICES, ["turn on the light in the kitchen", "and the bathroom"],
         Call("turn_on_light", {"room": "bathroom"})),
        (LEARNING, ["plot a histogram of age", "the same for income"],
         Call("plot_histogram", {"column": "income"})),
        (NOTES, ["send a message", "Anna", "I am late"],
         Call("send_message", {"to": "Anna", "message": "I am late"})),
    ],
)  # fmt: skip
def test_a_sentence_goes_on_from_the_last_call(tools, sentences, call):
    assert talk(tools, *sentences).calls == (call,)


def test_what_was_said_is_said_again():
    assert talk(SALES, "refresh the data", "what did you say?").text == "The result is 5."


def test_nothing_is_repeated_that_was_never_done():
    assert talk(SALES, "do that again").calls == ()
    assert talk(SALES, "no, the other one").calls == ()
    assert talk(SALES, "the south").calls == ()


def test_help_with_a_function_names_its_arguments():
    assert talk(SALES, "help with load sales").text == (
        "Load the sales figures of one year. It needs year. "
        "You may add region, which is north, south, east, west or all."
    )


def test_the_client_may_forbid_calls_or_demand_one():
    assert talk(SALES, "load sales for 2022", tool_choice="none").calls == ()
    assert talk(SALES, "for 2022", tool_choice="load_sales").calls == (Call("load_sales", {"year": 2022}),)
    assert talk(SALES, "the revenue", tool_choice="required").calls == (Call("plot_revenue", {}),)


def test_it_keeps_what_it_is_and_takes_the_other_state():
    room = {"type": "string", "enum": ["lab", "office"], "default": "lab"}
    light = Tool(
        "switch_light",
        "Turn the light of a room on or off.",
        {"type": "object", "properties": {"on": {"type": "boolean"}, "room": room}, "required": ["on"]},
    )
    reply = talk([light], "turn the light on in the office", "turn it off again")
    assert reply.calls == (Call("switch_light", {"on": False, "room": "office"}),)
