"""The network between client and engine fails for a moment, in each phase of a spoken turn."""

import asyncio
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import pytest

from navai_jupyter.client import Endpoint, Life, VoiceSession
from tests.client.test_spoken import spoken
from tests.client.waiting import until

pytestmark = pytest.mark.speech

OUTAGE_SECONDS = 1.5


class Network:
    """A wire to the engine that can be cut."""

    def __init__(self, engine):
        self._to = urlsplit(engine.origin)
        self._server = None
        self._writers = set()
        self.port = 0
        self.outages = 0

    async def open(self):
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self):
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def fail_for_a_moment(self):
        self.outages += 1
        await self.close()
        await asyncio.sleep(OUTAGE_SECONDS)
        await self.open()

    async def _carry(self, reader, writer):
        there = await asyncio.open_connection(self._to.hostname, self._to.port)
        self._writers |= {writer, there[1]}
        with suppress(ConnectionError):
            await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
        self._writers -= {writer, there[1]}


async def _pump(reader, writer):
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


@asynccontextmanager
async def behind(engine):
    network = Network(engine)
    await network.open()
    try:
        yield network
    finally:
        await network.close()


class Adding:
    """A slow function that counts its effects."""

    def __init__(self):
        self.effects = 0
        self.running = False

    async def add(self, a: int, b: int) -> int:
        """Add two numbers."""
        self.running = True
        await asyncio.sleep(0.5)
        self.effects += 1
        return a + b


PHASES = {
    "the person speaks": lambda adding, seen: "input_audio_buffer.speech_started" in seen,
    "the words are being recognised": lambda adding, seen: "input_audio_buffer.committed" in seen,
    "the function runs": lambda adding, seen: adding.running,
    "the result was sent": lambda adding, seen: adding.effects,
    "the agent answers": lambda adding, seen: "response.output_audio.delta" in seen,
}


@pytest.mark.parametrize("phase", PHASES)
async def test_every_effect_happens_once(engine, phase):
    adding, seen = Adding(), []
    async with behind(engine) as network:
        endpoint = Endpoint(f"http://127.0.0.1:{network.port}/v1", engine.key, "navai-local")
        async with VoiceSession(endpoint, functions=[adding.add], life=Life(patience=20)) as session:
            events = session.events()
            following = asyncio.create_task(_follow(events, seen))
            saying = asyncio.create_task(session.say(spoken("add two and three"), timeout=60))
            await until(lambda: PHASES[phase](adding, seen), 30)
            await network.fail_for_a_moment()
            turn = await saying
        await following
    assert adding.effects == 1
    assert [(call.name, call.result) for call in turn.calls] == [("add", 5)]
    assert "5" in turn.reply
    assert network.outages == 1


async def _follow(events, seen):
    async for event in events:
        seen.append(event["type"])
