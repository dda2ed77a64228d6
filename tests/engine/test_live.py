"""A running session whose models do what a real one seldom does."""

import asyncio
import base64
import json
import threading
import time

import numpy as np
import pytest

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine import planner
from navai_jupyter.engine.live import INBOX, Limits, LiveSession
from navai_jupyter.engine.models import Models, Speech, load_speech
from navai_jupyter.engine.planner import Wording
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.speech.audio import EAR_RATE, WIRE_RATE, to_pcm16
from navai_jupyter.engine.speech.heard import Heard
from tests.engine.clients.provider import check
from tests.engine.loudness import LoudnessDetector, loud, quiet
from tests.engine.peers import TOOLS

SETTINGS = SessionConfig().updated({"tools": TOOLS, "audio": {"input": {"transcription": {}}}})
UNLIMITED = Limits(idle_seconds=None)


class Recorder:
    """A carrier that keeps what it is given."""

    def __init__(self):
        self.events = asyncio.Queue()

    def send(self, event):
        check(json.dumps(event))
        self.events.put_nowait(event)

    async def room(self):
        """There always is."""

    def end(self):
        self.events.put_nowait({"type": "the end"})

    async def until(self, kind):
        async with asyncio.timeout(10):
            while (event := await self.events.get())["type"] != kind:
                pass
            return event


class Deaf:
    def hear(self, samples, vocabulary="", language=None):
        raise RuntimeError("out of memory")


class HardOfHearing:
    """Hears two wordings; of the first of them it is sure, or not, or another confirms it."""

    def __init__(self, text="add to antlers", sure=True, confirmed=False):
        self.text, self.sure, self.confirmed, self.asked = text, sure, confirmed, 0

    def hear(self, samples, vocabulary="", language=None):
        return Heard(self.text, self.sure, lambda: self.confirmed, self.others)

    def others(self):
        self.asked += 1
        return [Wording(self.text, -1.0), Wording("add two and three", -0.9)]


class Mute:
    def sentences(self, text):
        return [text]

    def say(self, sentence, speed=1.0):
        raise RuntimeError("no voice")


def live_session(load, limits=UNLIMITED, think=None):
    models = Models(load, think)
    models.start()
    carrier = Recorder()
    session = LiveSession(SETTINGS, models, carrier, on_track=False, limits=limits)
    session.start()
    return session, carrier, models


def type_to(session, text):
    content = [{"type": "input_text", "text": text}]
    item = {"type": "message", "role": "user", "content": content}
    session.receive_now(json.dumps({"type": "conversation.item.create", "item": item}))
    session.receive_now(json.dumps({"type": "response.create"}))


async def test_models_that_fail_to_load_are_told_and_typing_still_runs_functions():
    def load(progress):
        raise EngineError("The speech model model.bin is not the expected file.")

    session, carrier, models = live_session(load)
    error = (await carrier.until("error"))["error"]
    assert (error["code"], "not the expected file" in error["message"]) == ("engine_failed", True)
    assert models.health.status == "failed"
    type_to(session, "go to results")
    done = await carrier.until("response.done")
    assert done["response"]["output"][0]["name"] == "navigate_to"
    session.close()
    models.close()


async def test_a_turn_that_cannot_be_read_or_answered_aloud_ends_with_the_reason():
    session, carrier, models = live_session(lambda progress: Speech(LoudnessDetector(), Deaf(), Mute()))
    await models.speech()
    await asyncio.sleep(0)
    for part in (loud(600), quiet(800)):
        session.hear(part)
    failed = await carrier.until("conversation.item.input_audio_transcription.failed")
    assert failed["error"]["message"] == "out of memory"
    assert (await carrier.until("response.done"))["response"]["status"] == "completed"
    type_to(session, "hello")
    assert (await carrier.until("response.done"))["response"]["status"] == "failed"
    assert (await carrier.until("error"))["error"]["message"] == "no voice"
    session.close()
    models.close()


async def test_a_session_tells_when_it_will_end_and_no_client_moves_that():
    limits = Limits(life_seconds=600)
    session, carrier, models = live_session(lambda progress: Speech(LoudnessDetector(), Deaf(), Mute()), limits)
    told = (await carrier.until("session.created"))["session"]["expires_at"]
    assert told == pytest.approx(time.time() + 600, abs=10)
    session.receive_now(
        json.dumps({"type": "session.update", "session": {"type": "realtime", "expires_at": 1}})
    )
    assert (await carrier.until("session.updated"))["session"]["expires_at"] == told
    session.close()
    models.close()


@pytest.mark.parametrize(
    ("text", "sure"), [("add to antlers", True), ("add to antlers", False), ("add two and free", False)]
)
async def test_what_is_acted_on_and_written_down_is_the_wording_that_makes_sense(text, sure):
    ears = HardOfHearing(text, sure)
    session, carrier, models = live_session(lambda _: Speech(LoudnessDetector(), ears, Mute()))
    await models.speech()
    await asyncio.sleep(0)
    for part in (loud(600), quiet(800)):
        session.hear(part)
    written = await carrier.until("conversation.item.input_audio_transcription.completed")
    assert written["transcript"] == "add two and three"
    called = await carrier.until("response.function_call_arguments.done")
    assert json.loads(called["arguments"]) == {"a": 2, "b": 3}
    session.close()
    models.close()


