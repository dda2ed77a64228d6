"""Responses: planned over the conversation or beside it, with overrides of their own."""

import base64

import pytest

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.outputs import EndOfSpeech, Plan, Play, Speak
from tests.engine.session.client import VOICE, Client, message


def test_deltas_carry_the_whole_speech():
    client = Client()
    client.type("hello")
    client.speak("One.", "Two.")
    deltas = [event["delta"] for event in client.events if event["type"] == "response.output_audio.delta"]
    assert sum(len(base64.b64decode(delta)) for delta in deltas) == 2 * 2 * len(VOICE)
    assert client.last("response.output_audio_transcript.done")["transcript"] == "One. Two."


def test_a_result_is_spoken_and_one_that_came_before_the_question_is_not_repeated():
    client = Client(output_modalities=["text"])
    client.type("add two and three")
    call = client.last("response.output_item.done")["item"]
    output = {"type": "function_call_output", "call_id": call["call_id"], "output": "5"}
    client.send("conversation.item.create", item=output)
    client.send("response.create")
    assert client.last("response.output_text.done")["text"] == "The result is 5."
    client.send("response.create")
    assert client.last("response.output_text.done")["text"] == "I'm listening."


def test_a_history_that_is_replayed_answers_nothing_by_itself():
    client = Client()
    call = {"type": "function_call", "call_id": "call_1", "name": "add", "arguments": '{"a": 1, "b": 2}'}
    output = {"type": "function_call_output", "call_id": "call_1", "output": "3"}
    kinds = [
        *client.send("conversation.item.create", item=call),
        *client.send("conversation.item.create", item=output),
    ]
    assert kinds == ["conversation.item.added", "conversation.item.done"] * 2


def test_a_response_out_of_the_conversation_leaves_no_trace_in_it():
    client = Client(output_modalities=["text"])
    content = [{"type": "input_text", "text": "go to results"}]
    asked = [{"type": "message", "role": "user", "content": content}]
    kinds = client.send(
        "response.create", response={"conversation": "none", "input": asked, "metadata": {"for": "test"}}
    )
    assert client.calls() == [("navigate_to", {"target": "Results"})]
    assert "conversation.item.added" not in kinds
    done = client.last("response.done")["response"]
    assert (done["conversation_id"], done["metadata"]) == (None, {"for": "test"})


def test_tool_choice_none_calls_nothing():
    client = Client(output_modalities=["text"])
    client.send("session.update", session={"type": "realtime", "tool_choice": "none"})
    client.type("go to results")
    assert client.calls() == []


def test_the_events_of_a_spoken_answer_come_in_the_providers_order():
    client = Client()
    kinds = client.type("hello") + client.speak("Hello.", "There.")
    assert kinds == [
        "response.created",
        "rate_limits.updated",
        "response.output_item.added",
        "conversation.item.added",
        "response.content_part.added",
        *["response.output_audio_transcript.delta", *["response.output_audio.delta"] * 3] * 2,
        "response.output_audio.done",
        "response.output_audio_transcript.done",
        "response.content_part.done",
        "conversation.item.done",
        "response.output_item.done",
        "response.done",
    ]
    states = [event["item"]["status"] for event in client.events if "output_item" in event["type"]]
    assert states == ["in_progress", "completed"]


def test_two_calls_of_one_sentence_are_two_items_of_one_response():
    client = Client()
    kinds = client.type("go to results and add two and three")
    call = [
        "response.output_item.added",
        "conversation.item.added",
        "response.function_call_arguments.delta",
        "response.function_call_arguments.done",
        "conversation.item.done",
        "response.output_item.done",
    ]
    assert kinds == ["response.created", "rate_limits.updated", *call, *call, "response.done"]
    assert [event["output_index"] for event in client.of("response.output_item.added")] == [0, 1]
    first, second = client.response["output"]
    assert (first["name"], second["name"]) == ("navigate_to", "add")
    assert first["call_id"] != second["call_id"]


@pytest.mark.parametrize("law", ["audio/pcmu", "audio/pcma"])
def test_an_answer_is_spoken_in_the_format_of_the_session(law):
    client = Client(audio={"output": {"format": {"type": law}}})
    client.type("hello")
    client.speak("One.", "Two.")
    deltas = [event["delta"] for event in client.of("response.output_audio.delta")]
    assert sum(len(base64.b64decode(delta)) for delta in deltas) == 2 * 8000
    assert client.response["audio"]["output"]["format"] == {"type": law}


def test_a_response_may_have_a_format_instructions_and_tools_of_its_own():
    client = Client(plans=False)
    client.send(
        "response.create",
        response={
            "instructions": "Be brief.",
            "tools": [],
            "tool_choice": "none",
            "audio": {"output": {"format": {"type": "audio/pcmu"}, "voice": "marin"}},
        },
    )
    situation = client.job(Plan).situation
    assert (situation.instructions, situation.tools, situation.tool_choice) == ("Be brief.", (), "none")
    created = client.last("response.created")["response"]
    assert created["audio"]["output"] == {"format": {"type": "audio/pcmu"}, "voice": "heart"}
    client.send("response.cancel")
    client.type("hello")
    assert client.job(Plan).situation.tools


@pytest.mark.parametrize("choice", ["auto", "none", "required", {"type": "function", "name": "add"}])
def test_the_planner_learns_which_tool_to_choose(choice):
    client = Client(plans=False, tool_choice=choice)
    client.type("go to results")
    expected = choice if isinstance(choice, str) else choice["name"]
    assert client.job(Plan).situation.tool_choice == expected


