"""A server joins a running call with OpenAI's own client: it watches, configures and answers functions."""

import asyncio

import pytest
from openai import AsyncOpenAI
from websockets.exceptions import InvalidStatus

from tests.engine.clients.provider import check
from tests.engine.peers import TOOLS, TrackPeer

pytestmark = pytest.mark.speech

LONGEST_WAIT = 20


async def until(connection, kind):
    async with asyncio.timeout(LONGEST_WAIT):
        while True:
            raw = await connection.recv_bytes()
            check(raw)
            event = connection.parse_event(raw)
            if event.type == kind:
                return event


def client_of(engine):
    return AsyncOpenAI(base_url=engine.base_url, api_key=engine.key)


async def test_the_sideband_gives_tools_and_answers_the_call_that_the_person_speaks(engine):
    async with (
        client_of(engine) as client,
        TrackPeer(engine) as peer,
        client.realtime.connect(call_id=peer.call_id) as server,
    ):
        await peer.expect("session.created")
        assert (await until(server, "session.created")).session.type == "realtime"
        await server.session.update(session={"type": "realtime", "tools": TOOLS})
        assert [one["name"] for one in (await peer.expect("session.updated"))["session"]["tools"]]
        await peer.say("Add two and three.")
        [call] = (await until(server, "response.done")).response.output
        assert (call.name, call.arguments) == ("add", '{"a": 2, "b": 3}')
        output = {"type": "function_call_output", "call_id": call.call_id, "output": '{"result": 5}'}
        await server.conversation.item.create(item=output)
        await server.response.create()
        assert "5" in (await until(server, "response.output_audio_transcript.done")).transcript
        await peer.expect("output_audio_buffer.started")


async def test_what_is_wrong_with_its_event_is_told_under_its_id_and_the_call_goes_on(engine):
    async with (
        client_of(engine) as client,
        TrackPeer(engine) as peer,
        client.realtime.connect(call_id=peer.call_id) as server,
    ):
        await peer.expect("session.created")
        await server.send({"type": "response.cancel", "event_id": "mine"})
        assert (await until(server, "error")).error.event_id == "mine"
        assert (await peer.configure())["tools"]


async def test_it_may_leave_but_it_ends_with_the_call(engine):
    async with client_of(engine) as client, TrackPeer(engine) as peer:
        async with client.realtime.connect(call_id=peer.call_id):
            await peer.expect("session.created")
        assert (await peer.configure())["tools"]
        async with client.realtime.connect(call_id=peer.call_id) as server:
            await until(server, "session.created")
            await client.realtime.calls.hangup(peer.call_id)
            async with asyncio.timeout(LONGEST_WAIT):
                await server._connection.wait_closed()
            assert server._connection.close_code == 1001


async def test_only_a_call_that_runs_can_be_joined(engine):
    async with client_of(engine) as client:
        with pytest.raises(InvalidStatus) as refused:
            async with client.realtime.connect(call_id="rtc_1"):
                pass
        assert refused.value.response.status_code == 404
        assert b"call_id_not_found" in refused.value.response.body


async def test_a_secret_for_starting_a_session_joins_no_other(engine):
    async with client_of(engine) as client, TrackPeer(engine) as peer:
        secret = await client.realtime.client_secrets.create()
        async with AsyncOpenAI(base_url=engine.base_url, api_key=secret.value) as stranger:
            with pytest.raises(InvalidStatus) as refused:
                async with stranger.realtime.connect(call_id=peer.call_id):
                    pass
        assert refused.value.response.status_code == 401
