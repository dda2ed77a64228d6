"""A client of the session alone: no process, no models, no clock."""

import json

import numpy as np

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.outputs import Detect, Plan, Send, Speak, Transcribe
from navai_jupyter.engine.session.session import Session
from navai_jupyter.engine.speech.vad import Framer
from tests.engine.clients.provider import check
from tests.engine.loudness import LoudnessDetector
from tests.engine.peers import TOOLS

BLOCK = 512
VOICE = (0.5 * np.sin(np.cumsum(np.linspace(0.1, 1.0, 24_000)))).astype(np.float32)
"""A second of speech, unlike what a client says: nobody could tell a person from an echo else."""


def message(text):
    return {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}


class Client:
    """Talks to a `Session` and sorts what comes out; every event is checked against the provider's types.

    It detects loudness, and plans with the command planner unless ``plans`` is false.
    """

    def __init__(self, *, on_track=False, ready=True, plans=True, **config):
        self.session = Session(SessionConfig().updated({"tools": TOOLS, **config}), on_track=on_track)
        self.events, self.jobs, self.others = [], [], []
        self._framer = Framer(LoudnessDetector())
        self.plans = plans
        if ready:
            self.session.models_ready()
        self.take()

    def send(self, kind, **fields):
        self.session.receive(json.dumps({"type": kind, **fields}))
        return self.take()

    def update(self, **session):
        return self.send("session.update", session={"type": "realtime", **session})

    def hear(self, *parts):
        samples = np.concatenate(parts)
        for at in range(0, len(samples), BLOCK):
            self.session.hear(samples[at : at + BLOCK])
        return self.take()

    def type(self, text):
        self.send("conversation.item.create", item=message(text))
        return self.send("response.create")

    def answer(self, call, output):
        item = {"type": "function_call_output", "call_id": call["call_id"], "output": output}
        self.send("conversation.item.create", item=item)
        return self.send("response.create")

    def retrieve(self, item_id):
        self.send("conversation.item.retrieve", item_id=item_id)
        return self.last("conversation.item.retrieved")["item"]

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
                        check(json.dumps(event))
                        new.append(event)
                    case Detect(samples):
                        self.session.detected(self._framer.frames(samples))
                    case Plan(job, situation) if self.plans:
                        self.session.planned(job, planner.respond(situation))
                        self.session.planned_all(job)
                    case Transcribe() | Plan() | Speak():
                        self.jobs.append(output)
                    case _:
                        self.others.append(output)
        self.events += new
        return [event["type"] for event in new]

    def of(self, kind):
        return [event for event in self.events if event["type"] == kind]

    def last(self, kind):
        return self.of(kind)[-1]

    @property
    def error(self):
        return self.last("error")["error"]

    @property
    def response(self):
        return self.last("response.done")["response"]

    def calls(self):
        items = [event["item"] for event in self.of("response.output_item.done")]
        return [
            (item["name"], json.loads(item["arguments"])) for item in items if item["type"] == "function_call"
        ]
