"""Several clients of one real engine process, some of them without manners."""

import asyncio
import base64
import json
import statistics
import time

import httpx
import numpy as np
import psutil
import pytest
import websockets

from navai_jupyter.engine.voice import synthesise
from tests.engine.peers import SILENCE, SocketPeer, TrackPeer

pytestmark = pytest.mark.speech

TRANSCRIBED = "conversation.item.input_audio_transcription.completed"
PUSH_TO_TALK = {"input": {"turn_detection": None, "transcription": {"model": "any"}}}
MEGABYTE = 2**20


async def dictate(peer, turns):
    """Half a minute of speech each time, with no pause to decode it in."""
    speech, rate = synthesise("Please write down everything that I say from here on, word by word.")
    audio = base64.b64encode(np.resize(speech, 25 * rate).tobytes()).decode()
    for _ in range(turns):
        await peer.send("input_audio_buffer.append", audio=audio)
        await peer.send("input_audio_buffer.commit")


async def probe(engine, waits):
    """How long the event loop lets a caller of ``/healthz`` wait, again and again."""
    async with httpx.AsyncClient() as client:
        while True:
            began = time.monotonic()
            await client.get(f"{engine.origin}/healthz")
            waits.append(time.monotonic() - began)


async def keep_sending(socket, text):
    while True:
        await socket.send(text)


@pytest.fixture
def process(engine):
    port = int(engine.origin.rsplit(":", 1)[-1])
    children = psutil.Process().children(recursive=True)
    return next(one for one in children if any(c.laddr.port == port for c in one.net_connections() if c.laddr))


async def test_one_clients_flood_delays_anothers_command_by_a_decoding_and_the_event_loop_by_none(engine):
    done, waits = [], []

    async def count(peer):
        while True:
            await peer.expect(TRANSCRIBED)
            done.append(time.monotonic())

    async with SocketPeer(engine) as flooding, SocketPeer(engine) as other:
        await flooding.configure(audio=PUSH_TO_TALK)
        await other.configure()
        tasks = [
            asyncio.create_task(work) for work in (dictate(flooding, 12), count(flooding), probe(engine, waits))
        ]
        while len(done) < 2:  # noqa: ASYNC110 - the flood is under way
            await asyncio.sleep(0.05)
        await other.say("Add two and three.")
        before = len(done)
        call = await other.expect_call()
        overtook = len(done) - before
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert call["name"] == "add"
    assert overtook <= 3
    decoding = statistics.median(np.diff(done)) if len(done) > 2 else done[1] - done[0]
    assert statistics.median(waits) < decoding / 5


async def test_a_client_that_sends_faster_than_anybody_can_hear_waits_itself(engine, process):
    """Of all that is sent while the engine still decodes the first of it, it holds little."""
    async with SocketPeer(engine) as peer:
        await peer.configure(audio=PUSH_TO_TALK)
        await dictate(peer, 10)
        await peer.expect(TRANSCRIBED)  # decoding has taken the memory that it needs
        before = most = process.memory_info().rss
        silence = base64.b64encode(np.tile(SILENCE, 20).tobytes()).decode()
        for _ in range(240):
            await peer.send("input_audio_buffer.append", audio=silence)
            most = max(most, process.memory_info().rss)
        assert most - before < 240 * len(silence) / 2
        await peer.send("input_audio_buffer.clear")
        await peer.expect("input_audio_buffer.cleared")


async def test_a_client_that_reads_nothing_is_given_up(engine, process):
    url = f"{engine.base_url.replace('http', 'ws')}/realtime"
    before = process.memory_info().rss
    async with websockets.connect(
        url, additional_headers=engine.headers, max_queue=1, max_size=None, ping_interval=None
    ) as socket:
        long = {"type": "realtime", "instructions": "." * MEGABYTE}
        text = json.dumps({"type": "session.update", "session": long})
        with pytest.raises(websockets.ConnectionClosed):
            await asyncio.wait_for(keep_sending(socket, text), 60)
    assert process.memory_info().rss - before < 100 * MEGABYTE
    async with SocketPeer(engine) as peer:
        await peer.configure()


async def test_sessions_that_are_over_leave_nothing_behind(engine, process):
    async def live(kind):
        async with kind(engine) as peer:
            await peer.expect("session.created")
            await peer.configure(instructions="." * (100_000 if kind is TrackPeer else MEGABYTE))
            await peer.type("go to results")
            await peer.expect_call()

    async def many(kind, number):
        for _ in range(number):
            await live(kind)
        async with asyncio.timeout(20), httpx.AsyncClient(headers=engine.headers) as client:
            while (await client.get(f"{engine.base_url}/realtime/sessions")).json()["data"]:  # noqa: ASYNC110
                await asyncio.sleep(0.1)

    for kind, number in ((SocketPeer, 60), (TrackPeer, 15)):
        await many(kind, number // 3)
        before = process.memory_info().rss
        await many(kind, number)
        grown = process.memory_info().rss - before
        assert grown < number * MEGABYTE / 2
