"""A connection that lasts: replaced when it is lost, renewed before its provider ends it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from time import monotonic
from typing import Protocol

from navai_jupyter.client.connection import Briefing, Connection
from navai_jupyter.client.endpoint import Ready
from navai_jupyter.client.life import FINAL, Life
from navai_jupyter.client.transport import Event, not_connected
from navai_jupyter.client.ways import Ways
from navai_jupyter.core.errors import NavaiError

log = logging.getLogger(__name__)

SEND_SECONDS = 6.0
QUIET_POLL_SECONDS = 0.25
RENEW_AGAIN_SECONDS = 30.0


class Owner(Protocol):
    """The session, which knows what is said on the line."""

    @property
    def quiet(self) -> bool:
        """Nobody speaks, nothing runs: a change of connection would not be noticed."""
        ...

    def briefing(self) -> Briefing: ...

    def take(self, connection: Connection, arrived: Event | bytes) -> Awaitable[None]: ...

    def lost(self, error: NavaiError) -> None: ...

    def back(self, briefing: Briefing) -> Awaitable[None]:
        """A lost connection is replaced by one that was told this."""
        ...

    def renewed(self) -> None: ...

    def ended(self, error: NavaiError) -> None: ...


class Line:
    def __init__(self, owner: Owner, ways: Ways, life: Life, *, reconnect: bool):
        self._owner = owner
        self._ways = ways
        self._life = life
        self._reconnect = reconnect
        self._ready: Ready | None = None
        self._up = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.connection: Connection | None = None
        self.final_error: NavaiError | None = None
        """What the provider said before it closed, when coming back would not mend it."""

    async def open(self, ready: Ready | None) -> None:
        self._ready = ready
        self.connection, _ = await self._dial()
        self._up.set()
        self._tasks = [asyncio.create_task(self._follow())]
        if self._reconnect and self._ways.makes_new_ones:
            self._tasks.append(asyncio.create_task(self._renew()))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        connection, self.connection = self.connection, None
        self._up.clear()
        if connection is not None:
            await connection.close()

    async def send(self, event: Event, seconds: float = SEND_SECONDS) -> None:
        """Send now, or as soon as a lost connection is back; raises `ProviderError` after ``seconds``."""
        await (await self._connected(seconds)).send(event)

    async def send_now(self, event: Event) -> bool:
        """Send it if the line is up; else it is replayed, or void, on the next connection."""
        if self.connection is None:
            return False
        try:
            await self.connection.send(event)
        except NavaiError as error:
            if error.code not in ("session_closed", "not_connected"):
                raise
            return False
        return True

    async def send_audio(self, pcm: bytes) -> Connection:
        """Speak; answers the connection that heard it."""
        connection = await self._connected(self._life.patience)
        try:
            await connection.transport.send_audio(pcm)
        except NavaiError as error:
            if not self._reconnect:
                raise
            log.debug("Sound was lost: %s", error)
            await asyncio.sleep(0)
        return connection

    async def _connected(self, seconds: float) -> Connection:
        try:
            async with asyncio.timeout(seconds):
                while self.connection is None:
                    await self._up.wait()
        except TimeoutError:
            raise not_connected() from None
        return self.connection

    async def _dial(self) -> tuple[Connection, Briefing]:
        """A new connection, and what it was told."""
        connection = Connection(await self._ways.connect(self._ready))
        briefing = self._owner.briefing()
        try:
            await connection.configure(briefing)
        except BaseException:
            await connection.close()
            raise
        return connection, briefing

    async def _follow(self) -> None:
        try:
            await self._hand_out()
        except Exception as error:
            self._owner.ended(NavaiError("The session failed.", repr(error), "Start it again."))
            raise

    async def _hand_out(self) -> None:
        """What arrives, connection after connection."""
        while (connection := self.connection) is not None:
            try:
                async for arrived in connection.arrivals():
                    await self._owner.take(connection, arrived)
                error: NavaiError = not_connected()
            except NavaiError as closed:
                error = closed
            if connection is self.connection:  # else it was renewed
                await self._replace(connection, error)

    async def _replace(self, lost: Connection, error: NavaiError) -> None:
        self.connection = None
        self._up.clear()
        await lost.close()
        self._owner.lost(error)
        log.info("The connection was lost: %s", error)
        began = monotonic()
        for delay in self._life.delays() if self._reconnect and not self.final_error else ():
            await asyncio.sleep(delay)
            try:
                self.connection, briefing = await self._dial()
            except NavaiError as refused:
                error = refused
                if refused.code in FINAL:
                    break
            else:
                log.info("Connected again after %.1f s", monotonic() - began)
                self._up.set()
                await self._owner.back(briefing)
                return
        self._owner.ended(self.final_error or error)

    async def _renew(self) -> None:
        """Open the next connection beside the present one, and change over while nobody speaks."""
        while True:
            await self._until_due()
            try:
                fresh, briefing = await self._dial()
            except NavaiError as error:
                log.info("The connection could not be renewed yet: %s", error)
                await asyncio.sleep(RENEW_AGAIN_SECONDS)
                continue
            changed = not self._owner.quiet or briefing != self._owner.briefing()
            if self.connection is None or changed:
                await fresh.close()
                continue
            old, self.connection = self.connection, fresh
            self._owner.renewed()
            log.info("The connection was renewed after %.0f s", monotonic() - old.born)
            await old.close()

    async def _until_due(self) -> None:
        while True:
            age = monotonic() - self.connection.born if self.connection else 0.0
            if age >= self._life.renew_after and self._owner.quiet:
                return
            await asyncio.sleep(max(self._life.renew_after - age, QUIET_POLL_SECONDS))
