"""What all of the engine's handlers share: its state, authentication, errors in the provider's shape."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tornado import web

from navai_jupyter.engine.chat.planning import ChatPlanner
from navai_jupyter.engine.live import Limits, LiveSession
from navai_jupyter.engine.models import Models
from navai_jupyter.engine.secrets import KeyRing, Secret
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.voice import VOICE_NAME

if TYPE_CHECKING:
    from navai_jupyter.engine.webrtc import Call

MOST_SESSIONS = 32
"""Live sessions of one engine: it serves one machine."""

EPHEMERAL_PROTOCOL = "openai-insecure-api-key."
"""Prefix of the WebSocket sub-protocol that carries a browser's secret."""


@dataclass
class Engine:
    """State of the process: the models, the keys, and who is connected."""

    keys: KeyRing
    models: Models
    limits: Limits = field(default_factory=Limits)
    sessions: set[LiveSession] = field(default_factory=set)
    calls: dict[str, Call] = field(default_factory=dict)
    chat: ChatPlanner | None = None
    voice: str = VOICE_NAME

    def new_config(self) -> SessionConfig:
        """What a session is before its client has said a word."""
        return SessionConfig.spoken_by(self.voice)


class Refusal(web.HTTPError):
    """An HTTP error with the provider's fields."""

    def __init__(self, status: int, message: str, code: str, param: str | None = None) -> None:
        super().__init__(status)
        self.problem = {"message": message, "type": "invalid_request_error", "code": code, "param": param}


class EngineHandler(web.RequestHandler):
    """Answers only with the key or a secret; `needs_key` shuts out secrets."""

    needs_key = False

    def initialize(self, engine: Engine) -> None:
        self.engine = engine
        self.secret: Secret | None = None

    def prepare(self) -> None:
        token = self._token()
        if self.engine.keys.is_key(token):
            return
        self.secret = self.engine.keys.find(token)
        if self.secret is None or self.needs_key:
            raise Refusal(401, "Incorrect API key, or a client secret that has expired.", "invalid_api_key")

    def session_config(self) -> SessionConfig:
        """The session a secret carries, or a default one, under an id of its own."""
        base = self.engine.new_config()
        return base if self.secret is None else self.secret.session.model_copy(update={"id": base.id})

    def require_room(self) -> None:
        if len(self.engine.sessions) >= MOST_SESSIONS:
            raise Refusal(429, f"This engine already serves {MOST_SESSIONS} sessions.", "too_many_sessions")

    def answer(self, body: Any) -> None:
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None))[1]
        problem = (
            error.problem
            if isinstance(error, Refusal)
            else {"message": self._reason, "type": "server_error", "code": None, "param": None}
        )
        self.answer({"error": problem})

    def _token(self) -> str:
        scheme, _, token = self.request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return token.strip()
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        carried = [one.strip().removeprefix(EPHEMERAL_PROTOCOL) for one in offered if EPHEMERAL_PROTOCOL in one]
        return carried[0] if carried else ""


class UnknownHandler(EngineHandler):
    """Any other path."""

    def prepare(self) -> None:
        asked = f"{self.request.method} {self.request.path}"
        raise Refusal(404, f"Unknown request URL: {asked}. The engine's routes begin with /v1.", "unknown_url")
