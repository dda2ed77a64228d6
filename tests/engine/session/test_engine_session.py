"""The session alone: no process, no models, no clock."""

import base64
import json

import numpy as np
import pytest

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.outputs import (
    ClearPlayback,
    Detect,
    Drop,
    EndOfSpeech,
    Plan,
    Play,
    Send,
    Speak,
    Transcribe,
)
from navai_jupyter.engine.session.session import Session
from navai_jupyter.engine.speech.vad import Framer
from tests.engine.loudness import LoudnessDetector, loud, quiet
from tests.engine.peers import PROVIDER_EVENT, TOOLS

BLOCK = 512
VOICE = np.full(24_000, 0.5, np.float32)


class Client:
    """Talks to a `Session` and sorts what comes out; every event is checked against the provider's types.

    It detects loudness, and plans with the command planner unless ``plans`` is false.
    """

    def __init__(self, *, on_track=False, ready=True, plans=True, **config):
        self.session = Session(SessionConfig().updated({"tools": TOOLS, **config}), on_track=on_track)
        self.events, self.jobs, self.others = [], [], []
        self._framer = Framer(LoudnessDetector())
        self._plans = plans
        if ready:
            self.session.models_ready()
        self.take()

    def send(self, kind, **fields):
        self.session.receive(json.dumps({"type": kind, **fields}))
        return self.take()

    def hear(self, *parts):
        samples = np.concatenate(parts)
        for at in range(0, len(samples), BLOCK):
            self.session.hear(samples[at : at + BLOCK])
        return self.take()

    def type(self, text):
        content = [{"type": "input_text", "text": text}]
        self.send("conversation.item.create", item={"type": "message", "role": "user", "content": content})
        return self.send("response.create")

    def transcribe(self, text):
        self.session.transcribed(self.job(Transcribe).job, text)
        return self.take()

    def speak(self, *sentences):
        job = self.job(Speak).job
        for sentence in sentences:
            self.session.spoken(job, sentence, VOICE)
        self.session.spoken_all(job)
        return self.take()

    def job(self, kind):
        return next(job for job in reversed(self.jobs) if isinstance(job, kind))

    def take(self):
        """Kinds of the events that came out since the last time."""
        new = []
        while outputs := self.session.take():
            for output in outputs:
                match output:
                    case Send(event):
                        PROVIDER_EVENT.validate_python(event)
                        new.append(event)
                    case Detect(samples):
                        self.session.detected(self._framer.frames(samples))
                    case Plan(job, situation) if self._plans:
                        self.session.planned(job, planner.respond(situation))
                        self.session.planned_all(job)
                    case Transcribe() | Plan() | Speak():
                        self.jobs.append(output)
                    case _:
                        self.others.append(output)
        self.events += new
        return [event["type"] for event in new]

    def last(self, kind):
        return next(event for event in reversed(self.events) if event["type"] == kind)

    def calls(self):
        return [
            (event["item"]["name"], json.loads(event["item"]["arguments"]))
            for event in self.events
            if event["type"] == "response.output_item.done" and event["item"]["type"] == "function_call"
        ]


def test_the_recogniser_starts_in_the_pause_and_its_text_is_used_when_the_turn_ends():
    client = Client()
    client.hear(loud(600), quiet(250))
    early = client.job(Transcribe)
    client.transcribe("add two and three")
    assert client.calls() == []
    client.hear(quiet(400))
    assert client.job(Transcribe) is early
    assert client.calls() == [("add", {"a": 2, "b": 3})]


def test_a_pause_that_was_none_voids_the_early_text():
    client = Client()
    client.hear(loud(600), quiet(250))
    early = client.job(Transcribe)
    client.hear(loud(400))
    assert client.others == [Drop(early.job)]
    client.transcribe("add two")
    client.hear(quiet(600))
    client.transcribe("add two and three")
    assert client.calls() == [("add", {"a": 2, "b": 3})]


