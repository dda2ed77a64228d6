"""A client that reconnects tells the new session what was said and done before."""

import pytest

from tests.engine.session.client import Client, message

CALL = {"type": "function_call", "call_id": "call_1", "name": "add", "arguments": '{"a": 2, "b": 3}'}
OUTPUT = {"type": "function_call_output", "call_id": "call_1", "output": '{"ok": true, "result": 5}'}
ANSWER = {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "That makes 5."}]}
HISTORY = (message("add two and three"), CALL, OUTPUT, ANSWER)


@pytest.fixture
def client():
    return Client(output_modalities=["text"])


def replay(client, *items):
    for item in items:
        assert client.send("conversation.item.create", item=item) == [
            "conversation.item.added",
            "conversation.item.done",
        ]


def words(client):
    [item] = client.response["output"]
    return item["content"][0]["text"]


def test_nothing_is_done_again_by_telling_it(client):
    replay(client, *HISTORY)
    assert client.calls() == []


def test_do_that_again_means_what_was_done_before(client):
    replay(client, *HISTORY)
    client.type("do that again")
    assert client.calls() == [("add", {"a": 2, "b": 3})]


def test_a_correction_means_the_call_before(client):
    replay(client, *HISTORY)
    client.type("no, four and three")
    assert client.calls() == [("add", {"a": 4, "b": 3})]


def test_repeat_means_the_words_before(client):
    replay(client, *HISTORY)
    client.type("what did you say?")
    assert words(client) == "That makes 5."


def test_an_output_that_comes_after_the_replay_is_reported(client):
    replay(client, message("add two and three"), CALL)
    replay(client, OUTPUT)
    client.send("response.create")
    assert "5" in words(client)


def test_an_output_that_comes_after_the_next_sentence_is_taken(client):
    replay(client, message("add two and three"), CALL)
    client.type("go to results")
    replay(client, OUTPUT)
    assert client.calls() == [("navigate_to", {"target": "Results"})]
    client.answer(client.response["output"][0], '{"ok": true}')
    assert client.response["status"] == "completed"


def test_the_client_keeps_its_own_ids_and_order(client):
    replay(client, {**HISTORY[0], "id": "first"}, {**HISTORY[3], "id": "last"})
    client.send("conversation.item.create", item={**CALL, "id": "between"}, previous_item_id="first")
    assert client.last("conversation.item.added")["previous_item_id"] == "first"
    assert client.retrieve("between")["arguments"] == CALL["arguments"]
