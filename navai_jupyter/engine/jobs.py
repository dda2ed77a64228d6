"""A session's long work: reading speech, planning answers and speaking them, off the event loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

from navai_jupyter.engine import planner
from navai_jupyter.engine.models import Models
from navai_jupyter.engine.session.outputs import Plan, Speak, Transcribe
from navai_jupyter.engine.session.session import Session
from navai_jupyter.engine.speech.audio import EAR_RATE, Samples
from navai_jupyter.engine.speech.heard import Heard
from navai_jupyter.engine.speech.pieces import pieces
from navai_jupyter.engine.speech.recogniser import LONG_WINDOW
from navai_jupyter.engine.speech.vad import Frame, Framer

log = logging.getLogger(__name__)

MOST = 8
"""Open jobs of one session, beyond which it reads no more of what its client sends."""
PIECE = LONG_WINDOW * EAR_RATE
"""Samples that are read at once: after them it is another session's turn."""
EARFUL = EAR_RATE
"""Samples in which voice is looked for at once."""

URGENCY = {"final": 0, "early": 1, "partial": 2}
FIRST_SENTENCE, NEXT_SENTENCE = 0, 1

Do = Callable[[Callable[[], None]], None]


class Busy(Exception):
    """What a caption would show is not worth that somebody's turn waits."""


class Jobs:
    """Answers each job by calling the session back through ``do``; speaks on when ``may_speak`` returns."""

    def __init__(
        self, session: Session, models: Models, do: Do, may_speak: Callable[[], Awaitable[None]]
    ) -> None:
        self._session = session
        self._models = models
        self._do = do
        self._may_speak = may_speak
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ended = asyncio.Event()
        self._framer: Framer | None = None

    def begin(self, order: Transcribe | Plan | Speak) -> None:
        task = asyncio.get_running_loop().create_task(self._work(order))
        self._tasks[order.job] = task
        task.add_done_callback(lambda _: self._end(order.job))

    def drop(self, job: str) -> None:
        if task := self._tasks.pop(job, None):
            task.cancel()

    def close(self) -> None:
        for task in self._tasks.values():
            task.cancel()

    async def room(self) -> None:
        """Returns when few enough jobs are open."""
        while len(self._tasks) >= MOST:
            self._ended.clear()
            await self._ended.wait()

    async def frames(self, samples: Samples) -> AsyncIterator[list[Frame]]:
        """What the voice detector says, a little at a time."""
        if self._framer is None:
            self._framer = Framer((await self._models.speech()).detector.fresh())
        for at in range(0, len(samples), EARFUL):
            piece = samples[at : at + EARFUL]
            yield await self._models.ear.run(self, self._framer.frames, piece)

    def _end(self, job: str) -> None:
        self._tasks.pop(job, None)
        self._ended.set()

    def _work(self, order: Transcribe | Plan | Speak) -> Coroutine[Any, Any, None]:
        match order:
            case Transcribe():
                return self._transcribe(order)
            case Plan():
                return self._plan(order)
            case Speak():
                return self._speak(order)

    async def _transcribe(self, order: Transcribe) -> None:
        try:
            text, finish, rivals = await self._understand(order, await self._hear(order))
        except Busy:
            self._do(partial(self._session.transcription_failed, order.job, "The recogniser is busy."))
        except Exception as error:
            log.warning("A turn was not transcribed: %s", error)
            self._do(partial(self._session.transcription_failed, order.job, str(error)))
        else:
            self._do(partial(self._session.transcribed, order.job, text, finish, rivals))

    async def _hear(self, order: Transcribe) -> Heard:
        hear = (await self._models.speech()).recogniser.hear
        decoder, urgency = self._models.decoder, URGENCY[order.stage]
        if order.stage == "partial" and not decoder.idle:
            raise Busy
        heard = [
            await decoder.run(self, hear, piece, order.vocabulary, order.language, urgency=urgency)
            for piece in pieces(order.samples, PIECE)
        ]
        return heard[0] if len(heard) == 1 else Heard(" ".join(one.text for one in heard if one.text))

    async def _understand(self, order: Transcribe, heard: Heard) -> tuple[str, planner.Finish, tuple[str, ...]]:
        """The text, whether it is over, and what its sound may say just as well."""
        if order.situation is None:
            return heard.text, "unsure", ()
        meant = await asyncio.to_thread(planner.understand, heard.text, order.situation)
        if not self._models.planner.weighs_wordings:
            return heard.text, meant.finish, ()
        decode = partial(self._models.decoder.run, self, urgency=URGENCY[order.stage])
        if meant.settled and (heard.sure or await decode(heard.confirmed)):
            return meant.text, meant.finish, ()
        others = await decode(heard.others)
        text = await asyncio.to_thread(planner.choose, meant.text, others, order.situation)
        return text, meant.finish, planner.with_other_numbers(text, others)

    async def _plan(self, order: Plan) -> None:
        try:
            async for reply in self._models.planner.respond(order.situation):
                self._do(partial(self._session.planned, order.job, reply))
        except Exception:
            log.exception("A response was not planned")
            why = "The local engine failed to plan an answer; its log says why."
            self._do(partial(self._session.planning_failed, order.job, why))
        else:
            self._do(partial(self._session.planned_all, order.job))

    async def _speak(self, order: Speak) -> None:
        try:
            voice = (await self._models.speech()).voice
            urgency = FIRST_SENTENCE
            for sentence in voice.sentences(order.text):
                await self._may_speak()
                samples = await self._models.speaker.run(
                    self, voice.say, sentence, order.speed, urgency=urgency
                )
                self._do(partial(self._session.spoken, order.job, sentence, samples))
                urgency = NEXT_SENTENCE
        except Exception as error:
            log.warning("An answer was not spoken: %s", error)
            self._do(partial(self._session.speech_failed, order.job, str(error)))
        else:
            self._do(partial(self._session.spoken_all, order.job))
