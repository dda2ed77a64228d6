"""The routes under ``/navai``: authenticate, call, reply."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast
from urllib.parse import quote

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from pydantic import BaseModel, ValidationError
from tornado import web

from navai_jupyter.core.errors import NavaiError
from navai_jupyter.core.offers import MAX_SDP_BYTES
from navai_jupyter.core.wire import CancelRequest, ClientSecretRequest, ExecuteRequest, Problem
from navai_jupyter.core.wire_lease import LeaseRequest
from navai_jupyter.relay.realtime import Realtime
from navai_jupyter.server.asked import asked_session, person
from navai_jupyter.server.functions import Functions
from navai_jupyter.server.socket import RealtimeSocketHandler

Method = Callable[..., Awaitable[None]]
M = TypeVar("M", bound=BaseModel)


def guarded(action: str) -> Callable[[Method], Method]:
    """Jupyter's login and authorizer before the method; a `NavaiError` in it becomes an answer."""

    def guard(method: Method) -> Method:
        @functools.wraps(method)
        async def answering(self: NavaiHandler, *args: Any) -> None:
            try:
                await method(self, *args)
            except NavaiError as error:
                self.log.warning("navai: %s", error)
                self.set_status(error.status)
                self.reply(error.problem())

        # A check that refuses raises; otherwise both give back what the method gives.
        return cast(Method, web.authenticated(authorized(action=action)(answering)))

    return guard


class NavaiHandler(APIHandler):
    auth_resource = "navai"

    def initialize(self, realtime: Realtime, functions: Functions) -> None:
        self.realtime = realtime
        self.functions = functions

    def reply(self, message: BaseModel) -> None:
        self.set_header("Cache-Control", "no-store")  # a secret must not be kept
        self.finish(message.model_dump_json())

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """What Jupyter or tornado refuses, and what breaks, in the form of every other failure."""
        error = kwargs.get("exc_info", (None, None))[1]
        said = (error.log_message if isinstance(error, web.HTTPError) else "") or self._reason
        if status_code in (401, 403):
            what, fix = "The Jupyter server refused the request.", "Log in again and reload the page."
            why = f"It answered with status {status_code}: {said}"
            self.reply(Problem(code="refused", error=what, why=why, fix=fix))
        elif status_code < 500:
            self.reply(Problem(code="bad_request", error="The request does not fit.", why=said))
        else:
            fix = "Look into the server's log."
            self.reply(Problem(code="server", error="The Jupyter server failed at this.", why=said, fix=fix))

    def read(self, model: type[M]) -> M:
        """The request's body as ``model``; anything else is refused with what is wrong with it."""
        try:
            return model.model_validate_json(self.request.body or b"{}")
        except ValidationError as error:
            raise NavaiError(
                "The request's body does not fit.",
                _first_reason(error),
                f"Send a JSON object with: {', '.join(f.alias or n for n, f in model.model_fields.items())}.",
                code="bad_request",
                status=400,
            ) from None

    async def check_kernel(self, kernel_id: str | None) -> None:
        """Whoever talks to a kernel must be allowed to, whichever route it takes."""
        if kernel_id and not await ensure_async(
            self.authorizer.is_authorized(self, self.current_user, "execute", "kernels")
        ):
            raise web.HTTPError(403, "User is not authorized to execute on resource: kernels.")


class ConfigHandler(NavaiHandler):
    @guarded("read")
    async def get(self) -> None:
        self.reply(await self.realtime.frontend_config(self.base_url, asked_session(self)))


class ClientSecretHandler(NavaiHandler):
    @guarded("execute")
    async def post(self) -> None:
        self.reply(await self.realtime.client_secret(self.read(ClientSecretRequest)))


class CallsHandler(NavaiHandler):
    """The SDP relay: an offer in, the provider's answer out, under the server's key."""

    @guarded("execute")
    async def head(self) -> None:
        await self.realtime.approach()
        self.set_status(204)
        self.finish()

    @guarded("execute")
    async def post(self) -> None:
        if len(self.request.body) > MAX_SDP_BYTES or not self.request.body.startswith(b"v="):
            raise NavaiError(
                "The body is no session description.",
                fix=f"Post an SDP offer of at most {MAX_SDP_BYTES} bytes as application/sdp.",
                code="bad_request",
                status=400,
            )
        offer = self.request.body.decode("utf-8", "replace")
        answer = await self.realtime.relay_call(offer, asked_session(self), person(self))
        self.set_status(201)
        if answer.call_id:
            self.set_header("Location", f"{self.base_url}navai/realtime/calls/{quote(answer.call_id, safe='')}")
        self.finish(answer.sdp, set_content_type="application/sdp")


class HangupHandler(NavaiHandler):
    """Ends a relayed call. A page that goes away cannot set headers: ``_xsrf`` is in its query."""

    @guarded("execute")
    async def post(self, call_id: str) -> None:
        await self.realtime.hang_up(call_id, person(self))
        self.set_status(204)
        self.finish()


class FunctionsHandler(NavaiHandler):
    @guarded("read")
    async def get(self) -> None:
        kernel_id = self.get_query_argument("kernel_id", None)
        await self.check_kernel(kernel_id)
        self.reply(await self.functions.list(kernel_id))


class ExecuteHandler(NavaiHandler):
    @guarded("execute")
    async def post(self) -> None:
        request = self.read(ExecuteRequest)
        await self.check_kernel(request.kernel_id)
        result = await self.functions.execute(request)
        if not request.function_name.strip():
            self.set_status(400)
        elif result.available_functions is not None:
            self.set_status(404)
        self.reply(result)


class CancelHandler(NavaiHandler):
    @guarded("execute")
    async def post(self) -> None:
        request = self.read(CancelRequest)
        await self.check_kernel(request.kernel_id)
        self.reply(await self.functions.cancel(request))


class LeaseHandler(NavaiHandler):
    @guarded("execute")
    async def post(self) -> None:
        request = self.read(LeaseRequest)
        await self.check_kernel(request.kernel_id)
        self.reply(await self.functions.lease(request))


class ProgressHandler(NavaiHandler):
    @guarded("read")
    async def get(self) -> None:
        call = (self.get_query_argument(name, "") for name in ("session_id", "call_id"))
        self.reply(self.functions.progress(*call))


ROUTES = [
    (r"/navai/realtime", RealtimeSocketHandler),
    (r"/navai/config", ConfigHandler),
    (r"/navai/realtime/client-secret", ClientSecretHandler),
    (r"/navai/realtime/calls", CallsHandler),
    (r"/navai/realtime/calls/([^/]+)/hangup", HangupHandler),
    (r"/navai/functions", FunctionsHandler),
    (r"/navai/functions/execute", ExecuteHandler),
    (r"/navai/functions/cancel", CancelHandler),
    (r"/navai/functions/lease", LeaseHandler),
    (r"/navai/functions/progress", ProgressHandler),
]


def _first_reason(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
