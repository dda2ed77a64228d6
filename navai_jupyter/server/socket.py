"""``GET /navai/realtime``: the page's socket, relayed frame by frame to the provider under the server's key.

It works wherever the page itself does: behind a hub or a proxy, over SSH forwarding, with no network at all.
"""

from __future__ import annotations

import asyncio
import json
import time

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from tornado import web
from tornado.websocket import WebSocketClosedError, WebSocketHandler
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from navai_jupyter.core.errors import NavaiError
from navai_jupyter.server.functions import Functions
from navai_jupyter.server.realtime import Realtime

MAX_MESSAGE_BYTES = 1 << 20
BYTES_PER_SECOND, BURST_BYTES = 1 << 19, 1 << 22
"""Eight times what a microphone sends; who sends more is read more slowly."""
INTERNAL_ERROR = 1011
SENDABLE_CODES = frozenset({1000, 1001, 1002, 1003, *range(1007, 1012), *range(3000, 5000)})
"""Close codes that may be passed on; the others only say that nobody sent one."""


class Allowance:
    """A bucket of bytes that refills with time."""

    def __init__(self) -> None:
        self._left = float(BURST_BYTES)
        self._told = time.monotonic()

    async def spend(self, size: int) -> None:
        """Wait until `size` bytes may pass."""
        now = time.monotonic()
        self._left = min(BURST_BYTES, self._left + (now - self._told) * BYTES_PER_SECOND) - size
        self._told = now
        if self._left < 0:
            await asyncio.sleep(-self._left / BYTES_PER_SECOND)


class RealtimeSocketHandler(WebSocketMixin, WebSocketHandler, JupyterHandler):
    """Jupyter's login, origin check and authorizer stand before it; the key stays on this side."""

    auth_resource = "navai"

    def initialize(self, realtime: Realtime, functions: Functions) -> None:
        self.realtime = realtime
        self._provider: ClientConnection | None = None
        self._relaying: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None
        self._allowance = Allowance()

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
        try:
            self._provider = await self.realtime.open_socket()
        except NavaiError as error:
            self.log.warning("navai: %s", error)
            await self._refuse(error)
            return
        if self.ws_connection is None:  # the page left meanwhile
            await self._provider.close()
            return
        self._relaying = asyncio.create_task(self._relay(self._provider))

    async def on_message(self, message: str | bytes) -> None:
        # The next frame is read once this one is on its way: a slow provider slows the page down.
        await self._allowance.spend(len(message))
        if self._provider is not None:
            try:
                await self._provider.send(message)
            except ConnectionClosed:
                self.close(INTERNAL_ERROR, "The provider closed the session.")

    def on_close(self) -> None:
        super().on_close()
        if self._relaying is not None:
            self._relaying.cancel()
        if self._provider is not None:
            self._closing = asyncio.create_task(self._provider.close())

    async def _relay(self, provider: ClientConnection) -> None:
        try:
            async for message in provider:
                await self.write_message(message, binary=isinstance(message, bytes))
        except WebSocketClosedError:  # the page left
            return
        except ConnectionClosed:
            pass  # how it ended is told below
        code = provider.close_code
        self.close(code if code in SENDABLE_CODES else INTERNAL_ERROR, provider.close_reason)

    async def _refuse(self, error: NavaiError) -> None:
        """Tell by an event: a browser learns neither status nor body of a refused socket."""
        problem = error.problem()
        told = {"type": "server_error", "code": problem.code, "message": problem.error}
        event = {"type": "error", "event_id": "navai_relay", "error": told, "problem": problem.model_dump()}
        await self.write_message(json.dumps(event))
        self.close(INTERNAL_ERROR)
