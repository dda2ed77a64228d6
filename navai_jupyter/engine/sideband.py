"""A second connection to a running call: a server watches it, configures it and answers its functions."""

from __future__ import annotations

from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.routing import PathMatches

from navai_jupyter.engine.event_socket import EventSocket
from navai_jupyter.engine.web import Refusal

MOST_SIDEBANDS = 4
"""Of one call."""


class Joining(PathMatches):
    """The route of a session, when the request names a call to join."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        return super().match(request) if "call_id" in request.query_arguments else None


class SidebandSocket(EventSocket):
    """``GET /v1/realtime?call_id=``; it ends with the call, and the call goes on without it."""

    needs_key = True

    def prepare(self) -> None:
        super().prepare()
        call_id = self.get_query_argument("call_id")
        call = self.engine.calls.get(call_id)
        if call is None:
            raise Refusal(404, f"No call with id '{call_id}'.", "call_id_not_found", "call_id")
        if len(call.sidebands) >= MOST_SIDEBANDS:
            raise Refusal(429, f"This call already has {MOST_SIDEBANDS} sidebands.", "too_many_sessions")
        self._call = call

    def open(self, *args: str, **kwargs: str) -> None:
        super().open()
        self._call.join(self)

    async def on_message(self, message: str | bytes) -> None:
        await self._call.receive(message)

    def release(self) -> None:
        self._call.sidebands.discard(self)
