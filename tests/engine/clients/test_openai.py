"""The provider's own Python client, unmodified, on the engine."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from openai import AsyncOpenAI, NotFoundError
from openai.resources.realtime.realtime import AsyncRealtimeConnection
from openai.types.realtime import RealtimeServerEvent

from tests.engine.clients.provider import check
from tests.engine.clients.sound import REPORT, speech, words
from tests.engine.peers import LONGEST_WAIT, TOOLS, EngineAddress, TrackPeer

pytestmark = pytest.mark.speech

PUSH_TO_TALK = {"input": {"turn_detection": None}}


@asynccontextmanager
async def connect(engine: EngineAddress, **session: Any) -> AsyncIterator[AsyncRealtimeConnection]:
    async with (
        AsyncOpenAI(base_url=engine.base_url, api_key=engine.key) as client,
        client.realtime.connect(model="gpt-realtime-2.1") as connection,
    ):
        await connection.session.update(session={"type": "realtime", "tools": TOOLS, **session})
        yield connection


async def events(connection: AsyncRealtimeConnection, last: str) -> list[RealtimeServerEvent]:
    """What arrives up to the first event of type `last`, checked before the client's lenient parser."""
    seen: list[RealtimeServerEvent] = []
    async with asyncio.timeout(LONGEST_WAIT):
        while not seen or seen[-1].type != last:
            raw = await connection.recv_bytes()
            check(raw)
            seen.append(connection.parse_event(raw))
            assert last == "error" or seen[-1].type != "error", seen[-1]
    return seen


async def response(connection: AsyncRealtimeConnection) -> Any:
    return (await events(connection, "response.done"))[-1].response


async def say(connection: AsyncRealtimeConnection, sentence: str) -> None:
    pcm = speech(sentence)
    for at in range(0, len(pcm), 4800):
        await connection.input_audio_buffer.append(audio=base64.b64encode(pcm[at : at + 4800]).decode())


async def type_in(connection: AsyncRealtimeConnection, text: str) -> None:
    content = [{"type": "input_text", "text": text}]
    await connection.conversation.item.create(item={"type": "message", "role": "user", "content": content})
    await connection.response.create()


async def answer(connection: AsyncRealtimeConnection, call: Any, output: object) -> None:
    item = {"type": "function_call_output", "call_id": call.call_id, "output": json.dumps(output)}
    await connection.conversation.item.create(item=item)


async def test_a_spoken_conversation_of_two_turns(engine):
    async with connect(engine, audio={"input": {"transcription": {"model": "whisper-1"}}}) as connection:
        await say(connection, "Add two and three.")
        seen = await events(connection, "response.done")
        [transcript] = [
            event.transcript
            for event in seen
            if event.type == "conversation.item.input_audio_transcription.completed"
        ]
        assert "add" in transcript.lower()
        [call] = seen[-1].response.output
        assert (call.name, json.loads(call.arguments)) == ("add", {"a": 2, "b": 3})

        await answer(connection, call, 5)
        await connection.response.create()
        seen = await events(connection, "response.done")
        deltas = [event.delta for event in seen if event.type == "response.output_audio.delta"]
        assert re.fullmatch(r"the result is (5|five)\.?", words(b"".join(map(base64.b64decode, deltas))))

        await say(connection, "Go to model training.")
        [call] = (await response(connection)).output
        assert (call.name, json.loads(call.arguments)) == ("navigate_to", {"target": "Model training"})
        await answer(connection, call, {"ok": True})
        await connection.response.create()
        assert (await response(connection)).output[0].content[0].transcript == "You are at Model training."


async def test_push_to_talk_answered_in_writing(engine):
    async with connect(engine, audio=PUSH_TO_TALK, output_modalities=["text"]) as connection:
        await say(connection, "Add two and three.")
        await connection.input_audio_buffer.commit()
        kinds = [event.type for event in await events(connection, "conversation.item.done")]
        assert "input_audio_buffer.speech_started" not in kinds
        assert "response.created" not in kinds

        await connection.response.create()
        [call] = (await response(connection)).output
        assert json.loads(call.arguments) == {"a": 2, "b": 3}
        await answer(connection, call, 5)
        await connection.response.create()
        seen = await events(connection, "response.done")
        assert [event.text for event in seen if event.type == "response.output_text.done"] == [
            "The result is 5."
        ]
        assert not [event for event in seen if event.type.startswith("response.output_audio")]


