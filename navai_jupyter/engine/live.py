"""A running session: the pure `Session`, what its client sends, and what it hands out, in order."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from navai_jupyter.engine.inbox import Act, Inbox, Prepare
from navai_jupyter.engine.jobs import Jobs
from navai_jupyter.engine.models import Models
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.ids import new_id
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
from navai_jupyter.engine.session.problem import error_fields
from navai_jupyter.engine.session.session import Session
from navai_jupyter.engine.speech.audio import Samples

log = logging.getLogger(__name__)

INBOX = 4 * 2**20
"""Bytes that wait to be read: a minute of a WebRTC track, some messages of a WebSocket."""

LARGE = 2**18
"""Bytes of a message that takes longer to read than other sessions should wait."""

FAILED = "The local engine failed at this event; its log says why."


class Carrier(Protocol):
    """Moves a session's events, and its sound when that has a track of its own."""

    def send(self, event: dict[str, Any]) -> None: ...

    def play(self, response_id: str, samples: Samples) -> None: ...

    async def room(self) -> None:
        """Returns when more speech may be handed over: it is made faster than it is heard."""
        ...

    def end_of_speech(self, response_id: str) -> None: ...

    def clear_playback(self) -> int:
        """Silence the track; answers how many milliseconds of the cut speech were heard."""
        ...

    def end(self) -> None:
        """Close the connection, after what was sent."""
        ...


@dataclass(frozen=True)
class Limits:
    """When a session ends by itself; no `idle_seconds` means that it may be silent for all its life."""

    idle_seconds: float | None = 30 * 60.0
    life_seconds: float = 60 * 60.0


class LiveSession:
    """Reads its client's events and audio one after another: a commit must not overtake the audio before it."""

    def __init__(
        self,
        config: SessionConfig,
        models: Models,
        carrier: Carrier,
        *,
        on_track: bool,
        limits: Limits = Limits(),
    ) -> None:
        expires_at = int(time.time() + limits.life_seconds)
        self._session = Session(config.model_copy(update={"expires_at": expires_at}), on_track=on_track)
        self._models = models
        self._carrier = carrier
        self._jobs = Jobs(self._session, models, self._do, carrier.room)
        self._inbox = Inbox(INBOX)
        self._undetected: deque[Samples] = deque()
        self._started = self._closed = False
        loop = asyncio.get_running_loop()
        self._born = self._active = loop.time()
        self._tasks = [
            loop.create_task(work)
            for work in (self._await_models(), self._read_inbox(), self._end_in_time(limits))
        ]

    @property
    def config(self) -> SessionConfig:
        return self._session.config

    def start(self) -> None:
        """Begin to hand out; call it when the carrier can send."""
        self._started = True
        self._deliver()

    async def receive(self, text: str | bytes) -> None:
        """Take an event when there is room for it."""
        await self._inbox.put(partial(self._session.read, text), len(text))

    def receive_now(self, text: str | bytes) -> None:
        """Take an event from a carrier that cannot wait; one that floods us loses its session."""
        if self._inbox.full:
            self.end("rate_limit_exceeded", "Events arrive faster than the engine can read them.")
        else:
            self._inbox.put_now(partial(self._session.read, text), len(text))

    def hear(self, samples: Samples) -> None:
        """Audio of a track; what the engine cannot keep up with is lost, as it would be on a network."""
        if not self._inbox.full:
            self._inbox.put_now(lambda: partial(self._session.hear, samples), samples.nbytes)

    def playback_started(self, response_id: str) -> None:
        self._do(partial(self._session.playback_started, response_id))

    def playback_stopped(self, response_id: str) -> None:
        self._do(partial(self._session.playback_stopped, response_id))

    def end(self, code: str, why: str) -> None:
        """Tell the client why, and close its connection."""
        if self._closed:
            return
        told = error_fields("invalid_request_error", code, why)
        self._carrier.send({"type": "error", "event_id": new_id("event"), **told})
        self.close()
        self._carrier.end()

    def close(self) -> None:
        self._closed = True
        self._inbox.close()
        self._jobs.close()
        for task in self._tasks:
            task.cancel()

    async def _await_models(self) -> None:
        try:
            await self._models.speech()
        except Exception as error:
            # Typing still works; that nothing is heard must not look like patience.
            self._do(partial(self._session.fail, f"The engine cannot hear or speak. {error}"))
        else:
            self._inbox.put_now(lambda: self._session.models_ready)

    async def _read_inbox(self) -> None:
        while True:
            self._do(await self._prepared(*await self._inbox.get()))
            while self._undetected:
                await self._detect(self._undetected.popleft())
            await self._jobs.room()
            await asyncio.sleep(0)  # Other sessions' events have their turn, however much waits here.

    async def _prepared(self, prepare: Prepare, size: int) -> Act:
        try:
            return prepare() if size < LARGE else await asyncio.to_thread(prepare)
        except Exception:
            log.exception("An event could not be read")
            return partial(self._session.fail, FAILED)

    async def _detect(self, samples: Samples) -> None:
        try:
            async for frames in self._jobs.frames(samples):
                self._do(partial(self._session.detected, frames))
        except Exception:
            log.exception("The voice detector failed")
            self._do(partial(self._session.fail, "The voice detector failed; the engine's log says why."))

    async def _end_in_time(self, limits: Limits) -> None:
        loop = asyncio.get_running_loop()
        expiry = self._born + limits.life_seconds
        while (now := loop.time()) < expiry:
            until = expiry
            if limits.idle_seconds is not None:
                until = min(expiry, self._active + limits.idle_seconds)
                if now >= until:
                    minutes = f"{limits.idle_seconds / 60:g}"
                    self.end("session_idle", f"Nothing was said or typed for {minutes} minutes.")
                    return
            await asyncio.sleep(until - now)
        self.end(
            "session_expired", f"Your session hit the maximum duration of {limits.life_seconds / 60:g} minutes."
        )

    def _do(self, act: Callable[[], None]) -> None:
        if self._closed:
            return
        try:
            act()
        except Exception:
            log.exception("The session failed at an event")
            self._session.fail(FAILED)
        self._deliver()

    def _deliver(self) -> None:
        # Carrying out an output may produce more; they follow in order.
        while self._started and (outputs := self._session.take()):
            for output in outputs:
                self._carry_out(output)

    def _carry_out(self, output: Output) -> None:
        match output:
            case Send(event):
                # Whatever happens in a session is told to its client: when nothing is, it is idle.
                self._active = asyncio.get_running_loop().time()
                self._carrier.send(event)
            case Play(response_id, samples):
                self._carrier.play(response_id, samples)
            case EndOfSpeech(response_id):
                self._carrier.end_of_speech(response_id)
            case ClearPlayback():
                self._session.playback_cleared(self._carrier.clear_playback())
            case Detect(samples):
                self._undetected.append(samples)
            case Transcribe() | Plan() | Speak():
                self._jobs.begin(output)
            case Drop(job):
                self._jobs.drop(job)
