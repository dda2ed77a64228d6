"""A provider for a session without a browser: a URL, or a local engine that lives as long as the session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from navai_jupyter.client.endpoint import Endpoint, Ready, configured
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.provider import choose_provider
from navai_jupyter.core.secret import choose_session
from navai_jupyter.engine.supervisor import EngineSupervisor

ENGINE_SECONDS = 120.0


@asynccontextmanager
async def open_provider(
    settings: NavaiSettings, engine: EngineSupervisor | None = None
) -> AsyncIterator[Ready]:
    """Gives a function that waits until the provider can hear, and tells where it is.

    The engine's models load meanwhile: there is time for a notebook to run before it is called.
    """
    provider = choose_provider(settings)
    if not provider.is_local:
        async with configured(settings) as remote:
            yield remote
        return
    engine = engine or EngineSupervisor.configured(settings)
    model = choose_session(settings, provider).model

    async def local() -> Endpoint:
        await engine.ready(ENGINE_SECONDS)
        return Endpoint(engine.base_url, engine.key, model)

    try:
        await engine.start()
        yield local
    finally:
        await engine.stop()
