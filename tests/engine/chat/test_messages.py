"""The conversation as a chat server is given it."""

import pytest

from navai_jupyter.engine.chat.messages import (
    GO_ON,
    MOST_CHARACTERS,
    MOST_OUTPUT,
    MOST_ROUNDS,
    NO_RESULT,
    SPOKEN,
    messages,
    request,
)
from navai_jupyter.engine.planner import Called, Returned, Said, Situation, Tool

ADD = Tool("add", "Add two numbers.", {"type": "object", "properties": {"a": {"type": "integer"}}})
UNDO = Tool("voice_undo")


def asked(*entries, **rest):
    """The messages after the system's."""
    return messages(Situation(entries=entries, **rest))[1:]


def call(id, name, arguments="{}"):
    return {"id": id, "type": "function", "function": {"name": name, "arguments": arguments}}


def output(id, content):
    return {"role": "tool", "tool_call_id": id, "content": content}


def called(id):
    return Called(id, "add", "{}")


USER = Said("user", "add 2 and 3")
SPOKE = {"role": "user", "content": "add 2 and 3"}


def test_instructions_and_all_that_the_system_said_come_first_in_one_message():
    situation = Situation("Be kind.", (USER, Said("system", "The notebook is now b.ipynb.")))
    system, *rest = messages(situation)
    assert system == {"role": "system", "content": f"Be kind.\n\nThe notebook is now b.ipynb.\n\n{SPOKEN}"}
    assert rest == [SPOKE]


def test_calls_of_one_turn_are_one_message_followed_by_their_outputs():
    found = asked(
        USER,
        Said("assistant", "Let me see."),
        Called("x", "add", '{"a": 2}'),
        Called("y", "voice_undo", ""),
        Returned("y", "ok"),
        Returned("x", "5"),
        Said("assistant", "Five."),
        Said("user", "thanks"),
    )
    assert found == [
        SPOKE,
        {
            "role": "assistant",
            "content": "Let me see.",
            "tool_calls": [call("x", "add", '{"a": 2}'), call("y", "voice_undo")],
        },
        output("x", "5"),
        output("y", "ok"),
        {"role": "assistant", "content": "Five."},
        {"role": "user", "content": "thanks"},
    ]


def test_a_call_after_a_result_is_a_message_of_its_own():
    found = asked(USER, called("x"), Returned("x", "5"), called("y"), Returned("y", "6"))
    assert [message["role"] for message in found] == ["user", "assistant", "tool", "assistant", "tool"]


def test_an_output_without_a_call_is_dropped_and_a_call_without_output_says_so():
    found = asked(Returned("gone", "1"), USER, called("x"))
    assert found == [
        SPOKE,
        {"role": "assistant", "content": "", "tool_calls": [call("x", "add")]},
        output("x", NO_RESULT),
    ]


def test_an_output_that_came_after_words_is_told_where_it_came():
    found = asked(USER, called("x"), Said("user", "hello?"), Returned("x", "5"))
    assert found[2:] == [output("x", NO_RESULT), {"role": "user", "content": "hello?\n(Result of add: 5)"}]


@pytest.mark.parametrize("entries", [(), (Said("assistant", "Hello."),), (Said("user", " "),)])
def test_somebody_else_speaks_last_or_the_model_would_go_on_with_its_own_words(entries):
    assert asked(*entries)[-1] == {"role": "user", "content": GO_ON}


def test_an_old_conversation_is_cut_where_a_person_spoke():
    turn = (Said("user", "again"), called("x"), Returned("x", "9" * 3000), Said("assistant", "Nine."))
    found = asked(*turn * 20, USER)
    assert found[0]["role"] == "user"
    assert found[-1] == SPOKE
    assert MOST_CHARACTERS / 2 < sum(len(message["content"]) for message in found) < MOST_CHARACTERS


def test_the_newest_turn_is_kept_whatever_its_size_and_a_long_output_is_cut():
    found = asked(Said("user", "a" * MOST_CHARACTERS), called("x"), Returned("x", "9" * 50_000))
    assert [message["role"] for message in found] == ["user", "assistant", "tool"]
    assert len(found[-1]["content"]) < MOST_OUTPUT + 20


@pytest.mark.parametrize(
    ("choice", "tools", "mapped"),
    [
        ("auto", True, None),
        ("required", True, "required"),
        ("add", True, {"type": "function", "function": {"name": "add"}}),
        ("none", False, None),
    ],
)
def test_tools_are_passed_as_they_are(choice, tools, mapped):
    body = request(Situation(entries=(USER,), tools=(ADD, UNDO), tool_choice=choice))
    assert body.get("tool_choice") == mapped
    if not tools:
        assert "tools" not in body
        return
    add, undo = (tool["function"] for tool in body["tools"])
    assert add == {"name": "add", "description": "Add two numbers.", "parameters": ADD.parameters}
    assert undo["parameters"] == {"type": "object", "properties": {}}


def test_a_model_that_never_stops_calling_must_speak_at_last():
    rounds = [entry for at in range(MOST_ROUNDS) for entry in (called(f"{at}"), Returned(f"{at}", "1"))]
    assert "tools" in request(Situation(entries=(USER, *rounds[:-2]), tools=(ADD,)))
    assert "tools" not in request(Situation(entries=(USER, *rounds), tools=(ADD,)))
    assert "tools" in request(Situation(entries=(USER, *rounds, Said("user", "more")), tools=(ADD,)))
