"""A session and its voice: what it is called, and that it stops when nobody wants to hear the rest."""

import asyncio
import json
import threading

import numpy as np
from openai import AsyncOpenAI

from navai_jupyter.engine.live import Limits, LiveSession
from navai_jupyter.engine.models import Models, Speech
from navai_jupyter.engine.session.config import SessionConfig
from tests.engine.in_process import Reader, served
from tests.engine.loudness import LoudnessDetector
from tests.engine.peers import SocketPeer


async def test_a_session_tells_the_voice_that_really_speaks():
    async with served(voice="espeak-ng:de") as engine, SocketPeer(engine) as peer:
        assert (await peer.expect("session.created"))["session"]["audio"]["output"]["voice"] == "espeak-ng:de"
        updated = (await peer.configure(audio={"output": {"voice": "marin", "speed": 1.2}}))["audio"]["output"]
        assert (updated["voice"], updated["speed"]) == ("espeak-ng:de", 1.2)


async def test_so_does_a_secret():
    async with (
        served(voice="af_sky") as engine,
        AsyncOpenAI(api_key=engine.key, base_url=engine.base_url) as client,
    ):
        secret = await client.realtime.client_secrets.create(
            session={"type": "realtime", "audio": {"output": {"voice": "cedar"}}}
        )
    assert secret.session.audio.output.voice == "af_sky"


class Reciter:
    """Says ten sentences, the second one only when it is told to go on."""

    def __init__(self):
        self.said = []
        self.begun_second = threading.Event()
        self.go_on = threading.Event()

    def sentences(self, text):
        return [f"Sentence {number}." for number in range(10)]

    def say(self, sentence, speed=1.0):
        self.said.append(sentence)
        if len(self.said) > 1:
            self.begun_second.set()
            assert self.go_on.wait(10)
        return np.full(2400, 0.1, np.float32)


class Events:
    def __init__(self):
        self.queue = asyncio.Queue()

    def send(self, event):
        self.queue.put_nowait(event)

    async def room(self):
        """There always is."""

    def end(self):
        pass

    async def until(self, kind):
        async with asyncio.timeout(10):
            while (event := await self.queue.get())["type"] != kind:
                pass
            return event


async def test_an_answer_that_is_cancelled_is_not_spoken_to_its_end():
    voice, events = Reciter(), Events()
    models = Models(lambda progress: Speech(LoudnessDetector(), Reader(), voice))
    models.start()
    session = LiveSession(SessionConfig(), models, events, on_track=False, limits=Limits(idle_seconds=None))
    session.start()
    session.receive_now(json.dumps({"type": "response.create", "response": {"instructions": "Say hello."}}))
    await events.until("response.output_audio.delta")
    assert await asyncio.to_thread(voice.begun_second.wait, 10)
    session.receive_now(json.dumps({"type": "response.cancel"}))
    assert (await events.until("response.done"))["response"]["status"] == "cancelled"
    voice.go_on.set()
    for _ in range(5):  # were there more to say, it would have its turn between these
        said = await models.speaker.run(session, list, voice.said)
    assert said == ["Sentence 0.", "Sentence 1."]
    session.close()
    models.close()
