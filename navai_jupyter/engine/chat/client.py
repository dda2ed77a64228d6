"""A chat server over HTTP: its models, and one streamed answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import httpx

from navai_jupyter.core.chat import ROUTE, ChatServer
from navai_jupyter.core.hosts import is_this_machine
from navai_jupyter.engine.chat.deltas import Delta, read_delta
from navai_jupyter.engine.chat.failure import away, refused, silent, unchosen, unusable

MOST_BYTES = 4 * 2**20
"""Of an answer that is not streamed, or of an error."""


@dataclass(frozen=True)
class Patience:
    """Seconds to wait; ``first`` is long because a local server may have to load its model.

    ``again`` is for the first word too, as long as the server has not mended a failure.
    """

    connect: float = 3.0
    first: float = 20.0
    again: float = 5.0
    between: float = 10.0
    whole: float = 120.0


class ChatClient:
    def __init__(self, server: ChatServer, patience: Patience = Patience()) -> None:
        self.server = server
        self.patience = patience
        self._only = ""
        self._http = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {server.key}"} if server.key else {},
            timeout=httpx.Timeout(patience.connect, read=None),
            # A proxy of the environment has no place between a machine and itself.
            trust_env=not is_this_machine(server.host),
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def models(self) -> list[str] | None:
        """What the server can run, None when it shows no list; raises `ChatFailure`."""
        try:
            async with asyncio.timeout(self.patience.connect):
                response = await self._http.get(f"{self.server.url}/models")
        except (httpx.HTTPError, TimeoutError) as error:
            raise away(_why(error)) from error
        if response.status_code in (403, 404, 405, 501):
            return None
        if response.status_code != 200:
            raise refused(response.status_code, response.text, self.server.key)
        try:
            return [str(model["id"]) for model in response.json()["data"] or []]
        except (ValueError, KeyError, TypeError) as error:
            raise unusable("Its list of models is not one.") from error

    async def look(self) -> None:
        """Return when the server is there and has a model for us; raises `ChatFailure`."""
        models = await self.models() or []
        self._only = models[0] if len(models) == 1 else ""
        if not self.server.model and not self._only:
            raise unchosen(models)

    async def model(self) -> str:
        """The model that is set, else the only one there is; raises `ChatFailure`."""
        if not self.server.model and not self._only:
            await self.look()
        return self.server.model or self._only

    async def stream(self, body: dict[str, Any], *, doubtful: bool = False) -> AsyncGenerator[Delta, None]:
        """The answer, piece by piece; leaving the iteration ends the request. Raises `ChatFailure`.

        The answer is whole only when a piece with a ``finish`` came: an interrupted call must not be made.
        """
        clock = asyncio.get_running_loop().time
        patience, began = self.patience, clock()
        deadline = began + (min(patience.first, patience.again) if doubtful else patience.first)
        async with aclosing(self._lines({**body, "model": await self.model(), "stream": True})) as lines:
            while True:
                try:
                    async with asyncio.timeout_at(min(deadline, began + patience.whole)):
                        line = await anext(lines)
                except StopAsyncIteration:
                    raise unusable("Its answer stopped before its end.") from None
                except TimeoutError:
                    raise silent(clock() - began) from None
                except httpx.HTTPError as error:
                    raise away(_why(error)) from error
                data = line.removeprefix("data:").strip()
                if not line.startswith(("data:", "{")) or not data:
                    continue  # a comment, a field that nobody uses, or the end of an event
                if data == "[DONE]":
                    yield Delta(finish="stop")
                    return
                delta = read_delta(data, self.server.key)
                if not delta.empty:
                    deadline = clock() + patience.between
                yield delta

    async def _lines(self, body: dict[str, Any]) -> AsyncGenerator[str, None]:
        async with self._http.stream("POST", f"{self.server.url}{ROUTE}", json=body) as response:
            if response.status_code != 200:
                raise refused(response.status_code, await _whole(response), self.server.key)
            if "json" in response.headers.get("Content-Type", ""):
                yield await _whole(response)
                return
            async for line in response.aiter_lines():
                yield line


async def _whole(response: httpx.Response) -> str:
    body = b""
    async for block in response.aiter_bytes():
        body += block
        if len(body) > MOST_BYTES:
            raise unusable("Its answer is too long.")
    return body.decode("utf-8", "replace")


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
