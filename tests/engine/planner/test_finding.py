import json

import pytest

from navai_jupyter.engine.planner.model import Called, ForArguments, Returned, Said, Situation
from navai_jupyter.engine.planner.responding import respond
from tests.engine.planner.tools import ADD, CONTROLS, DISPATCH, INTEGER, TEXT, function

FIND = function("voice_find_function", "Search all 500 functions.", query=TEXT)
TOOLS = (DISPATCH, FIND, ADD, *CONTROLS)
TUNE = function("tune_piano", "Tune the piano in a room.", room=TEXT, pitch={**INTEGER, "default": 440})
WATER = function("water_plants", "Give the plants water.", minutes=INTEGER)


def asked(*entries, tools=TOOLS, question=None):
    return respond(Situation("", entries, tools, "auto", question))


def search(query, *tools, call_id="f"):
    """A call of the search, and the page's answer."""
    functions = [
        {"name": tool.name, "description": tool.description, "parameters": tool.parameters} for tool in tools
    ]
    arguments, output = json.dumps({"query": query}), json.dumps({"ok": True, "functions": functions})
    return Called(call_id, "voice_find_function", arguments), Returned(call_id, output)


def calls(reply):
    return [(call.name, call.arguments) for call in reply.calls]


def executed(name, **payload):
    return "execute_app_function", {"function_name": name, "payload": payload}


def test_what_no_tool_does_is_searched_for():
    reply = asked(Said("user", "Tune the piano in the hall."))
    assert calls(reply) == [("voice_find_function", {"query": "Tune the piano in the hall."})]


def test_what_was_found_is_called_in_the_same_turn():
    said = Said("user", "Tune the piano in the hall.")
    reply = asked(said, *search(said.text, WATER, TUNE))
    assert calls(reply) == [executed("tune_piano", room="hall")]


@pytest.mark.parametrize("sentence", ["Add two and three.", "Hello.", "What can I say?", "Stop that."])
def test_what_is_clear_needs_no_search(sentence):
    assert all(name != "voice_find_function" for name, _ in calls(asked(Said("user", sentence))))


def test_without_the_tool_nothing_is_searched():
    reply = asked(Said("user", "Tune the piano in the hall."), tools=(DISPATCH, ADD))
    assert (calls(reply), reply.understood) == ([], False)


def test_one_search_in_a_turn_is_enough():
    said = Said("user", "Paint the fence.")
    reply = asked(said, *search(said.text, TUNE))
    assert (calls(reply), reply.understood) == ([], False)
    assert "call tune piano with room" in reply.text  # what comes near is named


def test_a_search_that_failed_ends_in_words():
    said = Said("user", "Paint the fence.")
    reply = asked(said, search(said.text)[0], Returned("f", '{"ok": false, "error": "lost"}'))
    assert (calls(reply), reply.understood) == ([], False)


def test_what_is_missing_is_asked_for_and_then_called():
    said = Said("user", "Water the plants.")
    entries = (said, *search(said.text, WATER))
    reply = asked(*entries)
    assert isinstance(reply.question, ForArguments)
    entries = (*entries, Said("assistant", reply.text), Said("user", "Five."))
    assert calls(asked(*entries, question=reply.question)) == [executed("water_plants", minutes=5)]


def test_the_result_is_reported_and_the_search_is_not():
    said = Said("user", "Tune the piano in the hall.")
    name, arguments = executed("tune_piano", room="hall")
    called = Called("c", name, json.dumps(arguments))
    answer = Returned("c", '{"ok": true, "function_name": "tune_piano", "result": 440}')
    reply = asked(said, *search(said.text, TUNE, WATER), called, answer)
    assert reply.text == "The result is 440."


def test_what_was_found_stays_known():
    said = Said("user", "Tune the piano in the hall.")
    name, arguments = executed("tune_piano", room="hall")
    before = (
        said,
        *search(said.text, TUNE),
        Called("c", name, json.dumps(arguments)),
        Returned("c", '{"ok": true, "result": 440}'),
        Said("assistant", "The result is 440."),
    )
    again = asked(*before, Said("user", "Do it again."))
    assert calls(again) == [executed("tune_piano", room="hall")]
    other = asked(*before, Said("user", "Tune the piano in the cellar."))
    assert calls(other) == [executed("tune_piano", room="cellar")]


def test_what_has_a_tool_by_now_is_called_by_it():
    said = Said("user", "Tune the piano in the hall.")
    reply = asked(said, *search(said.text, TUNE), tools=(*TOOLS, TUNE))
    assert calls(reply) == [("tune_piano", {"room": "hall"})]