def test_a_response_over_other_items_refers_to_those_of_the_conversation():
    client = Client(output_modalities=["text"])
    client.send("conversation.item.create", item={**message("go to results"), "id": "item_asked"})
    client.send("conversation.item.create", item=message("add two and three"))
    client.send("response.create", response={"input": [{"type": "item_reference", "id": "item_asked"}]})
    assert client.calls() == [("navigate_to", {"target": "Results"})]
    client.send("response.create", response={"input": [{"type": "item_reference", "id": "item_none"}]})
    assert (client.error["code"], client.error["param"]) == ("item_not_found", "response.input[0].id")


def test_responses_out_of_the_conversation_run_beside_its_own_and_end_by_themselves():
    client = Client(plans=False)
    client.type("hello")
    mine = client.job(Plan)
    for name in ("one", "two"):
        client.send("response.create", response={"conversation": "none", "metadata": {"topic": name}})
    assert not client.of("error")
    others = [job for job in client.jobs if isinstance(job, Plan)][1:]
    client.session.planned(others[1].job, planner.Reply(calls=(planner.Call("add", {"a": 1, "b": 2}),)))
    client.session.planned_all(others[1].job)
    client.take()
    assert client.response["metadata"] == {"topic": "two"}
    one = client.of("response.created")[1]["response"]["id"]
    client.send("response.cancel", response_id=one)
    assert (client.response["id"], client.response["status"]) == (one, "cancelled")
    client.session.planned(mine.job, planner.Reply("Hello."))
    client.session.planned_all(mine.job)
    client.take()
    client.speak("Hello.")
    assert (client.response["status"], client.response["output"][0]["status"]) == ("completed", "completed")


def test_responses_that_speak_at_once_speak_one_after_another():
    client = Client(plans=False, on_track=True)
    client.type("hello")
    client.send("response.create", response={"conversation": "none"})
    for job in [job for job in client.jobs if isinstance(job, Plan)]:
        client.session.planned(job.job, planner.Reply("Some words."))
        client.session.planned_all(job.job)
    client.take()
    assert len([job for job in client.jobs if isinstance(job, Speak)]) == 1
    client.speak("Some words.")
    client.speak("Some words.")
    played = [output.response_id for output in client.others if isinstance(output, Play | EndOfSpeech)]
    first, second = [event["response"]["id"] for event in client.of("response.created")]
    assert played == [first, first, second, second]


def test_a_second_response_of_the_conversation_is_refused():
    client = Client()
    client.type("hello")
    assert client.send("response.create", event_id="event_second") == ["error"]
    assert client.error["code"] == "conversation_already_has_active_response"
    assert client.error["event_id"] == "event_second"


def test_a_written_answer_is_cut_at_the_most_tokens_it_may_have():
    client = Client(output_modalities=["text"], max_output_tokens=3)
    client.type("what can I say")
    response = client.response
    assert (response["status"], response["status_details"]["reason"]) == ("incomplete", "max_output_tokens")
    assert len(response["output"][0]["content"][0]["text"].split()) == 3
    assert response["output"][0]["status"] == "incomplete"
    assert response["usage"]["output_tokens"] == 3


def test_a_spoken_answer_is_cut_between_two_words():
    client = Client()
    client.update(max_output_tokens=12)
    client.type("hello")
    client.speak("One two three four.", "Never said.")
    response = client.response
    assert response["status_details"] == {"type": "incomplete", "reason": "max_output_tokens"}
    assert response["output"][0]["content"][0]["transcript"] == "One two"
    assert response["usage"]["output_tokens"] <= 12
    heard = sum(len(base64.b64decode(event["delta"])) for event in client.of("response.output_audio.delta"))
    assert heard == response["usage"]["output_token_details"]["audio_tokens"] * 50 * 48


def test_half_a_call_is_none():
    client = Client()
    client.update(max_output_tokens=1)
    client.type("add two and three")
    assert client.calls() == []
    assert client.response["status"] == "incomplete"


def test_one_call_a_response_where_the_client_wants_no_two_at_once():
    client = Client(output_modalities=["text"], parallel_tool_calls=False)
    client.type("add 1 and 2 and go to results")
    assert client.calls() == [("add", {"a": 1, "b": 2})]
    [first] = client.response["output"]
    client.answer(first, '{"ok": true}')
    assert client.calls()[1:] == [("navigate_to", {"target": "Results"})]
    [second] = client.response["output"]
    client.answer(second, '{"ok": true}')
    assert [item["type"] for item in client.response["output"]] == ["message"]


def test_a_call_that_waits_is_void_when_the_person_says_something_else():
    client = Client(output_modalities=["text"], parallel_tool_calls=False)
    client.type("add 1 and 2 and go to results")
    client.type("add 3 and 4")
    [call] = client.response["output"]
    client.answer(call, '{"ok": true}')
    assert client.calls() == [("add", {"a": 1, "b": 2}), ("add", {"a": 3, "b": 4})]


def test_a_response_may_be_told_to_make_but_one_call():
    client = Client(output_modalities=["text"])
    client.send("conversation.item.create", item=message("add 1 and 2 and go to results"))
    client.send("response.create", response={"parallel_tool_calls": False})
    assert len(client.response["output"]) == 1