async def test_an_answer_is_cancelled_and_the_next_one_given(engine):
    async with connect(engine) as connection:
        await type_in(connection, "add two and three")
        await answer(connection, (await response(connection)).output[0], REPORT)
        await connection.response.create()
        await events(connection, "response.output_audio.delta")
        await connection.response.cancel()
        cut = await response(connection)
        assert (cut.status, cut.status_details.reason) == ("cancelled", "client_cancelled")
        assert cut.output[0].status == "incomplete"

        await type_in(connection, "go to results")
        assert (await response(connection)).output[0].name == "navigate_to"


async def test_what_was_not_heard_of_an_answer_is_truncated(engine):
    async with connect(engine) as connection:
        await type_in(connection, "what can I say")
        [message] = (await response(connection)).output
        await connection.conversation.item.truncate(item_id=message.id, content_index=0, audio_end_ms=300)
        [truncated] = (await events(connection, "conversation.item.truncated"))[-1:]
        assert (truncated.item_id, truncated.audio_end_ms) == (message.id, 300)


async def test_a_response_beside_the_conversation(engine):
    async with connect(engine) as connection:
        question = {
            "type": "message",
            "role": "user",
            "content": [{"type": "input_text", "text": "go to results"}],
        }
        await connection.response.create(
            response={
                "conversation": "none",
                "metadata": {"topic": "classification"},
                "input": [question],
                "output_modalities": ["text"],
            }
        )
        seen = await events(connection, "response.done")
        beside = seen[-1].response
        assert beside.metadata == {"topic": "classification"}
        assert beside.conversation_id is None
        assert beside.output[0].name == "navigate_to"
        assert "conversation.item.added" not in [event.type for event in seen]

        await connection.conversation.item.retrieve(item_id=beside.output[0].id)
        assert (await events(connection, "error"))[-1].error.code == "item_not_found"


async def test_two_functions_in_one_sentence(engine):
    async with connect(engine, output_modalities=["text"]) as connection:
        await type_in(connection, "go to results and add two and three")
        calls = (await response(connection)).output
        assert [call.name for call in calls] == ["navigate_to", "add"]
        await answer(connection, calls[0], {"ok": True})
        await answer(connection, calls[1], 5)
        await connection.response.create()
        text = (await response(connection)).output[0].content[0].text
        assert "Results" in text
        assert "5" in text


async def test_a_mistake_is_named_and_the_session_goes_on(engine):
    async with connect(engine, output_modalities=["text"]) as connection:
        await connection.conversation.item.delete(item_id="item_of_nobody", event_id="mine")
        error = (await events(connection, "error"))[-1].error
        assert (error.code, error.event_id) == ("item_not_found", "mine")
        await type_in(connection, "go to results")
        assert (await response(connection)).output[0].name == "navigate_to"


async def test_a_secret_starts_the_session_it_carries(engine):
    async with AsyncOpenAI(base_url=engine.base_url, api_key=engine.key) as client:
        secret = await client.realtime.client_secrets.create(
            expires_after={"anchor": "created_at", "seconds": 60},
            session={"type": "realtime", "instructions": "Be brief.", "tools": TOOLS},
        )
    assert secret.session.instructions == "Be brief."
    async with (
        AsyncOpenAI(base_url=engine.base_url, api_key=secret.value) as client,
        client.realtime.connect(model="gpt-realtime-2.1") as connection,
    ):
        [created] = await events(connection, "session.created")
        assert created.session.instructions == "Be brief."
        assert [tool.name for tool in created.session.tools] == ["navigate_to", "add"]


async def test_a_call_is_made_and_hung_up(engine):
    async with (
        AsyncOpenAI(base_url=engine.base_url, api_key=engine.key) as client,
        Caller(engine, client) as caller,
    ):
        created = await caller.expect("session.created")
        assert created["session"]["instructions"] == "Be brief."
        hung_up = asyncio.Event()
        caller.connection.on("connectionstatechange", hung_up.set)
        await client.realtime.calls.hangup(caller.call_id)
        async with asyncio.timeout(LONGEST_WAIT):
            await hung_up.wait()
        with pytest.raises(NotFoundError) as refused:
            await client.realtime.calls.hangup(caller.call_id)
        assert refused.value.code == "call_id_not_found"


class Caller(TrackPeer):
    """A peer whose offer goes through the client."""

    def __init__(self, engine: EngineAddress, client: AsyncOpenAI) -> None:
        super().__init__(engine)
        self._client = client

    async def _post_offer(self, sdp: str) -> Any:
        answer = await self._client.realtime.calls.create(
            sdp=sdp, session={"type": "realtime", "instructions": "Be brief.", "tools": TOOLS}
        )
        return answer.response
