"""The engine's web server inside the test's own process: with a clock to turn, limits to set, and no models."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from navai_jupyter.engine.models import Models, Speech
from navai_jupyter.engine.routes import make_app
from navai_jupyter.engine.secrets import KeyRing
from navai_jupyter.engine.speech.heard import Heard
from navai_jupyter.engine.web import Engine
from tests.engine.loudness import LoudnessDetector
from tests.engine.peers import EngineAddress

KEY = "key-of-this-test"


class Reader:
    """A recogniser that always hears the same."""

    def __init__(self, text: str = "add two and three") -> None:
        self.text = text

    def hear(self, samples: Any, vocabulary: str = "", language: str | None = None) -> Heard:
        return Heard(self.text)


class Mute:
    def sentences(self, text: str) -> list[str]:
        return [text]

    def say(self, sentence: str, speed: float = 1.0) -> Any:
        raise RuntimeError("no voice")


@contextlib.asynccontextmanager
async def served(clock=None, **fields: Any) -> AsyncIterator[EngineAddress]:
    """`fields` are those of `Engine`, `clock` that of its keys."""
    models = Models(lambda progress: Speech(LoudnessDetector(), Reader(), Mute()))
    models.start()
    keys = KeyRing(KEY) if clock is None else KeyRing(KEY, clock)
    server = HTTPServer(make_app(Engine(keys, models, **fields)))
    listener, port = bind_unused_port()
    server.add_socket(listener)
    try:
        yield EngineAddress(f"http://127.0.0.1:{port}", KEY)
    finally:
        server.stop()
        await server.close_all_connections()
        models.close()
