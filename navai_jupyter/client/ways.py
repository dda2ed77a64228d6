"""Which transport carries a session, and why."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Literal, cast, get_args

from navai_jupyter.client.endpoint import Endpoint, Ready
from navai_jupyter.client.transport import Transport
from navai_jupyter.client.webrtc import WebRTCTransport
from navai_jupyter.client.websocket import WebSocketTransport
from navai_jupyter.core.errors import ConfigurationError, ProviderError

log = logging.getLogger(__name__)

Name = Literal["auto", "webrtc", "websocket"]
NAMES = get_args(Name)
Given = Name | Transport | Callable[[], Transport]
MEDIA_SECONDS = 3.0
MEDIA_FLOWS = "media flows"
NO_WAY = frozenset({"no_webrtc", "loopback_only", "no_media", "provider_route"})
"""What speaks against WebRTC, and not against the other way."""


class Ways:
    def __init__(self, given: Given):
        if isinstance(given, str) and given not in NAMES:
            raise ConfigurationError(
                f"transport={given!r} is unknown.",
                fix=f"Use one of {', '.join(NAMES)}, a Transport, or a function that makes one.",
            )
        self._given = given
        self.why = "chosen" if given != "auto" else ""
        """Why the present transport was taken, in words."""

    @property
    def needs_endpoint(self) -> bool:
        return isinstance(self._given, str)

    @property
    def makes_new_ones(self) -> bool:
        """A second connection may be opened beside the first."""
        return isinstance(self._given, str) or callable(self._given)

    async def connect(self, ready: Ready | None) -> Transport:
        """A connected transport; raises `NavaiError`."""
        if ready is None:
            given = self._given
            transport = given() if callable(given) else cast(Transport, given)
            await transport.connect()
            return transport
        endpoint = await ready()
        if self._given == "auto":
            return await self._connect_by_any(endpoint)
        transport = _webrtc(endpoint) if self._given == "webrtc" else _websocket(endpoint)
        await transport.connect()
        return transport

    async def _connect_by_any(self, endpoint: Endpoint) -> Transport:
        """WebRTC first; once it failed it is not tried again in this session."""
        if self.why in ("", MEDIA_FLOWS):
            transport: Transport = _webrtc(endpoint, MEDIA_SECONDS)
            try:
                await transport.connect()
            except ProviderError as error:
                if error.code not in NO_WAY:
                    raise
                self.why = f"{error.error} {error.why}".strip()
                log.info("The session goes by WebSocket: %s", self.why)
            else:
                self.why = MEDIA_FLOWS
                return transport
        transport = _websocket(endpoint)
        await transport.connect()
        return transport


def _webrtc(endpoint: Endpoint, seconds: float | None = None) -> WebRTCTransport:
    limit = {} if seconds is None else {"seconds": seconds}
    return WebRTCTransport(endpoint.base_url, endpoint.key, endpoint.model, **limit)


def _websocket(endpoint: Endpoint) -> WebSocketTransport:
    return WebSocketTransport(endpoint.base_url, endpoint.key, endpoint.model)
