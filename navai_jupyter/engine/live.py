"""A running session: the pure `Session`, its jobs, and the carrier that moves its events and sound."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Protocol, TypeVar, TypeVarTuple

from navai_jupyter.engine.models import Models
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.outputs import (
    ClearPlayback,
    Drop,
    EndOfSpeech,
    Output,
    Play,
    Send,
    Speak,
    Transcribe,
)
from navai_jupyter.engine.session.session import Session
from navai_jupyter.engine.speech.audio import Samples

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
    """Runs a `Session`'s jobs on the models' threads and hands its outputs to the carrier, in order."""

    def __init__(self, config: SessionConfig, models: Models, carrier: Carrier, *, on_track: bool) -> None:
        self._session = Session(config, on_track=on_track)
        self._models = models
        self._carrier = carrier
        self._jobs: dict[str, asyncio.Task[None]] = {}
        self._started = self._closed = False
        self._waiting = asyncio.get_running_loop().create_task(self._await_models())

    @property
    def config(self) -> SessionConfig:
        return self._session.config

    def start(self) -> None:
        """Begin to hand out; call it when the carrier can send."""
        self._started = True
        self._deliver()

    def receive(self, text: str | bytes) -> None:
        self._do(partial(self._session.receive, text))

    def hear(self, samples: Samples) -> None:
        self._do(partial(self._session.hear, samples))

    def playback_started(self, response_id: str) -> None:
        self._do(partial(self._session.playback_started, response_id))

    def playback_stopped(self, response_id: str) -> None:
        self._do(partial(self._session.playback_stopped, response_id))

    def close(self) -> None:
        self._closed = True
        self._waiting.cancel()
        for job in self._jobs.values():
            job.cancel()

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
            case Transcribe(job, samples, vocabulary):
                self._begin(job, self._transcribe(job, samples, vocabulary))
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
        detector = speech.detector.fresh()
        self._do(partial(self._session.models_ready, detector))

    async def _transcribe(self, job: str, samples: Samples, vocabulary: str) -> None:
        try:
            speech = await self._models.speech()
            text = await self._in_thread(speech.recogniser.transcribe, samples, vocabulary)
        except Exception as error:
            log.warning("A turn was not transcribed: %s", error)
            self._do(partial(self._session.transcription_failed, job, str(error)))
        else:
            self._do(partial(self._session.transcribed, job, text))

    async def _speak(self, job: str, text: str, speed: float) -> None:
        try:
            voice = (await self._models.speech()).voice
            for sentence in voice.sentences(text):
                samples = await self._in_thread(voice.say, sentence, speed)
                self._do(partial(self._session.spoken, job, sentence, samples))
        except Exception as error:
            log.warning("An answer was not spoken: %s", error)
            self._do(partial(self._session.speech_failed, job, str(error)))
        else:
            self._do(partial(self._session.spoken_all, job))

    async def _in_thread(self, work: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._models.pool, work, *arguments)
