"""Spoken conversations with a real engine process, over each way that sound can travel."""

import asyncio
import time

import pytest

from navai_jupyter.client import Endpoint, Life, Speech, VoiceSession
from navai_jupyter.client.audio import FRAME_BYTES, FRAME_SECONDS, RATE, SAMPLE_BYTES
from navai_jupyter.engine.voice import synthesise
from tests.client.waiting import until

pytestmark = pytest.mark.speech

WAYS = ["websocket", "webrtc"]


def spoken(sentence):
    samples, _ = synthesise(sentence)
    pcm = samples.astype("<i2").tobytes()
    return Speech(pcm, len(pcm) / SAMPLE_BYTES / RATE)


class Adding:
    """A function that counts its effects."""

    def __init__(self):
        self.effects = []

    def add(self, a: int, b: int) -> int:
        """Add two numbers."""
        self.effects.append((a, b))
        return a + b


@pytest.fixture
def adding():
    return Adding()


def session(engine, way, functions, **options):
    places = {"Results": "#Results", "Model training": "#Model training"}
    return VoiceSession(
        Endpoint(engine.base_url, engine.key, "navai-local"),
        transport=way,
        functions=functions,
        navigate=places,
        **options,
    )


@pytest.mark.parametrize("way", WAYS)
async def test_a_conversation(engine, adding, way):
    async with session(engine, way, [adding.add]) as voice:
        first = await voice.say(spoken("add two and three"))
        second = await voice.say(spoken("go to results"))
        assert voice.snapshot.way == way
    assert adding.effects == [(2, 3)]
    assert [(c.name, c.result) for c in first.calls] == [("add", 5)]
    assert "5" in first.reply
    assert "2" in first.transcript
    assert [c.result["path"] for c in second.calls] == ["#Results"], second
    for turn in (first, second):
        assert 0 < turn.latency_ms.speech_end_to_call <= turn.latency_ms.speech_end_to_audio
        assert seconds(turn.audio) > 0.5
        assert max(turn.audio) > 0


def seconds(pcm):
    return len(pcm) / SAMPLE_BYTES / RATE


@pytest.mark.parametrize("way", WAYS)
async def test_the_voice_of_an_answer_is_whole(engine, adding, way):
    """What a track brings in its own time is as long as what a socket brings at once."""
    alone, _ = synthesise("The result is 5.")
    async with session(engine, way, [adding.add]) as voice:
        turn = await voice.say("add two and three")
    assert turn.reply == "The result is 5."
    assert seconds(turn.audio) == pytest.approx(len(alone) / RATE, abs=0.5)


async def microphone(*sentences, pause):
    """Says them one after the other, without waiting for anybody."""
    began, sent = time.monotonic(), 0
    for sentence in sentences:
        pcm = spoken(sentence).pcm + bytes(int(RATE * pause) * SAMPLE_BYTES)
        for at in range(0, len(pcm), FRAME_BYTES):
            await asyncio.sleep(max(0.0, began + sent * FRAME_SECONDS - time.monotonic()))
            yield pcm[at : at + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")
            sent += 1


@pytest.mark.parametrize("way", WAYS)
async def test_breaking_in_with_a_live_microphone_leaves_only_what_was_heard(engine, adding, way):
    report = "January was slow. February was better. March was the best month of all. April was slow again."

    def sales_report() -> str:
        """Read the sales report."""
        return report

    sentences = microphone("sales report", "add two and three", pause=3.5)
    async with session(engine, way, [adding.add, sales_report]) as voice:
        events = Events(voice)
        calls = [call.name async for turn in voice.listen(sentences) for call in turn.calls]
        answers = [text for who, text in voice.snapshot.transcript if who == "assistant"]
    assert calls == ["sales_report", "add"]
    assert events.count("conversation.item.truncated") >= 1
    assert 0 < len(answers[0]) < len(report)


class Events:
    """The types of the events that a session saw."""

    def __init__(self, voice):
        self._events = voice.events()
        self._types = []
        self._reading = asyncio.create_task(self._read())

    def count(self, kind):
        return self._types.count(kind)

    async def _read(self):
        async for event in self._events:
            self._types.append(event["type"])


@pytest.mark.parametrize("way", WAYS)
async def test_a_session_that_expires_goes_on_in_the_next(short_lived_engine, adding, way):
    async with session(short_lived_engine, way, [adding.add]) as voice:
        events = Events(voice)
        first = await voice.say("add two and three")
        await until(lambda: events.count("session.created") == 2, 30)
        second = await voice.say("go to results")
        transcript = voice.snapshot.transcript
    assert [c.name for c in (*first.calls, *second.calls)] == ["add", "navigate_to"]
    assert adding.effects == [(2, 3)]
    assert transcript[:3] == (
        ("user", "add two and three"),
        ("assistant", "The result is 5."),
        ("user", "go to results"),
    )


@pytest.mark.parametrize("way", WAYS)
async def test_a_session_is_renewed_before_it_expires(engine, adding, way):
    async with session(engine, way, [adding.add], life=Life(renew_after=2)) as voice:
        events = Events(voice)
        await voice.say("add two and three")
        await until(lambda: events.count("session.created") == 2, 30)
        again = await voice.say(spoken("add two and three"))
    assert events.count("error") == 0
    assert [c.result for c in again.calls] == [5]
    assert adding.effects == [(2, 3)] * 2
