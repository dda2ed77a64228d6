"""Typed text, sessions and mistakes over a WebSocket, from a real engine process."""

import pytest

from tests.engine.peers import ADD, SocketPeer

pytestmark = pytest.mark.speech


async def test_typed_text_is_answered_as_text_when_the_session_says_so(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure(output_modalities=["text"])
        await peer.type("add 2 and 3")
        call = await peer.expect_call()
        await peer.answer(call, 5)
        done = await peer.expect("response.done")
        assert done["response"]["output"][0]["content"] == [{"type": "output_text", "text": "The result is 5."}]
        assert "response.output_audio.delta" not in peer.kinds()


async def test_a_missing_argument_is_asked_for_and_understood_in_the_next_turn(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure(output_modalities=["text"])
        await peer.type("add two")
        await peer.expect("response.output_text.done")
        await peer.expect("response.done")
        await peer.type("three")
        assert (await peer.expect_call())["arguments"] == '{"a": 2, "b": 3}'


@pytest.mark.parametrize(
    ("said", "metadata"), [("the weather is nice", {"understood": "false"}), ("what can I say", None)]
)
async def test_a_client_learns_whether_it_was_understood(engine, said, metadata):
    async with SocketPeer(engine) as peer:
        await peer.configure(output_modalities=["text"])
        await peer.type(said)
        assert (await peer.expect("response.done"))["response"]["metadata"] == metadata


async def test_every_session_update_is_answered_with_the_effective_session(engine):
    async with SocketPeer(engine) as peer:
        assert (await peer.configure(instructions="Always reply in English."))["tools"][1]["name"] == "add"
        session = await peer.configure(
            tools=[ADD],
            tracing="auto",
            audio={
                "input": {
                    "turn_detection": {"type": "semantic_vad"},
                    "noise_reduction": {"type": "near_field"},
                },
                "output": {"speed": 1.2, "voice": "marin"},
            },
        )
        assert session["instructions"] == "Always reply in English."
        assert [tool["name"] for tool in session["tools"]] == ["add"]
        assert session["audio"]["input"]["turn_detection"]["eagerness"] == "auto"
        # What the engine cannot do, it does not claim.
        assert session["audio"]["input"]["noise_reduction"] is None
        assert session["audio"]["output"]["voice"] == "heart"
        assert session["tracing"] is None


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ({"type": "no.such.event"}, "invalid_value"),
        ({"type": "session.update", "session": {}}, "missing_required_parameter"),
        ({"type": "session.update", "session": {"type": "realtime", "tools": 3}}, "invalid_type"),
        ({"type": "response.cancel"}, "response_cancel_not_active"),
        ({"type": "conversation.item.retrieve", "item_id": "item_none"}, "item_not_found"),
        ({"type": "conversation.item.create", "item": {"type": "poem"}}, "invalid_value"),
        ({"type": "input_audio_buffer.append", "audio": "%%%"}, "invalid_value"),
        ({"type": "input_audio_buffer.commit"}, "input_audio_buffer_commit_empty"),
        (
            {
                "type": "conversation.item.create",
                "item": {"type": "function_call_output", "call_id": "call_none", "output": "1"},
            },
            "invalid_tool_call_id",
        ),
    ],
)
async def test_a_bad_event_is_an_error_event_and_the_session_goes_on(engine, event, code):
    async with SocketPeer(engine) as peer:
        await peer.send(event_id="event_mine", kind=event.pop("type"), **event)
        error = (await peer.expect("error"))["error"]
        assert (error["code"], error["event_id"]) == (code, "event_mine")
        assert await peer.configure()


async def test_a_second_response_is_refused_while_one_is_active(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure()
        await peer.type("hello")
        await peer.send("response.create")
        assert (await peer.expect("error"))["error"]["code"] == "conversation_already_has_active_response"
        assert (await peer.expect("response.done"))["response"]["status"] == "completed"


async def test_a_cancelled_response_is_done_at_once(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure()
        await peer.type("what can I say")
        await peer.send("response.cancel")
        response = (await peer.expect("response.done"))["response"]
        assert (response["status"], response["status_details"]["reason"]) == ("cancelled", "client_cancelled")


async def test_items_can_be_placed_retrieved_and_deleted(engine):
    async with SocketPeer(engine) as peer:
        await peer.expect("session.created")
        said = {
            "type": "message",
            "role": "assistant",
            "content": [{"type": "output_audio", "transcript": "Hello."}],
        }
        await peer.send("conversation.item.create", item={**said, "id": "item_1"})
        await peer.send("conversation.item.create", item={**said, "id": "item_0"}, previous_item_id="root")
        await peer.send("conversation.item.create", item={**said, "id": "item_2"})
        for previous in (None, None, "item_1"):
            assert (await peer.expect("conversation.item.added"))["previous_item_id"] == previous
        await peer.send("conversation.item.retrieve", item_id="item_1")
        retrieved = (await peer.expect("conversation.item.retrieved"))["item"]
        assert retrieved["content"] == [{"type": "output_audio", "transcript": "Hello."}]
        await peer.send("conversation.item.delete", item_id="item_1")
        assert (await peer.expect("conversation.item.deleted"))["item_id"] == "item_1"
