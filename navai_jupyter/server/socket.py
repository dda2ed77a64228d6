"""``GET /navai/realtime``: the page's socket, relayed frame by frame to the provider under the server's key.

It works wherever the page itself does: behind a hub or a proxy, over SSH forwarding, with no network at all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from tornado import web
from tornado.websocket import WebSocketClosedError, WebSocketHandler
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from navai_jupyter.core.errors import NavaiError
from navai_jupyter.relay.realtime import Realtime
from navai_jupyter.relay.refused import refused
from navai_jupyter.server.allowance import Allowance
from navai_jupyter.server.asked import asked_session, person
from navai_jupyter.server.functions import Functions

MAX_MESSAGE_BYTES = 1 << 20
PING_SECONDS, SILENT_SECONDS = 10.0, 30.0
"""A page that sends nothing, not even an answer to a ping, for so long is gone."""
NORMAL, POLICY, INTERNAL_ERROR = 1000, 1008, 1011
NO_CODE = 1005
SENDABLE_CODES = frozenset({1000, 1001, 1002, 1003, *range(1007, 1015), *range(3000, 5000)})
"""Close codes that may be passed on; the others only say that nobody sent one."""


class RealtimeSocketHandler(WebSocketMixin, WebSocketHandler, JupyterHandler):
    """Jupyter's login, origin check and authorizer stand before it; the key stays on this side."""

    auth_resource = "navai"
    ping_interval = (
        0  # neither tornado's pings nor Jupyter's: on a slow line a pong is late, other frames are not
    )

    def initialize(self, realtime: Realtime, functions: Functions) -> None:
        self.realtime = realtime
        self._provider: ClientConnection | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._allowance = Allowance()
        self._heard = 0.0

    def set_default_headers(self) -> None:
        """Jupyter's headers are for pages."""

    @property
    def max_message_size(self) -> int:
        return MAX_MESSAGE_BYTES

    @ws_authenticated
    async def get(self) -> None:
        allowed = self.authorizer.is_authorized(self, self.current_user, "execute", self.auth_resource)
        if not await ensure_async(allowed):
            raise web.HTTPError(403)
        await super().get()

    async def open(self) -> None:
        super().open()
        self.set_nodelay(True)
        self._person = person(self)
        self.realtime.sessions.begin(self._person, self, self._refuse)
        try:
            self._provider = await self.realtime.open_socket(asked_session(self))
        except NavaiError as error:
            self.log.warning("navai: %s", error)
            await self._refuse(error)
            return
        if self.ws_connection is None:  # the page left meanwhile
            await self._provider.close()
            return
        self._heard = time.monotonic()
        self._spawn(self._relay(self._provider))
        self._spawn(self._watch())

    async def on_message(self, message: str | bytes) -> None:
        self._heard = time.monotonic()
        # The next frame is read once this one is on its way: a slow provider slows the page down.
        await self._allowance.spend(len(message))
        if self._provider is not None:
            with suppress(ConnectionClosed):  # `_relay` tells the page how it ended
                await self._provider.send(message)

    def on_pong(self, data: bytes) -> None:
        self._heard = time.monotonic()

    def on_close(self) -> None:
        super().on_close()
        self.realtime.sessions.over(self._person, self)
        for task in self._tasks:
            task.cancel()
        if self._provider is not None:
            code = self.close_code if self.close_code in SENDABLE_CODES else NORMAL
            self.realtime.sessions.finish(self._provider.close(code or NORMAL, self.close_reason or ""))

    async def _relay(self, provider: ClientConnection) -> None:
        try:
            while True:
                message = await provider.recv()
                await self.write_message(message, binary=isinstance(message, bytes))
        except WebSocketClosedError:
            return  # the page left
        except ConnectionClosed as end:
            if end.rcvd is None:
                self.close(INTERNAL_ERROR, "The connection to the provider was lost.")
            else:
                self.close(NORMAL if end.rcvd.code == NO_CODE else end.rcvd.code, end.rcvd.reason)

    async def _watch(self) -> None:
        """End the session of a page that vanished without a word."""
        while (silent := time.monotonic() - self._heard) < SILENT_SECONDS:
            self.ping(b"")
            await asyncio.sleep(min(PING_SECONDS, SILENT_SECONDS - silent))
        self.log.warning("navai: a page has been silent for %d s; its session is ended", SILENT_SECONDS)
        self.close(POLICY, "Nothing was heard of the page.")

    async def _refuse(self, error: NavaiError) -> None:
        try:
            await self.write_message(refused(error))
        except WebSocketClosedError:
            return
        self.close(INTERNAL_ERROR)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
