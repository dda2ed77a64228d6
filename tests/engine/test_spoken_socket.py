"""Speech over a WebSocket, from a real engine process."""

import base64

import pytest

from navai_jupyter.engine.voice import synthesise
from tests.engine.peers import SILENCE, SocketPeer

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
        # What is said of the words comes beside the rest, sooner or later as the machine is fast or slow.
        assert [kind for kind in peer.kinds() if "transcription" not in kind] == HEARD
        assert peer.kinds().count("conversation.item.input_audio_transcription.completed") == 1

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


@pytest.mark.parametrize("law", ["audio/pcmu", "audio/pcma"])
async def test_a_telephone_line_is_understood_and_spoken_to(engine, law):
    async with SocketPeer(engine, law=law) as peer:
        line = {"format": {"type": law}}
        session = await peer.configure(audio={"input": line, "output": line})
        assert session["audio"]["output"]["format"] == {"type": law}
        await peer.say("Add two and three.")
        call = await peer.expect_call()
        assert call["arguments"] == '{"a": 2, "b": 3}'
        await peer.answer(call, 5)
        done = await peer.expect("response.done")
        assert done["response"]["output"][0]["content"][0]["transcript"] == "The result is 5."
        assert peer.loudness() > 3000


async def test_a_recording_in_an_item_is_answered_like_speech(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure()
        speech, _ = synthesise("Go to results.")
        content = [{"type": "input_audio", "audio": base64.b64encode(speech.tobytes()).decode()}]
        await peer.send(
            "conversation.item.create", item={"type": "message", "role": "user", "content": content}
        )
        await peer.send("response.create")
        assert (await peer.expect_call())["arguments"] == '{"target": "Results"}'


async def test_a_truncated_answer_keeps_what_was_heard(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure()
        await peer.type("what can I say")
        message = (await peer.expect("response.done"))["response"]["output"][0]
        spoken = message["content"][0]["transcript"]
        await peer.send("conversation.item.truncate", item_id=message["id"], content_index=0, audio_end_ms=900)
        await peer.expect("conversation.item.truncated")
        await peer.send("conversation.item.retrieve", item_id=message["id"])
        heard = (await peer.expect("conversation.item.retrieved"))["item"]["content"][0]["transcript"]
        assert spoken.startswith(heard)
        assert 0 < len(heard.split()) < len(spoken.split()) / 2


async def test_a_response_beside_the_conversation_does_not_disturb_it(engine):
    async with SocketPeer(engine) as peer:
        await peer.configure()
        await peer.type("what can I say")
        asked = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "add 1 and 2"}]}
        beside = {"conversation": "none", "input": [asked], "output_modalities": ["text"]}
        await peer.send("response.create", response={**beside, "metadata": {"topic": "sum"}})
        first, second = [(await peer.expect("response.done"))["response"] for _ in range(2)]
        assert (first["metadata"], first["output"][0]["name"]) == ({"topic": "sum"}, "add")
        assert (second["metadata"], second["status"]) == (None, "completed")


async def test_a_long_silence_after_an_answer_is_asked_about(engine):
    async with SocketPeer(engine) as peer:
        detection = {"type": "server_vad", "idle_timeout_ms": 5000}
        await peer.configure(output_modalities=["text"], audio={"input": {"turn_detection": detection}})
        await peer.type("hello")
        await peer.expect("response.done")
        for _ in range(6):
            await peer.send("input_audio_buffer.append", audio=base64.b64encode(SILENCE.tobytes()).decode())
        timeout = await peer.expect("input_audio_buffer.timeout_triggered")
        # To the block of audio that the client sends, here a second.
        assert 5000 <= timeout["audio_end_ms"] - timeout["audio_start_ms"] < 6000
        done = await peer.expect("response.done")
        assert done["response"]["output"][0]["content"][0]["text"]
