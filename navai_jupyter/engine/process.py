"""One process of the engine, seen from outside: how it is launched, what it says, how it ended."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Self

from navai_jupyter.core import chat
from navai_jupyter.core.errors import EngineError

INSTALL = 'Install it: pip install "navai-jupyter[local]"'

PORT_SECONDS = 60.0
STOP_SECONDS = 5.0
LAST_LINES = 80
"""Enough for what Python says of all its threads when native code crashes."""

# Whatever looks like a credential stays out of a process that needs none; so do proxies, which may hold one.
WITHHELD = re.compile(
    r"(KEY|SECRET|TOKEN|PASSWORD|PASSWD|CREDENTIALS?|PROXY)$|^(OPENAI|AZURE|ANTHROPIC)_", re.IGNORECASE
)

ENDINGS = {
    "SIGSEGV": "A fault in native code ended its process (segmentation fault).",
    "SIGBUS": "A fault in native code ended its process (bus error).",
    "SIGILL": "Native code needs a processor that this machine does not have (illegal instruction).",
    "SIGABRT": "Native code gave up and ended its process (abort).",
    "SIGKILL": "Its process was killed from outside, perhaps because memory ran out.",
}


def engine_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` without keys, tokens and proxies, and with model downloads switched off.

    The one key that is let through is the chat server's, where the engine has one to talk to.
    """
    kept = {name: value for name, value in environment.items() if not WITHHELD.search(name)}
    if kept.get(chat.URL_VARIABLE) and chat.KEY_VARIABLE in environment:
        kept[chat.KEY_VARIABLE] = environment[chat.KEY_VARIABLE]
    return {**kept, "HF_HUB_OFFLINE": "1"}


class EngineProcess:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        self._process = process
        self.said: deque[str] = deque(maxlen=LAST_LINES)
        self.port = 0
        self._listening = asyncio.get_running_loop().create_task(self.listen(process.stderr))

    @classmethod
    async def launch(cls, key: str, environment: Mapping[str, str], arguments: Sequence[str]) -> Self:
        """A process that listens on its `port`; raises `EngineError` with what it said last."""
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",  # A module in the notebook's folder must not be imported in place of ours.
                "-m",
                "navai_jupyter.engine",
                "--key-stdin",
                *arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env=environment,
                start_new_session=True,  # Ctrl-C in the server's terminal is for the server.
            )
        except OSError as error:
            raise EngineError("The local engine did not start.", str(error), INSTALL) from error
        launched = cls(process)
        try:
            await launched._open(key)
        except (TimeoutError, OSError, ValueError, KeyError) as error:
            await launched.end()
            raise EngineError("The local engine did not start.", launched.last_line(), INSTALL) from error
        except asyncio.CancelledError:
            await launched.end()
            raise
        return launched

    @property
    def pid(self) -> int:
        return self._process.pid

    async def wait(self) -> str:
        """How it ended, in words, once it has and everything it said was read."""
        code = await self._process.wait()
        await self._listening
        if code < 0:
            name = signal.Signals(-code).name
            return ENDINGS.get(name, f"Its process was ended by {name}.")
        return f"Its process ended with code {code}. {self.last_line()}".strip()

    async def end(self) -> None:
        """Close its standard input, which ends it; kill it when that takes long."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        await self._listening

    def last_line(self) -> str:
        """The last thing it said, which is where Python puts the error."""
        said = [line for line in self.said if line.strip()]
        return said[-1] if said else ""

    async def listen(self, stream: asyncio.StreamReader) -> None:
        """Keep the last lines of `stream`; unread, it would block the engine."""
        while True:
            try:
                line = await stream.readline()
            except ValueError:  # a line too long to keep
                continue
            if not line:
                return
            self.said.append(line.decode("utf-8", "replace").rstrip())

    async def _open(self, key: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{key}\n".encode())
        async with asyncio.timeout(PORT_SECONDS):
            await self._process.stdin.drain()
            line = await self._process.stdout.readline()
        self.port = int(json.loads(line)["port"])
