"""The messages between a widget's page and its kernel, where the page has no server of ours.

The page asks with a `WidgetRequest` and gets a `WidgetReply`; the kernel also sends `WidgetNews`. None has a
field ``id``: widgets put what they send under ``content``, where ipykernel takes an ``id`` for a request's.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from navai_jupyter.core.wire import (
    CatalogueEvent,
    ClientSecret,
    FrontendConfig,
    HelloRequest,
    KernelCancel,
    KernelExecute,
    KernelReply,
    ListRequest,
    ProgressEvent,
)
from navai_jupyter.core.wire_base import Wire


class ModuleRequest(Wire):
    """For the panel's code: the reply's first buffer is an ES module, compressed with gzip."""

    type: Literal["module"] = "module"
    request_id: str


class ConfigRequest(Wire):
    type: Literal["config"] = "config"
    request_id: str


class SecretRequest(Wire):
    type: Literal["client_secret"] = "client_secret"
    request_id: str


class OfferRequest(Wire):
    """An SDP offer for the provider."""

    type: Literal["offer"] = "offer"
    request_id: str
    sdp: str


class HangUpRequest(Wire):
    type: Literal["hang_up"] = "hang_up"
    request_id: str
    call_id: str


class SocketOpen(Wire):
    """Open a session with the provider; its events come as `SocketNews`."""

    type: Literal["socket_open"] = "socket_open"
    request_id: str
    socket_id: str


class SocketSend(Wire):
    """Events for the provider, in order; with none it only says that the page is still there."""

    type: Literal["socket_send"] = "socket_send"
    request_id: str
    socket_id: str
    texts: list[str]


class SocketClose(Wire):
    type: Literal["socket_close"] = "socket_close"
    request_id: str
    socket_id: str


WidgetRequest = Annotated[
    HelloRequest
    | ListRequest
    | KernelExecute
    | KernelCancel
    | ModuleRequest
    | ConfigRequest
    | SecretRequest
    | OfferRequest
    | HangUpRequest
    | SocketOpen
    | SocketSend
    | SocketClose,
    Field(discriminator="type"),
]


class SdpAnswer(Wire):
    """``call_id`` is empty where the provider names none."""

    sdp: str
    call_id: str


class WidgetReply(KernelReply):
    """A `KernelReply` that may be about the provider too; one without any part says that it is done."""

    config: FrontendConfig | None = None
    secret: ClientSecret | None = None
    answer: SdpAnswer | None = None


class SocketNews(Wire):
    """An event of the provider, or the end: ``closed`` is the reason, and may be empty."""

    type: Literal["socket"] = "socket"
    socket_id: str
    text: str | None = None
    closed: str | None = None


WidgetNews = Annotated[CatalogueEvent | ProgressEvent | SocketNews, Field(discriminator="type")]
"""What a kernel sends to a widget unasked."""
