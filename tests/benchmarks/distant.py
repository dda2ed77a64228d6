"""A provider that is far away: a real engine behind a proxy, to which every round trip takes its time."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.websocket import WebSocketClosedError, WebSocketHandler
from websockets.exceptions import ConnectionClosed

from navai_jupyter.client.dial import open_socket

PATIENCE = 20.0
GOING_AWAY = 1001
PREFLIGHT_SECONDS = 5
PASSED = ("Authorization", "Content-Type")
"""Headers of a request that concern the engine."""


@dataclass
class Distance:
    """Seconds; it may change between two requests. Frames of a socket travel half of a round trip each."""

    round_trip: float = 0.0
    jitter: tuple[float, float] = (0.0, 0.0)
    """By at least and at most so much a frame of the provider is later than that."""
    url: str = ""
    """The base URL of the provider behind this distance."""
    cut: Callable[[], None] = lambda: None
    """End all connections; whoever lost one may make another at once."""

    def one_way(self) -> float:
        return self.round_trip / 2

    def one_way_back(self) -> float:
        return self.one_way() + random.uniform(*self.jitter)


@contextmanager
def distant(engine_url: str, key: str) -> Iterator[Distance]:
    """The engine at a distance, which is nothing at first; it answers pages of any origin, as providers do."""
    distance = Distance()
    ready, over = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with httpx.AsyncClient(timeout=PATIENCE) as http:
            far = Far(distance, engine_url, key, http)
            distance.cut = lambda: asyncio.run_coroutine_threadsafe(far.cut(), loop).result(PATIENCE)
            routes = [(r"/v1/realtime", FarSocket, {"far": far}), (r"/v1(/.*)", FarRoute, {"far": far})]
            server = HTTPServer(web.Application(routes, log_function=lambda handler: None))
            (socket,) = bind_sockets(0, "127.0.0.1")
            distance.url = f"http://127.0.0.1:{socket.getsockname()[1]}/v1"
            server.add_socket(socket)
            ready.set()
            await over.wait()
            server.stop()
            await server.close_all_connections()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait(PATIENCE)
    try:
        yield distance
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(PATIENCE)
        loop.close()


@dataclass
class Far:
    """What the proxy's handlers share: where the engine is, and what is connected to it."""

    distance: Distance
    engine_url: str
    key: str
    http: httpx.AsyncClient
    sockets: set[FarSocket] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)

    async def cut(self) -> None:
        for socket in self.sockets:
            socket.close(GOING_AWAY)
        for call in self.calls:
            url = f"{self.engine_url}/realtime/calls/{call}/hangup"
            await self.http.post(url, headers={"Authorization": f"Bearer {self.key}"})
        self.calls.clear()


class FarRoute(web.RequestHandler):
    def initialize(self, far: Far) -> None:
        self.far, self.distance = far, far.distance

    def set_default_headers(self) -> None:
        self.set_header("Access-Control-Allow-Origin", "*")
        self.set_header("Access-Control-Expose-Headers", "Location")

    async def options(self, path: str) -> None:
        """A preflight, which a browser believes for as long as when it is told nothing."""
        await asyncio.sleep(self.distance.round_trip)
        self.set_header("Access-Control-Max-Age", str(PREFLIGHT_SECONDS))
        self.set_header("Access-Control-Allow-Headers", "authorization, content-type, x-openai-agents-sdk")
        self.set_status(204)

    async def get(self, path: str) -> None:
        await self._forward(path)

    async def head(self, path: str) -> None:
        await self._forward(path)

    async def post(self, path: str) -> None:
        await self._forward(path)

    async def _forward(self, path: str) -> None:
        await asyncio.sleep(self.distance.round_trip)
        passed = {name: self.request.headers[name] for name in PASSED if name in self.request.headers}
        method, url = self.request.method or "GET", f"{self.far.engine_url}{path}"
        answer = await self.far.http.request(method, url, content=self.request.body, headers=passed)
        self.set_status(answer.status_code)
        for name in ("Content-Type", "Location"):
            if name in answer.headers:
                self.set_header(name, answer.headers[name])
        if "Location" in answer.headers:
            self.far.calls.add(answer.headers["Location"].rsplit("/", 1)[-1])
        self.finish(answer.content)


class FarSocket(WebSocketHandler):
    def initialize(self, far: Far) -> None:
        self.far, self.distance = far, far.distance
        self._tasks: list[asyncio.Task[None]] = []

    async def prepare(self) -> None:
        await asyncio.sleep(self.distance.round_trip)

    async def open(self, *args: str, **kwargs: str) -> None:
        self.set_nodelay(True)
        self._engine = await open_socket(self.far.engine_url, self.far.key, "navai-local")
        self.far.sockets.add(self)
        self._there, self._back = Road(), Road()
        self._tasks = [
            asyncio.create_task(work)
            for work in (self._hear(), self._there.deliver(self._ask), self._back.deliver(self._tell))
        ]

    def on_message(self, message: str | bytes) -> None:
        self._there.send(message, self.distance.one_way())

    def on_close(self) -> None:
        self.far.sockets.discard(self)
        for task in self._tasks:
            task.cancel()

    async def _hear(self) -> None:
        async with self._engine:
            async for message in self._engine:
                self._back.send(message, self.distance.one_way_back())
        self.close()

    async def _ask(self, message: str | bytes) -> None:
        await self._engine.send(message)

    async def _tell(self, message: str | bytes) -> None:
        await self.write_message(message)


class Road:
    """Frames under way in one direction, none of which overtakes another."""

    def __init__(self) -> None:
        self._frames: asyncio.Queue[tuple[float, str | bytes]] = asyncio.Queue()
        self._last = 0.0

    def send(self, frame: str | bytes, seconds: float) -> None:
        self._last = max(self._last, asyncio.get_running_loop().time() + seconds)
        self._frames.put_nowait((self._last, frame))

    async def deliver(self, hand_over: Callable[[str | bytes], Awaitable[None]]) -> None:
        while True:
            due, frame = await self._frames.get()
            await asyncio.sleep(due - asyncio.get_running_loop().time())
            with suppress(WebSocketClosedError, ConnectionClosed):  # both ends tell of it themselves
                await hand_over(frame)
