import json

import pytest
import tornado.web
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from navai_jupyter.core.config import ENVIRONMENT

KEY = "sk-proj-canary-4711"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ENVIRONMENT.values():
        monkeypatch.delenv(name, raising=False)


class StubProvider:
    """A provider at the HTTP seam: answers as told and keeps what it was asked."""

    def __init__(self):
        self.requests = []
        self.answer = (200, {"value": "ek_page", "expires_at": 1_900_000_000})
        self.location = "/v1/realtime/calls/rtc_42"
        stub = self

        class Handler(tornado.web.RequestHandler):
            def post(self):
                stub.requests.append(self.request)
                status, body = stub.answer
                self.set_status(status)
                self.set_header("Location", stub.location)
                self.finish(body if isinstance(body, str) else json.dumps(body))

        socket, self.port = bind_unused_port()
        self.server = HTTPServer(tornado.web.Application([(r"/v1/.*", Handler)]))
        self.server.add_socket(socket)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/v1"


@pytest.fixture
def provider(jp_asyncio_loop):
    async def serve():
        return StubProvider()

    stub = jp_asyncio_loop.run_until_complete(serve())
    yield stub
    stub.server.stop()
    jp_asyncio_loop.run_until_complete(stub.server.close_all_connections())


@pytest.fixture
def settings():
    """What a test puts under ``NavaiApp``."""
    return {}


@pytest.fixture
def jp_server_config(settings):
    return {
        "ServerApp": {"jpserver_extensions": {"navai_jupyter": True}},
        "NavaiApp": settings,
    }