def test_a_turn_is_announced_before_its_words_are_known():
    client = Client(audio={"input": {"transcription": {"model": "x"}}})
    assert client.hear(loud(600), quiet(600)) == [
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped",
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
        "response.created",
        "rate_limits.updated",
    ]
    item_id = client.last("input_audio_buffer.speech_started")["item_id"]
    assert client.last("conversation.item.added")["item"]["id"] == item_id
    assert client.transcribe("hello")[0] == "conversation.item.input_audio_transcription.completed"
    client.send("conversation.item.retrieve", item_id=item_id)
    content = client.last("conversation.item.retrieved")["item"]["content"]
    assert content == [{"type": "input_audio", "transcript": "hello"}]


def test_the_transcript_is_only_sent_when_it_is_configured():
    client = Client()
    client.hear(loud(600), quiet(600))
    assert "conversation.item.input_audio_transcription.completed" not in client.transcribe("hello")


def test_noise_without_words_is_answered_by_nothing():
    client = Client()
    client.hear(loud(600), quiet(600))
    assert client.transcribe("") == ["response.done"]
    assert client.last("response.done")["response"]["output"] == []


def test_a_failed_transcript_is_told_and_ends_the_turn():
    client = Client()
    client.hear(loud(600), quiet(600))
    client.session.transcription_failed(client.job(Transcribe).job, "out of memory")
    assert client.take() == ["conversation.item.input_audio_transcription.failed", "response.done"]


def test_speech_waits_for_the_models_and_is_then_heard():
    client = Client(ready=False)
    assert client.hear(quiet(300), loud(600), quiet(600)) == []
    client.session.models_ready()
    assert "input_audio_buffer.speech_stopped" in client.take()


def test_typing_works_before_the_models_are_there():
    client = Client(ready=False)
    client.type("go to results")
    assert client.calls() == [("navigate_to", {"target": "Results"})]


def test_speaking_over_the_answer_cancels_it():
    client = Client()
    client.type("hello")
    speaking = client.job(Speak)
    client.session.spoken(speaking.job, "Hello.", VOICE)
    assert client.hear(loud(300))[-1] == "response.done"
    response = client.last("response.done")["response"]
    assert (response["status"], response["status_details"]["reason"]) == ("cancelled", "turn_detected")
    assert response["output"][0]["status"] == "incomplete"
    assert client.others == [Drop(speaking.job)]
    client.session.spoken(speaking.job, "Too late.", VOICE)
    client.session.spoken_all(speaking.job)
    assert client.take() == []


def test_an_answer_that_must_not_be_interrupted_is_finished_and_the_turn_answered_after_it():
    detection = {"type": "server_vad", "interrupt_response": False}
    client = Client(audio={"input": {"turn_detection": detection}})
    client.type("hello")
    client.hear(loud(600), quiet(600))
    client.transcribe("go to results")
    assert client.calls() == []
    client.speak("Hello.")
    assert client.calls() == [("navigate_to", {"target": "Results"})]


def test_without_create_response_the_client_decides():
    detection = {"type": "server_vad", "create_response": False}
    client = Client(audio={"input": {"turn_detection": detection}})
    assert "response.created" not in client.hear(loud(600), quiet(600))
    client.transcribe("go to results")
    client.send("response.create")
    assert client.calls() == [("navigate_to", {"target": "Results"})]


def test_on_a_track_speech_is_played_and_its_progress_told():
    client = Client(on_track=True)
    client.type("hello")
    assert "response.output_audio.delta" not in client.speak("Hello.", "There.")
    response_id = client.last("response.done")["response"]["id"]
    assert [type(output) for output in client.others] == [Play, Play, EndOfSpeech]
    client.session.playback_started(response_id)
    client.session.playback_stopped(response_id)
    assert client.take() == ["output_audio_buffer.started", "output_audio_buffer.stopped"]


