"""What a page asks of the provider through this kernel, under the kernel's settings."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from navai_jupyter.core.proxy import DIRECT
from navai_jupyter.core.wire import ClientSecretRequest
from navai_jupyter.core.wire_widget import (
    ConfigRequest,
    HangUpRequest,
    OfferRequest,
    SdpAnswer,
    SecretRequest,
    SocketClose,
    SocketNews,
    SocketOpen,
    SocketSend,
    WidgetReply,
)
from navai_jupyter.engine.supervisor import EngineSupervisor
from navai_jupyter.headless.settings import load_settings
from navai_jupyter.notebook.socket import PERSON, ProviderSocket
from navai_jupyter.relay.realtime import Realtime

ProviderRequest = (
    ConfigRequest | SecretRequest | OfferRequest | HangUpRequest | SocketOpen | SocketSend | SocketClose
)


class Provider:
    """Belongs to the event loop in which it is used; a local engine that it starts ends with this process."""

    def __init__(self, realtime: Realtime):
        self._realtime = realtime
        self._sockets: dict[str, ProviderSocket] = {}

    @classmethod
    def configured(cls) -> Provider:
        """By the settings of the Jupyter server whose files this kernel sees, and by its environment."""
        settings = load_settings()
        http = httpx.AsyncClient(mounts=DIRECT)
        return cls(Realtime(settings, EngineSupervisor.configured(settings), http))

    async def answer(self, request: ProviderRequest, tell: Callable[[SocketNews], None]) -> WidgetReply | None:
        """The reply, unless the first acknowledgement was all; ``tell`` sends what comes by a socket."""
        reply = WidgetReply(request_id=request.request_id)
        match request:
            case ConfigRequest():
                reply.config = await self._realtime.frontend_config("")
            case SecretRequest():
                reply.secret = await self._realtime.client_secret(ClientSecretRequest())
            case OfferRequest(sdp=sdp):
                answer = await self._realtime.relay_call(sdp, ClientSecretRequest(), PERSON)
                reply.answer = SdpAnswer(sdp=answer.sdp, call_id=answer.call_id)
            case HangUpRequest(call_id=call_id):
                await self._realtime.hang_up(call_id, PERSON)
            case SocketOpen(socket_id=socket_id):
                self._open(socket_id, tell)
                return None
            case SocketSend(socket_id=socket_id, texts=texts):
                if socket := self._sockets.get(socket_id):
                    socket.send(texts)
                return None
            case SocketClose(socket_id=socket_id):
                if socket := self._sockets.get(socket_id):
                    socket.close()
                return None
        return reply

    def _open(self, socket_id: str, tell: Callable[[SocketNews], None]) -> None:
        if socket_id in self._sockets:
            return  # the page has asked twice for one
        socket = self._sockets[socket_id] = ProviderSocket(socket_id, self._realtime, tell)
        socket.ended.add_done_callback(lambda _: self._sockets.pop(socket_id))
