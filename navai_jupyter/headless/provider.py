"""Where the command line finds its provider: a URL, or a local engine that lives as long as the command."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from navai_jupyter.client import WebSocketTransport
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.provider import choose_provider
from navai_jupyter.core.secret import choose_key, choose_session
from navai_jupyter.core.wire import ClientSecretRequest
from navai_jupyter.engine.supervisor import EngineSupervisor

ENGINE_SECONDS = 120.0

Ready = Callable[[], Awaitable[WebSocketTransport]]


@asynccontextmanager
async def open_provider(
    settings: NavaiSettings, engine: EngineSupervisor | None = None
) -> AsyncIterator[Ready]:
    """Gives a function that waits until the provider can hear and returns a transport to connect.

    The engine's models load meanwhile: there is time for a notebook to run before it is called.
    """
    provider = choose_provider(settings)
    model = choose_session(settings, provider).model
    engine = engine or EngineSupervisor.configured(settings)

    async def remote() -> WebSocketTransport:
        assert provider.base_url is not None
        return WebSocketTransport(
            provider.base_url, choose_key(settings, provider, ClientSecretRequest()), model
        )

    async def local() -> WebSocketTransport:
        await engine.ready(ENGINE_SECONDS)
        return WebSocketTransport(engine.base_url, engine.key, model)

    if not provider.is_local:
        yield remote
        return
    try:
        await engine.start()
        yield local
    finally:
        await engine.stop()
