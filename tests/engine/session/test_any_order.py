"""Whatever happens, in whatever order: responses and items begin once and end once."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.outputs import ClearPlayback, Drop, EndOfSpeech, Plan, Play, Speak, Transcribe
from tests.engine.loudness import loud, quiet
from tests.engine.session.client import VOICE, Client, message

REPLIES = [
    planner.Reply("Some words."),
    planner.Reply(calls=(planner.Call("add", {"a": 1, "b": 2}),)),
    planner.Reply("Adding.", (planner.Call("add", {"a": 1, "b": 2}),)),
    planner.Reply(understood=False),
]


class Chaos(Client):
    """Does one thing after another, as `draw` says; jobs are answered late, in any order, or not at all."""

    def __init__(self, draw, **config):
        super().__init__(plans=False, **config)
        self._draw = draw
        self._playing = []

    def pick(self, choices):
        return self._draw(st.sampled_from(list(choices)))

    def item_id(self):
        return self.pick([event["item"]["id"] for event in self.of("conversation.item.added")] or ["item_none"])

    def listen(self):
        self.hear(self.pick([loud(300), quiet(300), quiet(900)]))

    def configure(self):
        detection = {
            "type": "server_vad",
            "interrupt_response": self.pick([True, False]),
            "idle_timeout_ms": 5000,
        }
        self.update(audio={"input": {"turn_detection": self.pick([None, detection])}})

    def modality(self):
        self.update(output_modalities=self.pick([["text"], ["audio"]]), max_output_tokens=self.pick([5, "inf"]))

    def write(self):
        self.send("conversation.item.create", item=message("hello"))

    def ask(self):
        self.send("response.create", response={"conversation": self.pick(["auto", "none"])})

    def cancel(self):
        ids = [event["response"]["id"] for event in self.of("response.created")]
        self.send("response.cancel", response_id=self.pick([None, *ids]))

    def commit(self):
        self.send(self.pick(["input_audio_buffer.commit", "input_audio_buffer.clear"]))

    def delete(self):
        self.send("conversation.item.delete", item_id=self.item_id())

    def truncate(self):
        self.send("conversation.item.truncate", item_id=self.item_id(), audio_end_ms=self.pick([0, 500]))

    def work(self):
        """Carry out a part of some job, or fail at it."""
        if not self.jobs:
            return
        job = self.pick(self.jobs)
        if self.pick([True, True, True, False]):
            self._answer(job)
        else:
            self._fail(job)
        self.take()

    def play(self):
        """The track goes on: it plays what it was given, or was told to be silent."""
        while self.others:
            match self.others.pop(0):
                case Play(response_id) if response_id not in self._playing:
                    self._playing.append(response_id)
                    self.session.playback_started(response_id)
                case EndOfSpeech(response_id) if response_id in self._playing:
                    self._playing.remove(response_id)
                    self.session.playback_stopped(response_id)
                case ClearPlayback():
                    self._playing.clear()
                    self.session.playback_cleared(300)
                case Drop(job):
                    self.jobs = [one for one in self.jobs if one.job != job]
        self.take()

    def finish(self):
        """Do all the work that is left."""
        while self.jobs:
            self._answer(self.jobs[0], whole=True)
            self.take()

    def _answer(self, job, whole=False):
        done = whole or self.pick([True, False])
        match job:
            case Transcribe():
                self.session.transcribed(job.job, self.pick(["", "hello"]))
                done = True
            case Plan():
                self.session.planned(job.job, self.pick(REPLIES))
                if done:
                    self.session.planned_all(job.job)
            case Speak():
                self.session.spoken(job.job, job.text, VOICE)
                if done:
                    self.session.spoken_all(job.job)
        if done:
            self.jobs.remove(job)

    def _fail(self, job):
        fail = {
            Transcribe: self.session.transcription_failed,
            Plan: self.session.planning_failed,
            Speak: self.session.speech_failed,
        }[type(job)]
        self.jobs.remove(job)
        fail(job.job, "it failed")


STEPS = [
    Chaos.listen,
    Chaos.configure,
    Chaos.modality,
    Chaos.write,
    Chaos.ask,
    Chaos.cancel,
    Chaos.commit,
    Chaos.delete,
    Chaos.truncate,
    Chaos.work,
    Chaos.work,
    Chaos.play,
]


@settings(max_examples=60, deadline=None)
@given(st.data(), st.booleans())
def test_what_begins_ends_once(data, on_track):
    client = Chaos(data.draw, on_track=on_track)
    for step in data.draw(st.lists(st.sampled_from(STEPS), min_size=15, max_size=40)):
        step(client)
    client.finish()

    begun, ended = client.of("response.created"), client.of("response.done")
    ids = [event["response"]["id"] for event in begun]
    assert sorted(ids) == sorted(event["response"]["id"] for event in ended)
    assert len(set(ids)) == len(ids)
    for kind in ("output_item", "content_part"):
        added = Counter(_place(event) for event in client.of(f"response.{kind}.added"))
        assert added == Counter(_place(event) for event in client.of(f"response.{kind}.done"))
        assert set(added.values()) <= {1}
    assert _most_at_once(client.events) <= 1


def _place(event):
    return event["response_id"], event["output_index"]


def _most_at_once(events):
    """Responses of the conversation that were open at the same time."""
    most, open_ids = 0, set()
    for event in events:
        if event["type"] == "response.created" and event["response"]["conversation_id"]:
            open_ids.add(event["response"]["id"])
        elif event["type"] == "response.done":
            open_ids.discard(event["response"]["id"])
        most = max(most, len(open_ids))
    return most
