"""A page's session with the provider, event by event through this kernel."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from navai_jupyter.core.errors import NavaiError
from navai_jupyter.core.wire import ClientSecretRequest
from navai_jupyter.core.wire_widget import SocketNews
from navai_jupyter.notebook.unforeseen import unforeseen
from navai_jupyter.relay.realtime import Realtime
from navai_jupyter.relay.refused import refused

PERSON = "widget"
"""As whom the sessions of a kernel's pages are counted: whoever uses the kernel is one person."""
SILENT_SECONDS = 150.0
"""A page that sends nothing for so long is gone: a hidden one still sends once a minute."""
MOST_WAITING = 8 * 2**20
"""Characters that may wait for a provider that does not take them: about two minutes of sound."""

log = logging.getLogger(__name__)


class ProviderSocket:
    """Belongs to the event loop in which it is made; it ends by itself when page or provider do."""

    def __init__(self, socket_id: str, realtime: Realtime, tell: Callable[[SocketNews], None]):
        self._id = socket_id
        self._realtime = realtime
        self._tell = tell
        self._waiting: asyncio.Queue[str | None] = asyncio.Queue()
        self._waiting_characters = 0
        self.ended = asyncio.create_task(self._run())

    def send(self, texts: Iterable[str]) -> None:
        """Events for the provider; an empty one is only a sign of life."""
        self._waiting.put_nowait(None)
        for text in texts:
            self._waiting_characters += len(text)
            self._waiting.put_nowait(text)
        if self._waiting_characters > MOST_WAITING and not self.ended.done():
            self._refuse(_not_taken())
            self.close()

    def close(self) -> None:
        self.ended.cancel()

    async def _run(self) -> None:
        sessions = self._realtime.sessions
        sessions.begin(PERSON, self, self._give_way)
        try:
            provider = await self._realtime.open_socket(ClientSecretRequest())
            try:
                reason = await self._carry(provider)
            finally:
                await provider.close()
            self._tell(SocketNews(socket_id=self._id, closed=reason))
        except NavaiError as error:
            self._refuse(error)
        except Exception as error:  # whatever it is, the page must not talk to nobody
            log.exception("navai: the session of a page failed")
            self._refuse(unforeseen(error))
        finally:
            sessions.over(PERSON, self)

    async def _carry(self, provider: ClientConnection) -> str:
        """Both ways, until one of them ends; the reason."""
        ways = [asyncio.create_task(self._forth(provider)), asyncio.create_task(self._back(provider))]
        try:
            done, _ = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            return done.pop().result()
        finally:
            for way in ways:
                way.cancel()

    async def _forth(self, provider: ClientConnection) -> str:
        with suppress(ConnectionClosed):  # the other way tells how it ended
            while True:
                try:
                    async with asyncio.timeout(SILENT_SECONDS):
                        text = await self._waiting.get()
                except TimeoutError:
                    return "Nothing was heard of the page."
                if text is not None:
                    await provider.send(text)
                    self._waiting_characters -= len(text)
        await provider.wait_closed()
        return provider.close_reason or ""

    async def _back(self, provider: ClientConnection) -> str:
        with suppress(ConnectionClosed):
            async for message in provider:
                self._tell(SocketNews(socket_id=self._id, text=str(message)))
        return provider.close_reason or ""

    async def _give_way(self, error: NavaiError) -> None:
        self._refuse(error)
        self.close()

    def _refuse(self, error: NavaiError) -> None:
        self._tell(SocketNews(socket_id=self._id, text=refused(error)))
        self._tell(SocketNews(socket_id=self._id, closed=error.error))


def _not_taken() -> NavaiError:
    return NavaiError(
        "The provider does not take what is said.",
        "Too much is waiting to be sent to it.",
        "Start voice again.",
        code="provider_slow",
    )