def test_speech_that_still_plays_is_cut_when_the_person_speaks():
    client = Client(on_track=True)
    client.type("hello")
    client.speak("Hello.")
    item_id = client.last("response.output_item.done")["item"]["id"]
    client.hear(loud(300))
    assert isinstance(client.others[-1], ClearPlayback)
    client.session.playback_cleared(480)
    assert client.take() == ["output_audio_buffer.cleared", "conversation.item.truncated"]
    cut = client.last("conversation.item.truncated")
    assert (cut["item_id"], cut["audio_end_ms"]) == (item_id, 480)


def test_an_answer_that_waits_behind_another_is_cut_with_it():
    client = Client(on_track=True)
    client.type("hello")
    client.speak("Hello.")
    client.type("thank you")
    client.speak("You're welcome.")
    client.hear(loud(300))
    client.session.playback_cleared(480)
    client.take()
    cuts = [event["audio_end_ms"] for event in client.events if event["type"] == "conversation.item.truncated"]
    assert cuts == [480, 0]


def test_deltas_carry_the_whole_speech():
    client = Client()
    client.type("hello")
    client.speak("One.", "Two.")
    deltas = [event["delta"] for event in client.events if event["type"] == "response.output_audio.delta"]
    assert sum(len(base64.b64decode(delta)) for delta in deltas) == 2 * 2 * len(VOICE)
    assert client.last("response.output_audio_transcript.done")["transcript"] == "One. Two."


def test_a_result_is_spoken_and_one_that_came_before_the_question_is_not_repeated():
    client = Client(output_modalities=["text"])
    client.type("add two and three")
    call = client.last("response.output_item.done")["item"]
    output = {"type": "function_call_output", "call_id": call["call_id"], "output": "5"}
    client.send("conversation.item.create", item=output)
    client.send("response.create")
    assert client.last("response.output_text.done")["text"] == "The result is 5."
    client.send("response.create")
    assert client.last("response.output_text.done")["text"] == "I'm listening."


def test_a_history_that_is_replayed_answers_nothing_by_itself():
    client = Client()
    call = {"type": "function_call", "call_id": "call_1", "name": "add", "arguments": '{"a": 1, "b": 2}'}
    output = {"type": "function_call_output", "call_id": "call_1", "output": "3"}
    kinds = [
        *client.send("conversation.item.create", item=call),
        *client.send("conversation.item.create", item=output),
    ]
    assert kinds == ["conversation.item.added", "conversation.item.done"] * 2


def test_a_response_out_of_the_conversation_leaves_no_trace_in_it():
    client = Client(output_modalities=["text"])
    content = [{"type": "input_text", "text": "go to results"}]
    asked = [{"type": "message", "role": "user", "content": content}]
    kinds = client.send(
        "response.create", response={"conversation": "none", "input": asked, "metadata": {"for": "test"}}
    )
    assert client.calls() == [("navigate_to", {"target": "Results"})]
    assert "conversation.item.added" not in kinds
    done = client.last("response.done")["response"]
    assert (done["conversation_id"], done["metadata"]) == (None, {"for": "test"})


def test_tool_choice_none_calls_nothing():
    client = Client(output_modalities=["text"])
    client.send("session.update", session={"type": "realtime", "tool_choice": "none"})
    client.type("go to results")
    assert client.calls() == []


@pytest.mark.parametrize("text", ["", "[]", "nonsense", '{"type": 3}', '{"no": "type"}', "\ud800"])
def test_what_is_no_event_is_refused(text):
    client = Client()
    client.session.receive(text.encode("utf-8", "surrogatepass"))
    assert client.take() == ["error"]


def test_clearing_the_input_forgets_the_open_turn():
    client = Client()
    client.hear(loud(400))
    assert client.send("input_audio_buffer.clear") == ["input_audio_buffer.cleared"]
    assert client.hear(quiet(1000)) == []


def test_only_on_a_track_can_playback_be_cleared():
    assert Client().send("output_audio_buffer.clear") == ["error"]
    assert Client(on_track=True).send("output_audio_buffer.clear") == []
