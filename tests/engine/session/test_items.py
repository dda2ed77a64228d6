"""Items that clients bring: sound, pictures, more than fits, and what a planner sees of them."""

import base64

from navai_jupyter.engine import planner
from navai_jupyter.engine.session import conversation
from navai_jupyter.engine.session.conversation import MOST_CHARACTERS
from navai_jupyter.engine.session.outputs import Plan, Transcribe
from tests.engine.session.client import Client, message


def test_sound_in_an_item_is_read_and_answered_like_a_turn():
    client = Client()
    content = [{"type": "input_audio", "audio": base64.b64encode(bytes(48_000)).decode()}]
    kinds = client.send(
        "conversation.item.create", item={"type": "message", "role": "user", "content": content}
    )
    assert kinds == ["conversation.item.added", "conversation.item.done"]
    item = client.last("conversation.item.done")["item"]
    assert item["content"] == [{"type": "input_audio", "transcript": None}]
    client.send("response.create")
    assert client.calls() == []
    client.transcribe("go to results")
    assert client.calls() == [("navigate_to", {"target": "Results"})]
    assert client.retrieve(item["id"])["content"][0]["transcript"] == "go to results"


def test_sound_in_an_item_that_cannot_be_read_is_told_and_ends_the_response():
    client = Client()
    content = [{"type": "input_audio", "audio": base64.b64encode(bytes(48_000)).decode()}]
    client.send("conversation.item.create", item={"type": "message", "role": "user", "content": content})
    client.send("response.create")
    client.session.transcription_failed(client.job(Transcribe).job, "out of memory")
    assert client.take()[0] == "conversation.item.input_audio_transcription.failed"
    client.speak("I'm listening.")
    assert client.response["status"] == "completed"


def test_a_picture_is_accepted_and_not_kept():
    client = Client(output_modalities=["text"])
    picture = {"type": "input_image", "image_url": "data:image/png;base64,AAAA", "detail": "low"}
    item = {**message("go to results"), "content": [*message("go to results")["content"], picture]}
    client.send("conversation.item.create", item=item)
    client.send("response.create")
    assert client.calls() == [("navigate_to", {"target": "Results"})]
    kept = client.of("conversation.item.added")[0]["item"]["content"][1]
    assert (kept["type"], kept["image_url"]) == ("input_image", None)


def test_a_long_conversation_forgets_its_oldest_items(monkeypatch):
    monkeypatch.setattr(conversation, "MOST_ITEMS", 5)
    client = Client()
    for number in range(6):
        client.send("conversation.item.create", item={**message("hello"), "id": f"item_{number}"})
    client.send("conversation.item.retrieve", item_id="item_0")
    assert client.error["code"] == "item_not_found"
    assert client.retrieve("item_1")
    client.send("conversation.item.create", item=message("x" * MOST_CHARACTERS))
    client.send("conversation.item.retrieve", item_id="item_5")
    assert client.error["code"] == "item_not_found"
    assert client.send("conversation.item.create", item=message("x" * (MOST_CHARACTERS + 1))) == ["error"]
    assert client.error["code"] == "string_above_max_length"


def test_a_planner_sees_no_output_without_its_call():
    client = Client(plans=False)
    call = {"type": "function_call", "id": "item_call", "call_id": "call_1", "name": "add", "arguments": "{}"}
    client.send("conversation.item.create", item=call)
    client.send(
        "conversation.item.create", item={"type": "function_call_output", "call_id": "call_1", "output": "3"}
    )
    client.send("response.create")
    assert client.job(Plan).situation.entries == (
        planner.Called("call_1", "add", "{}"),
        planner.Returned("call_1", "3"),
    )
    client.send("response.cancel")
    client.send("conversation.item.delete", item_id="item_call")
    client.send("response.create")
    assert client.job(Plan).situation.entries == ()
