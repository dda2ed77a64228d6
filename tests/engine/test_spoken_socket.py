"""Speech over a WebSocket, from a real engine process."""

import pytest

from tests.engine.peers import SocketPeer

pytestmark = pytest.mark.speech

HEARD = [
    "session.created",
    "session.updated",
    "input_audio_buffer.speech_started",
    "input_audio_buffer.speech_stopped",
    "input_audio_buffer.committed",
    "conversation.item.added",
    "conversation.item.done",
    "response.created",
    "rate_limits.updated",
    "conversation.item.input_audio_transcription.completed",
    "response.output_item.added",
    "conversation.item.added",
    "response.function_call_arguments.delta",
    "response.function_call_arguments.done",
    "conversation.item.done",
    "response.output_item.done",
    "response.done",
]
SPOKEN = [
    "conversation.item.added",
    "conversation.item.done",
    "response.created",
    "rate_limits.updated",
    "response.output_item.added",
    "conversation.item.added",
    "response.content_part.added",
    "response.output_audio_transcript.delta",
    "response.output_audio.delta",
    "response.output_audio.done",
    "response.output_audio_transcript.done",
    "response.content_part.done",
    "conversation.item.done",
    "response.output_item.done",
    "response.done",
]


async def test_a_spoken_sentence_calls_a_function_and_is_answered_aloud(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure(audio={"input": {"transcription": {"model": "any"}}})
        await peer.say("Add two and three.")
        call = await peer.expect_call()
        assert (call["name"], call["arguments"]) == ("add", '{"a": 2, "b": 3}')
        # The transcript may arrive before or after the end of the turn, depending on the machine.
        assert sorted(peer.kinds()) == sorted(HEARD)

        peer.events.clear()
        await peer.answer(call, {"ok": True, "function_name": "add", "source": "kernel", "result": 5})
        done = await peer.expect("response.done")
        assert done["response"]["output"][0]["content"][0]["transcript"] == "The result is 5."
        assert peer.loudness() > 3000
        assert list(dict.fromkeys(peer.kinds())) == list(dict.fromkeys(SPOKEN))


async def test_a_spoken_place_is_navigated_to(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure()
        await peer.say("Go to results.")
        call = await peer.expect_call()
        assert (call["name"], call["arguments"]) == ("navigate_to", '{"target": "Results"}')
        await peer.answer(call, {"ok": True, "path": "#Results"})
        done = await peer.expect("response.done")
        assert done["response"]["output"][0]["content"][0]["transcript"] == "You are at Results."


async def test_usage_counts_what_was_heard_and_spoken(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure()
        await peer.say("Add two and three.")
        heard = (await peer.expect("response.done"))["response"]["usage"]
        assert heard["input_token_details"]["audio_tokens"] > 5
        await peer.type("thank you")
        spoken = (await peer.expect("response.done"))["response"]["usage"]
        assert spoken["input_token_details"]["audio_tokens"] == 0
        assert spoken["output_token_details"]["audio_tokens"] > 5
        assert spoken["total_tokens"] == spoken["input_tokens"] + spoken["output_tokens"]


async def test_without_turn_detection_the_client_ends_the_turn(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure(audio={"input": {"turn_detection": None}})
        await peer.say("Go to data cleaning.")
        await peer.send("input_audio_buffer.commit")
        await peer.send("response.create")
        call = await peer.expect_call()
        assert call["arguments"] == '{"target": "Data cleaning"}'
        assert "input_audio_buffer.speech_started" not in peer.kinds()


async def test_unrelated_speech_calls_nothing(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure()
        await peer.say("Thank you, that is great.")
        done = await peer.expect("response.done")
        assert [item["type"] for item in done["response"]["output"]] == ["message"]
