"""A chat-completions server of the tests' own: each request is answered by the next script.

It takes only requests that fit the provider's types. A script is a coroutine over an `Answer`; it can be slow,
odd, or broken in any way that real servers are.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming
from pydantic import TypeAdapter
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError

MODEL = "tiny"
REQUEST: TypeAdapter[Any] = TypeAdapter(CompletionCreateParamsStreaming)
CHUNK = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_900_000_000, "model": MODEL}


class Answer:
    """One request with its streamed answer; `left` is set when the client went away before the end."""

    def __init__(self, handler: web.RequestHandler) -> None:
        self.body: dict[str, Any] = json.loads(handler.request.body)
        self.headers: Mapping[str, str] = handler.request.headers
        self.left = asyncio.Event()
        self._handler = handler

    def refuse(self, status: int, body: object) -> None:
        self._handler.set_status(status)
        self._handler.write(body if isinstance(body, str) else json.dumps(body))

    def whole(self, **message: Any) -> None:
        """An answer in one piece, of a server that does not stream."""
        self._handler.set_header("Content-Type", "application/json")
        choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": "stop"}
        self._handler.write({"object": "chat.completion", "choices": [choice]})

    async def line(self, text: str) -> None:
        self._handler.set_header("Content-Type", "text/event-stream")
        try:
            self._handler.write(text)
            await self._handler.flush()
        except StreamClosedError:
            self.left.set()

    async def delta(self, finish: str | None = None, **delta: Any) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        await self.line(f"data: {json.dumps({**CHUNK, 'choices': [choice]})}\n\n")

    async def say(self, *pieces: str) -> None:
        for piece in pieces:
            await self.delta(content=piece)

    async def call(self, *calls: dict[str, Any]) -> None:
        await self.delta(tool_calls=list(calls))

    async def end(self, finish: str | None = "stop") -> None:
        await self.delta(finish=finish)
        await self.line("data: [DONE]\n\n")

    def cut(self) -> None:
        """The connection breaks."""
        stream = self._handler.request.connection.stream  # type: ignore[union-attr]
        stream.close()


Script = Callable[[Answer], Awaitable[None]]


def saying(*pieces: str) -> Script:
    async def script(answer: Answer) -> None:
        await answer.say(*pieces)
        await answer.end()

    return script


def calling(name: str, arguments: str, id: str = "call_1") -> Script:
    """As OpenAI streams it: the name first, the arguments in pieces."""

    async def script(answer: Answer) -> None:
        await answer.delta(role="assistant", content=None)
        function = {"name": name, "arguments": ""}
        await answer.call({"index": 0, "id": id, "type": "function", "function": function})
        for at in range(0, len(arguments), 4):
            await answer.call({"index": 0, "function": {"arguments": arguments[at : at + 4]}})
        await answer.end("tool_calls")

    return script


def refusing(status: int, message: str) -> Script:
    async def script(answer: Answer) -> None:
        answer.refuse(status, {"error": {"message": message}})

    return script


async def silent(answer: Answer) -> None:
    """Takes the request and never says a word."""
    await answer.left.wait()


@dataclass
class ChatStub:
    """Serves on ``port`` (0: any) while entered; ``asked`` are the answers so far."""

    port: int = 0
    models: list[str] | None = field(default_factory=lambda: [MODEL])
    scripts: list[Script] = field(default_factory=list)
    asked: list[Answer] = field(default_factory=list)
    looks: int = 0

    async def __aenter__(self) -> Self:
        routes = [
            ("/v1/chat/completions", _Completions, {"stub": self}),
            ("/v1/models", _Models, {"stub": self}),
        ]
        # Beside a socket that only keeps the port: see the fixture `chat_port`.
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen()
        listener.setblocking(False)
        self.port = listener.getsockname()[1]
        self._server = HTTPServer(web.Application(routes))
        self._server.add_socket(listener)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.stop()
        await self._server.close_all_connections()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


class _Handler(web.RequestHandler):
    def initialize(self, stub: ChatStub) -> None:
        self.stub = stub


class _Models(_Handler):
    def get(self) -> None:
        self.stub.looks += 1
        if self.stub.models is None:
            raise web.HTTPError(404)
        self.finish({"object": "list", "data": [{"id": name, "object": "model"} for name in self.stub.models]})


class _Completions(_Handler):
    async def post(self) -> None:
        self.answer = Answer(self)
        _check(self.answer.body)
        self.stub.asked.append(self.answer)
        await self.stub.scripts.pop(0)(self.answer)

    def on_connection_close(self) -> None:
        self.answer.left.set()


def _check(body: dict[str, Any]) -> None:
    """Raises when the provider's types say something else; what they call iterable is read to its end."""
    request = REQUEST.validate_python(body)
    list(request.get("tools", ()))
    for message in request["messages"]:
        list(message.get("tool_calls", ()))
