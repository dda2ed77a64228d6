"""A running session: the pure `Session`, its jobs, and the carrier that moves its events and sound."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from functools import partial
from typing import Any, Protocol, TypeVar, TypeVarTuple

from navai_jupyter.engine import planner
from navai_jupyter.engine.models import Models
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.outputs import (
    ClearPlayback,
    Detect,
    Drop,
    EndOfSpeech,
    Output,
    Plan,
    Play,
    Send,
    Speak,
    Transcribe,
)
from navai_jupyter.engine.session.session import Session
from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.speech.recogniser import Recogniser
from navai_jupyter.engine.speech.vad import Framer

log = logging.getLogger(__name__)

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


class Carrier(Protocol):
    """Moves a session's events, and its sound when that has a track of its own."""

    def send(self, event: dict[str, Any]) -> None: ...

    def play(self, response_id: str, samples: Samples) -> None: ...

    def end_of_speech(self, response_id: str) -> None: ...

    def clear_playback(self) -> int:
        """Silence the track; answers how many milliseconds of the cut speech were heard."""
        ...


class LiveSession:
    """Runs a `Session`'s jobs on the models' threads and hands its outputs to the carrier, in order.

    What the client sends goes through one inbox: a commit must not overtake the audio before it.
    """

    def __init__(self, config: SessionConfig, models: Models, carrier: Carrier, *, on_track: bool) -> None:
        self._session = Session(config, on_track=on_track)
        self._models = models
        self._carrier = carrier
        self._jobs: dict[str, asyncio.Task[None]] = {}
        self._inbox: asyncio.Queue[Callable[[], None]] = asyncio.Queue()
        self._undetected: deque[Samples] = deque()
        self._framer: Framer | None = None
        self._started = self._closed = False
        loop = asyncio.get_running_loop()
        self._tasks = loop.create_task(self._await_models()), loop.create_task(self._read_inbox())

    @property
    def config(self) -> SessionConfig:
        return self._session.config

    def start(self) -> None:
        """Begin to hand out; call it when the carrier can send."""
        self._started = True
        self._deliver()

    def receive(self, text: str | bytes) -> None:
        self._inbox.put_nowait(partial(self._session.receive, text))

    def hear(self, samples: Samples) -> None:
        self._inbox.put_nowait(partial(self._session.hear, samples))

    def playback_started(self, response_id: str) -> None:
        self._do(partial(self._session.playback_started, response_id))

    def playback_stopped(self, response_id: str) -> None:
        self._do(partial(self._session.playback_stopped, response_id))

    def close(self) -> None:
        self._closed = True
        for task in (*self._tasks, *self._jobs.values()):
            task.cancel()

    async def _read_inbox(self) -> None:
        while True:
            self._do(await self._inbox.get())
            while self._undetected:
                await self._detect(self._undetected.popleft())

    def _do(self, act: Callable[[], None]) -> None:
        if self._closed:
            return
        try:
            act()
        except Exception:
            log.exception("The session failed at an event")
            self._session.fail("The local engine failed at this event; its log says why.")
        self._deliver()

    def _deliver(self) -> None:
        # Carrying out an output may produce more; they follow in order.
        while self._started and (outputs := self._session.take()):
            for output in outputs:
                self._carry_out(output)

    def _carry_out(self, output: Output) -> None:
        match output:
            case Send(event):
                self._carrier.send(event)
            case Play(response_id, samples):
                self._carrier.play(response_id, samples)
            case EndOfSpeech(response_id):
                self._carrier.end_of_speech(response_id)
            case ClearPlayback():
                self._session.playback_cleared(self._carrier.clear_playback())
            case Detect(samples):
                self._undetected.append(samples)
            case Transcribe(job):
                self._begin(job, self._transcribe(output))
            case Plan(job, situation):
                self._begin(job, self._plan(job, situation))
            case Speak(job, text, speed):
                self._begin(job, self._speak(job, text, speed))
            case Drop(job):
                if task := self._jobs.pop(job, None):
                    task.cancel()

    def _begin(self, job: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._jobs[job] = task
        task.add_done_callback(lambda _: self._jobs.pop(job, None))

    async def _await_models(self) -> None:
        try:
            speech = await self._models.speech()
        except Exception as error:
            # Typing still works; that nothing is heard must not look like patience.
            self._do(partial(self._session.fail, f"The engine cannot hear or speak. {error}"))
            return
        self._framer = Framer(speech.detector.fresh())
        self._inbox.put_nowait(self._session.models_ready)

    async def _detect(self, samples: Samples) -> None:
        assert self._framer is not None
        try:
            frames = await self._in_thread(self._models.ear, self._framer.frames, samples)
        except Exception:
            log.exception("The voice detector failed")
            self._do(partial(self._session.fail, "The voice detector failed; the engine's log says why."))
        else:
            self._do(partial(self._session.detected, frames))

    async def _transcribe(self, order: Transcribe) -> None:
        try:
            speech = await self._models.speech()
            text, finish = await self._in_thread(self._models.pool, _read, speech.recogniser, order)
        except Exception as error:
            log.warning("A turn was not transcribed: %s", error)
            self._do(partial(self._session.transcription_failed, order.job, str(error)))
        else:
            self._do(partial(self._session.transcribed, order.job, text, finish))

    async def _plan(self, job: str, situation: planner.Situation) -> None:
        try:
            async for reply in self._models.planner.respond(situation):
                self._do(partial(self._session.planned, job, reply))
        except Exception:
            log.exception("A response was not planned")
            why = "The local engine failed to plan an answer; its log says why."
            self._do(partial(self._session.planning_failed, job, why))
        else:
            self._do(partial(self._session.planned_all, job))

    async def _speak(self, job: str, text: str, speed: float) -> None:
        try:
            voice = (await self._models.speech()).voice
            for sentence in voice.sentences(text):
                samples = await self._in_thread(self._models.pool, voice.say, sentence, speed)
                self._do(partial(self._session.spoken, job, sentence, samples))
        except Exception as error:
            log.warning("An answer was not spoken: %s", error)
            self._do(partial(self._session.speech_failed, job, str(error)))
        else:
            self._do(partial(self._session.spoken_all, job))

    async def _in_thread(
        self, pool: Executor, work: Callable[[*Arguments], Result], *arguments: *Arguments
    ) -> Result:
        return await asyncio.get_running_loop().run_in_executor(pool, work, *arguments)


def _read(recogniser: Recogniser, order: Transcribe) -> tuple[str, planner.Finish]:
    text = recogniser.transcribe(order.samples, order.vocabulary)
    return text, "unsure" if order.situation is None else planner.finished(text, order.situation)