@pytest.mark.parametrize(
    ("sure", "confirmed", "asked"), [(True, False, False), (False, True, False), (False, False, True)]
)
async def test_other_wordings_of_a_command_are_looked_for_only_where_it_is_in_doubt(sure, confirmed, asked):
    ears = HardOfHearing("add two and four", sure, confirmed)
    session, carrier, models = live_session(lambda _: Speech(LoudnessDetector(), ears, Mute()))
    await models.speech()
    await asyncio.sleep(0)
    for part in (loud(600), quiet(800)):
        session.hear(part)
    await carrier.until("conversation.item.input_audio_transcription.completed")
    assert (ears.asked > 0) is asked
    session.close()
    models.close()


class Thinking:
    """A planner that makes sense of anything by itself."""

    weighs_wordings = False

    async def respond(self, situation):
        yield planner.Reply("I see.")


async def test_a_planner_that_thinks_is_told_what_was_heard():
    ears = HardOfHearing()
    session, carrier, models = live_session(
        lambda _: Speech(LoudnessDetector(), ears, Mute()), think=Thinking()
    )
    await models.speech()
    await asyncio.sleep(0)
    for part in (loud(600), quiet(800)):
        session.hear(part)
    written = await carrier.until("conversation.item.input_audio_transcription.completed")
    assert (written["transcript"], ears.asked) == ("add to antlers", 0)
    session.close()
    models.close()


async def test_a_fault_of_ours_is_an_error_event_and_the_session_goes_on(monkeypatch):
    session, carrier, models = live_session(lambda progress: Speech(LoudnessDetector(), Deaf(), Mute()))
    with monkeypatch.context() as broken:
        broken.setattr(planner.responding, "decide", lambda *_, **__: 1 / 0)
        type_to(session, "go to results")
        assert (await carrier.until("response.done"))["response"]["status"] == "failed"
    assert (await carrier.until("error"))["error"]["type"] == "server_error"
    type_to(session, "go to results")
    assert (await carrier.until("response.done"))["response"]["status"] == "completed"
    session.close()
    models.close()


async def test_asking_for_models_that_were_never_started_is_refused():
    with pytest.raises(EngineError, match="never started"):
        await Models(load_speech).speech()


async def test_a_session_in_which_nothing_happens_is_ended_with_the_reason():
    limits = Limits(idle_seconds=0.3)
    session, carrier, models = live_session(lambda progress: Speech(LoudnessDetector(), Deaf(), Mute()), limits)
    for _ in range(4):  # silence is heard all the while, and is no activity
        session.hear(quiet(100))
        await asyncio.sleep(0.02)
    error = (await carrier.until("error"))["error"]
    assert (error["code"], error["message"]) == ("session_idle", "Nothing was said or typed for 0.005 minutes.")
    await carrier.until("the end")
    models.close()


async def test_what_is_said_to_a_session_keeps_it():
    limits = Limits(idle_seconds=1.5)
    session, carrier, models = live_session(lambda progress: Speech(LoudnessDetector(), Deaf(), Mute()), limits)
    for _ in range(4):
        await asyncio.sleep(0.5)
        session.receive_now(json.dumps({"type": "session.update", "session": {"type": "realtime"}}))
        await carrier.until("session.updated")
    await carrier.until("the end")
    models.close()


async def test_a_session_ends_when_its_time_is_over_however_busy_it_is():
    limits = Limits(idle_seconds=None, life_seconds=0.2)
    _, carrier, models = live_session(lambda progress: Speech(LoudnessDetector(), Deaf(), Mute()), limits)
    assert (await carrier.until("error"))["error"]["code"] == "session_expired"
    await carrier.until("the end")
    models.close()


async def test_a_flood_of_events_that_cannot_be_held_back_ends_the_session():
    session, carrier, models = live_session(lambda progress: Speech(LoudnessDetector(), Deaf(), Mute()))
    event = json.dumps({"type": "nothing", "padding": "." * 2**20})
    for _ in range(INBOX // 2**20 + 2):
        session.receive_now(event)
    assert (await carrier.until("error"))["error"]["code"] == "rate_limit_exceeded"
    await carrier.until("the end")
    models.close()


async def test_a_very_long_append_is_read_beside_the_loop_and_in_its_order():
    session, carrier, models = live_session(lambda progress: Speech(LoudnessDetector(), Deaf(), Mute()))
    await models.speech()
    await asyncio.sleep(0)
    await session.receive(json.dumps({"type": "session.update", "session": {"type": "realtime"}}))
    await carrier.until("session.updated")  # by then it hears
    spoken = np.concatenate([quiet(300), loud(600), quiet(800), np.zeros(EAR_RATE * 20, np.float32)])
    pcm = to_pcm16(np.repeat(spoken, WIRE_RATE // 8000))  # longer and lower, which loudness does not mind
    read_in = []
    read = session._session.read
    session._session.read = lambda text: (read_in.append(threading.current_thread()), read(text))[1]
    append = {"type": "input_audio_buffer.append", "audio": base64.b64encode(pcm).decode()}
    await session.receive(json.dumps(append))
    await session.receive(json.dumps({"type": "conversation.item.delete", "item_id": "none"}))
    assert (await carrier.until("input_audio_buffer.speech_started"))["audio_start_ms"] > 0
    assert (await carrier.until("error"))["error"]["code"] == "item_not_found"
    assert read_in[0] is not threading.main_thread()
    assert read_in[1] is threading.main_thread()
    session.close()
    models.close()
