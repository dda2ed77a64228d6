"""Speech over WebRTC, from a real engine process."""

import asyncio

import httpx
import pytest

from tests.engine.peers import TOOLS, TrackPeer

pytestmark = pytest.mark.speech

LONG_ANSWER = "This is a long answer that goes on and on. " * 6


async def test_a_spoken_sentence_calls_a_function_and_is_answered_on_the_track(engine):
    async with TrackPeer(engine) as peer:
        await peer.expect("session.created")
        await peer.configure(audio={"input": {"transcription": {"model": "any"}}})
        await peer.say("Add two and three.")
        call = await peer.expect_call()
        assert (call["name"], call["arguments"]) == ("add", '{"a": 2, "b": 3}')
        peer.heard.clear()
        await peer.answer(call, {"ok": True, "result": 5})
        await peer.expect("output_audio_buffer.started")
        await peer.expect("output_audio_buffer.stopped")
        assert peer.loudness() > 3000
        assert "response.output_audio.delta" not in peer.kinds()


async def test_a_turn_ends_though_the_browser_sends_nothing_while_it_is_quiet(engine):
    async with TrackPeer(engine) as peer:
        await peer.expect("session.created")
        await peer.configure()
        peer.send_no_silence()
        await peer.say("Go to results.")
        assert (await peer.expect_call())["name"] == "navigate_to"


async def test_speaking_over_the_answer_silences_it(engine):
    async with TrackPeer(engine) as peer:
        await peer.expect("session.created")
        await peer.configure()
        await peer.type("add 1 and 1")
        await peer.answer(await peer.expect_call(), LONG_ANSWER)
        await peer.expect("output_audio_buffer.started")
        await asyncio.sleep(0.5)
        await peer.say("Go to results.")
        await peer.expect("output_audio_buffer.cleared")
        cut = await peer.expect("conversation.item.truncated")
        assert 0 < cut["audio_end_ms"] < 4000
        assert (await peer.expect_call())["name"] == "navigate_to"
        assert "output_audio_buffer.stopped" not in peer.kinds()
        await peer.send("conversation.item.retrieve", item_id=cut["item_id"])
        heard = (await peer.expect("conversation.item.retrieved"))["item"]["content"][0]["transcript"]
        assert 0 < len(heard.split()) < len(LONG_ANSWER.split())


async def test_the_client_can_silence_the_answer(engine):
    async with TrackPeer(engine) as peer:
        await peer.expect("session.created")
        await peer.configure()
        await peer.type("what can I say")
        await peer.expect("output_audio_buffer.started")
        await peer.send("output_audio_buffer.clear")
        await peer.expect("output_audio_buffer.cleared")


async def test_a_cancelled_answer_sounds_on_until_it_is_cleared(engine):
    async with TrackPeer(engine) as peer:
        await peer.expect("session.created")
        await peer.configure()
        await peer.type("add 1 and 1")
        await peer.answer(await peer.expect_call(), LONG_ANSWER)
        await peer.expect("output_audio_buffer.started")
        await peer.send("response.cancel")
        await peer.expect("response.done")
        await asyncio.sleep(0.3)
        assert "output_audio_buffer.cleared" not in peer.kinds()
        await peer.send("output_audio_buffer.clear")
        await peer.expect("output_audio_buffer.cleared")
        await peer.expect("conversation.item.truncated")


async def test_a_session_update_near_chromiums_limit_is_taken_and_echoed(engine):
    async with TrackPeer(engine) as peer:
        await peer.expect("session.created")
        assert "a=max-message-size:262144" in peer.answer_sdp
        tools = [
            {"type": "function", "name": f"function_{n}", "description": "x" * 400, "parameters": {}}
            for n in range(500)
        ]
        session = await peer.configure(tools=tools)
        assert [tool["name"] for tool in session["tools"]] == [tool["name"] for tool in tools]


async def test_the_unified_form_carries_the_session(engine):
    session = {"type": "realtime", "instructions": "Use a calm tone.", "tools": TOOLS}
    async with TrackPeer(engine, session=session) as peer:
        created = await peer.expect("session.created")
        assert created["session"]["instructions"] == "Use a calm tone."


async def test_hanging_up_ends_the_call(engine):
    async with TrackPeer(engine) as peer, httpx.AsyncClient(headers=engine.headers) as client:
        await peer.expect("session.created")
        closed = asyncio.Event()
        peer.connection.on("connectionstatechange", closed.set)
        hangup = f"{engine.base_url}/realtime/calls/{peer.call_id}/hangup"
        assert (await client.post(hangup)).status_code == 200
        async with asyncio.timeout(20):
            await closed.wait()
        assert (await client.post(hangup)).status_code == 404


async def test_an_offer_that_is_none_is_refused_in_words(engine):
    async with httpx.AsyncClient(headers=engine.headers) as client:
        response = await client.post(f"{engine.base_url}/realtime/calls", content="hello")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "invalid_offer"
