"""The engine's own session in the time of the audio instead of the clock's: faster, and the same every time."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np

from navai_jupyter.engine import planner
from navai_jupyter.engine.models import Speech
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.outputs import Detect, Drop, Output, Plan, Send, Transcribe
from navai_jupyter.engine.session.session import Session
from navai_jupyter.engine.speech.audio import EAR_RATE, Samples
from navai_jupyter.engine.speech.vad import Framer
from tests.evaluation.cases import Call
from tests.evaluation.offered import Tools

BLOCK = EAR_RATE // 50
SHORTEST_SILENCE, LONGEST_SILENCE = 50, 250
"""Blocks after a sentence: a click may become speech until the one, any turn ends before the other."""
MOST_ROUNDS = 6
"""Of calls and their answers, after one sentence."""


@dataclass
class Heard:
    """What came of one sentence; ``turns`` counts the pieces that it was cut into.

    ``to_call_ms`` is from the end of the voice to the first call, in the time of the audio.
    """

    calls: list[Call] = field(default_factory=list)
    transcripts: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    turns: int = 0
    cut_off: bool = False
    to_call_ms: float | None = None
    decode_ms: list[float] = field(default_factory=list)


class Conversation:
    """One session over `tools`; each call is answered as by a page.

    ``paced``: a decode takes as much of the audio's time as it took on the clock, or ``decode`` seconds; else
    it takes none.
    """

    def __init__(
        self,
        tools: Tools,
        ears: Speech | None = None,
        turn_detection: str = "server_vad",
        *,
        paced: bool = False,
        decode: float | None = None,
    ) -> None:
        self._tools = tools
        self._ears = ears
        self._framer = Framer(ears.detector.fresh()) if ears else None
        self._paced = paced
        self._decode = decode
        self._clock = self._end = self._busy_until = 0
        self._decoded: deque[tuple[int, str, Callable[[], None]]] = deque()
        self._unanswered: list[dict[str, Any]] = []
        self._speaking = False
        self._heard = Heard()
        self._session = Session(SessionConfig(), on_track=False)
        self._send(
            "session.update",
            session={
                "type": "realtime",
                "tools": list(tools.definitions),
                "output_modalities": ["text"],
                "audio": {
                    "input": {"transcription": {"model": "any"}, "turn_detection": {"type": turn_detection}}
                },
            },
        )
        if ears:
            self._do(self._session.models_ready)

    def type(self, sentence: str) -> Heard:
        self._heard = Heard()
        content = [{"type": "input_text", "text": sentence}]
        self._send("conversation.item.create", item={"type": "message", "role": "user", "content": content})
        self._send("response.create")
        self._answer_calls()
        return self._heard

    def hear(self, samples: Samples, end: int = 0) -> Heard:
        """Sound at the ear's rate whose voice is silent from `end` on, and the silence after it."""
        self._heard = Heard()
        self._end = self._clock + end
        silence = np.zeros(BLOCK, np.float32)
        for at in range(0, len(samples), BLOCK):
            self._listen(samples[at : at + BLOCK])
            if at + BLOCK <= end:
                self._heard.cut_off = self._heard.turns > 0
        for block in range(LONGEST_SILENCE):
            self._listen(silence)
            if block >= SHORTEST_SILENCE and not self._speaking and not self._decoded:
                break
        return self._heard

    def _listen(self, block: Samples) -> None:
        self._clock += len(block)
        while self._decoded and self._decoded[0][0] <= self._clock:
            self._do(self._decoded.popleft()[2])
        self._do(partial(self._session.hear, block))
        self._answer_calls()

    def _send(self, kind: str, **fields: Any) -> None:
        self._do(partial(self._session.receive, json.dumps({"type": kind, **fields})))

    def _do(self, act: Callable[[], None]) -> None:
        act()
        while outputs := self._session.take():
            for output in outputs:
                self._carry_out(output)

    def _carry_out(self, output: Output) -> None:
        match output:
            case Send(event):
                self._note(event)
            case Detect(samples):
                assert self._framer is not None
                self._session.detected(self._framer.frames(samples))
            case Transcribe(job, stage="partial"):
                # A caption decides nothing, and an engine with other work leaves it out as well.
                self._session.transcription_failed(job, "The evaluation reads no captions.")
            case Transcribe():
                self._transcribe(output)
            case Plan(job, situation):
                self._session.planned(job, planner.respond(situation))
                self._session.planned_all(job)
            case Drop(job):
                self._decoded = deque(one for one in self._decoded if one[1] != job)

    def _transcribe(self, order: Transcribe) -> None:
        assert self._ears is not None
        started = perf_counter()
        heard = self._ears.recogniser.hear(order.samples, order.vocabulary, order.language)
        text = heard.text
        finish: planner.Finish = "unsure"
        rivals: tuple[str, ...] = ()
        if order.situation is not None:
            meant = planner.understand(text, order.situation)
            text, finish = meant.text, meant.finish
            if not (meant.settled and (heard.sure or heard.confirmed())):
                others = heard.others()
                text = planner.choose(text, others, order.situation)
                rivals = planner.with_other_numbers(text, others)
        self._heard.decode_ms.append((perf_counter() - started) * 1000)
        answer = partial(self._session.transcribed, order.job, text, finish, rivals)
        if self._paced:
            took = perf_counter() - started if self._decode is None else self._decode
            self._busy_until = max(self._clock, self._busy_until) + int(took * EAR_RATE)
            self._decoded.append((self._busy_until, order.job, answer))
        else:
            answer()

    def _note(self, event: dict[str, Any]) -> None:
        match event:
            case {"type": "error", "error": error}:
                raise RuntimeError(f"The session refused: {error}")
            case {"type": "input_audio_buffer.speech_started"}:
                self._speaking = True
            case {"type": "input_audio_buffer.speech_stopped"}:
                self._speaking = False
                self._heard.turns += 1
            case {"type": "conversation.item.input_audio_transcription.completed", "transcript": text}:
                self._heard.transcripts.append(text)
            case {"type": "response.done", "response": {"output": items}}:
                for item in items:
                    if item["type"] == "function_call":
                        self._unanswered.append(item)
                        if self._heard.to_call_ms is None:
                            self._heard.to_call_ms = (self._clock - self._end) * 1000 / EAR_RATE
                    elif item["type"] == "message":
                        self._heard.replies += [part.get("text", "") for part in item["content"]]

    def _answer_calls(self) -> None:
        for _ in range(MOST_ROUNDS):
            calls, self._unanswered = self._unanswered, []
            if not calls:
                return
            for item in calls:
                name, arguments = item["name"], json.loads(item["arguments"])
                self._heard.calls.append((name, arguments))
                output = json.dumps(asyncio.run(self._tools.answer(name, arguments)))
                answer = {"type": "function_call_output", "call_id": item["call_id"], "output": output}
                self._send("conversation.item.create", item=answer)
            self._send("response.create")
