"""What is too large for a data channel is told shorter, and is still an event."""

import base64
import json

import pytest

from navai_jupyter.engine.messages import MAX_MESSAGE, message
from tests.engine.clients.provider import check
from tests.engine.session.client import Client
from tests.engine.session.client import message as typed


def test_what_fits_is_sent_as_it_is():
    event = {"type": "error", "error": {"message": "x" * 200_000}}
    assert json.loads(message(event)) == event


@pytest.mark.parametrize("letter", ["x", "é", "音"])
def test_the_echo_of_a_long_text_is_cut(letter):
    client = Client()
    client.send("conversation.item.create", item=typed(letter * 300_000))
    told = message(client.last("conversation.item.done"))
    assert len(told.encode()) <= MAX_MESSAGE
    check(told)
    assert json.loads(told)["item"]["content"][0]["text"].startswith(letter * 10_000)


def test_the_echo_of_many_tools_names_them_all():
    client = Client()
    schema = {"type": "object", "properties": {"a": {"description": "x" * 400}}}
    tools = [{"type": "function", "name": f"tool_{n}", "parameters": schema} for n in range(600)]
    client.update(tools=tools, instructions="x" * 200_000)
    told = message(client.last("session.updated"))
    assert len(told) <= MAX_MESSAGE
    check(told)
    session = json.loads(told)["session"]
    assert [tool["name"] for tool in session["tools"]] == [tool["name"] for tool in tools]
    assert session["instructions"] == "x" * 200_000


def test_a_sound_that_is_too_long_is_left_out_whole():
    client = Client()
    content = [{"type": "input_audio", "audio": base64.b64encode(bytes(480_000)).decode()}]
    client.send(
        "conversation.item.create", item={"type": "message", "role": "user", "content": content, "id": "a"}
    )
    assert client.retrieve("a")["content"][0]["audio"]
    told = message(client.last("conversation.item.retrieved"))
    check(told)
    assert "audio" not in json.loads(told)["item"]["content"][0]
