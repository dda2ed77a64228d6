"""The engine's HTTP routes."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, ValidationError
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.routing import Rule

from navai_jupyter.engine.chat.availability import ChatHealth
from navai_jupyter.engine.secrets import DEFAULT, LONGEST, SHORTEST
from navai_jupyter.engine.session.config import MODEL, Part
from navai_jupyter.engine.session.problem import BadEvent, bad_field
from navai_jupyter.engine.session.strict_json import read_json
from navai_jupyter.engine.sideband import Joining, SidebandSocket
from navai_jupyter.engine.web import Engine, EngineHandler, Refusal, UnknownHandler
from navai_jupyter.engine.webrtc import Call
from navai_jupyter.engine.websocket import RealtimeSocket

PING_SECONDS = 60
"""Who does not answer a ping for so long is gone; while events wait to be read, answers wait behind them."""


class ExpiresAfter(Part):
    anchor: Literal["created_at"] = "created_at"
    seconds: int = Field(default=DEFAULT, ge=SHORTEST, le=LONGEST)


class SecretRequest(Part):
    expires_after: ExpiresAfter = ExpiresAfter()
    session: dict[str, Any] = Field(default_factory=dict)


class HealthHandler(web.RequestHandler):
    """Open to all: it tells nothing but how far the models are, and whether a chat model is there."""

    def initialize(self, engine: Engine) -> None:
        self.engine = engine

    def get(self) -> None:
        self.set_header("Content-Type", "application/json")
        chat = self.engine.chat.availability.health if self.engine.chat else ChatHealth()
        self.finish({**self.engine.models.health.model_dump(), "chat": chat.model_dump()})


class ClientSecretsHandler(EngineHandler):
    needs_key = True

    def post(self) -> None:
        body = _json_object(self.request.body or b"{}", "body")
        try:
            wanted = SecretRequest.model_validate(body)
            config = self.engine.new_config().updated(wanted.session)
        except ValidationError as error:
            raise _refused(bad_field(error, body)) from error
        except BadEvent as error:
            raise _refused(error) from error
        secret = self.engine.keys.mint(config, wanted.expires_after.seconds)
        self.answer({"value": secret.value, "expires_at": secret.expires_at, "session": config.wire()})


class CallsHandler(EngineHandler):
    """SDP offer in, SDP answer out; as raw SDP, or as a form with ``sdp`` and ``session``."""

    async def post(self) -> None:
        self.require_room()
        sdp, patch = _offer(self.request)
        try:
            config = self.session_config().updated(patch)
            call = Call(config, self.engine)
            answer = await call.answer(sdp)
        except BadEvent as error:
            raise _refused(error) from error
        self.set_status(201)
        self.set_header("Content-Type", "application/sdp")
        self.set_header("Location", f"/v1/realtime/calls/{call.id}")
        self.finish(answer)


class HangupHandler(EngineHandler):
    needs_key = True

    async def post(self, call_id: str) -> None:
        call = self.engine.calls.get(call_id)
        if call is None:
            raise Refusal(404, f"No call with id '{call_id}'.", "call_id_not_found")
        await call.close()
        self.set_status(200)
        self.finish()


class TelephoneHandler(EngineHandler):
    """Accepting, rejecting and transferring are for calls that come by telephone."""

    needs_key = True

    def post(self, call_id: str) -> None:
        raise Refusal(501, "This engine takes WebRTC calls only; SIP calls are not here.", "sip_not_supported")


class ModelsHandler(EngineHandler):
    """The one model, whatever a client calls it; clients list it to test a key."""

    def get(self, name: str | None = None) -> None:
        model = {"id": MODEL, "object": "model", "created": 0, "owned_by": "navai-jupyter"}
        if name not in (None, MODEL):
            raise Refusal(404, f"The model '{name}' does not exist; there is '{MODEL}'.", "model_not_found")
        self.answer({"object": "list", "data": [model]} if name is None else model)


class SessionsHandler(EngineHandler):
    """A diagnosis for the key's owner: what each live session is really configured to do."""

    needs_key = True

    def get(self) -> None:
        self.answer({"data": [live.config.wire() for live in self.engine.sessions]})


def make_app(engine: Engine) -> web.Application:
    own = {"engine": engine}
    return web.Application(
        [
            (r"/healthz", HealthHandler, own),
            Rule(Joining(r"/v1/realtime"), SidebandSocket, own),
            (r"/v1/realtime", RealtimeSocket, own),
            (r"/v1/realtime/client_secrets", ClientSecretsHandler, own),
            (r"/v1/realtime/calls", CallsHandler, own),
            (r"/v1/realtime/calls/([^/]+)/hangup", HangupHandler, own),
            (r"/v1/realtime/calls/([^/]+)/(?:accept|reject|refer)", TelephoneHandler, own),
            (r"/v1/realtime/sessions", SessionsHandler, own),
            (r"/v1/models", ModelsHandler, own),
            (r"/v1/models/([^/]+)", ModelsHandler, own),
        ],
        default_handler_class=UnknownHandler,
        default_handler_args=own,
        websocket_max_message_size=16 * 2**20,
        websocket_ping_interval=PING_SECONDS,
    )


def _offer(request: HTTPServerRequest) -> tuple[str, dict[str, Any]]:
    if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        return request.body.decode("utf-8", "replace"), {}
    parts = {name: values[-1] for name, values in request.body_arguments.items()}
    parts |= {name: files[-1].body for name, files in request.files.items()}
    patch = _json_object(parts.get("session", b"{}"), "session")
    return parts.get("sdp", b"").decode("utf-8", "replace"), patch


def _json_object(text: bytes, name: str) -> dict[str, Any]:
    try:
        data = read_json(text)
    except ValueError as error:
        raise Refusal(400, f"The '{name}' is not JSON: {error}", "invalid_json") from error
    if not isinstance(data, dict):
        raise Refusal(400, f"The '{name}' is not a JSON object.", "invalid_json")
    return data


def _refused(problem: BadEvent) -> Refusal:
    return Refusal(400, problem.message, problem.code, problem.param)
