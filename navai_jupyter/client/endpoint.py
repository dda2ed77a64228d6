"""Where a session finds its provider."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.core.provider import choose_provider
from navai_jupyter.core.secret import choose_key, choose_session
from navai_jupyter.core.wire import ClientSecretRequest


@dataclass(frozen=True)
class Endpoint:
    """``base_url`` includes the version; ``key`` is the project's key, or a client secret (``ek_…``)."""

    base_url: str
    key: str = field(repr=False)
    model: str


Ready = Callable[[], Awaitable[Endpoint]]
"""Waits until the provider can hear; asked anew for each connection, because an engine may have moved."""
Provider = Callable[[], AbstractAsyncContextManager[Ready]]
"""Opened by a session that starts, closed when it stops."""


@asynccontextmanager
async def fixed(endpoint: Endpoint) -> AsyncIterator[Ready]:
    """A provider that stays where it is."""

    async def ready() -> Endpoint:
        return endpoint

    yield ready


@asynccontextmanager
async def configured(settings: NavaiSettings) -> AsyncIterator[Ready]:
    """The provider at a URL; the local engine is a process, which is started above this package."""
    provider = choose_provider(settings)
    if provider.base_url is None:
        raise ConfigurationError(
            "The provider is the local engine, and this session was given none.",
            "The client alone starts no process.",
            "Use navai_jupyter.talk(), or set NAVAI_PROVIDER to a URL.",
        )
    key = choose_key(settings, provider, ClientSecretRequest())
    endpoint = Endpoint(provider.base_url, key, choose_session(settings, provider).model)
    async with fixed(endpoint) as ready:
        yield ready
