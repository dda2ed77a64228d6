"""What the server does for a voice session: tell the page its settings, mint its secret, relay its offer."""

from __future__ import annotations

import asyncio

import httpx
from websockets.asyncio.client import ClientConnection

from navai_jupyter.client.dial import open_socket
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import NavaiError
from navai_jupyter.core.offers import CallAnswer
from navai_jupyter.core.provider import Provider, choose_provider
from navai_jupyter.core.secret import choose_key, choose_session, mint_secret
from navai_jupyter.core.unheeded import unheeded
from navai_jupyter.core.wire import ClientSecret, ClientSecretRequest, EngineStatus, FrontendConfig, Problem
from navai_jupyter.engine.supervisor import EngineSupervisor
from navai_jupyter.relay.calls import CallRelay, Endpoint
from navai_jupyter.relay.sessions import OpenSessions

GLIMPSE = 0.05
"""Seconds that the page's configuration waits for the engine: enough to learn that it is not installed."""


class Realtime:
    def __init__(self, settings: NavaiSettings, engine: EngineSupervisor, http: httpx.AsyncClient):
        self.settings = settings
        self.engine = engine
        self.http = http
        self.calls = CallRelay(http)
        self.sessions = OpenSessions(settings.max_sessions)

    async def frontend_config(self, base_url: str, asked: ClientSecretRequest | None = None) -> FrontendConfig:
        """All that a page may know; asking for it wakes the local engine, so that its models load early."""
        asked = asked or ClientSecretRequest()
        try:
            provider = choose_provider(self.settings)
        except NavaiError as error:
            return self._unusable(base_url, error.problem())
        engine: EngineStatus | None = None
        problem: Problem | None = None
        if provider.is_local:
            problem = await self._wake_engine()
            engine = self.engine.status()
        else:
            try:
                choose_key(self.settings, provider, ClientSecretRequest())
            except NavaiError as error:
                problem = error.problem()
        choice = choose_session(self.settings, provider, asked)
        relay = f"{base_url}navai/realtime/calls"
        return FrontendConfig(
            provider=provider.name,
            label=provider.label,
            chat=provider.chat.host if provider.chat else None,
            calls_url=f"{provider.base_url}/realtime/calls" if provider.mints_secrets else relay,
            websocket_url=None if problem else f"{base_url}navai/realtime",
            mints_secrets=provider.mints_secrets,
            model=choice.model,
            voice=choice.voice,
            instructions=choice.instructions,
            data_leaves_machine=provider.data_leaves_machine,
            engine=engine,
            problem=problem,
            warnings=unheeded(provider, asked),
        )

    async def client_secret(self, request: ClientSecretRequest) -> ClientSecret:
        provider = choose_provider(self.settings)
        endpoint = await self._endpoint(provider, request)
        choice = choose_session(self.settings, provider, request)
        ttl = self.settings.client_secret_ttl
        return await mint_secret(self.http, endpoint.base_url, endpoint.key, choice, ttl)

    async def approach(self) -> None:
        """Somebody is about to press the button."""
        provider = choose_provider(self.settings)
        if not provider.is_local:
            await self.calls.approach(await self._endpoint(provider, ClientSecretRequest()))

    async def relay_call(self, offer: str, asked: ClientSecretRequest, person: str) -> CallAnswer:
        """Start a call under the server's key (the Realtime API's unified interface)."""
        provider = choose_provider(self.settings)
        endpoint = await self._endpoint(provider, ClientSecretRequest())
        session = choose_session(self.settings, provider, asked).session()
        answer = await self.calls.start(endpoint, offer, session)
        if answer.call_id:
            # A page whose call is hung up sees its connection end; there is no way to tell it more.
            self.sessions.begin(person, answer.call_id, lambda _: self.calls.hang_up(answer.call_id))
        return answer

    async def hang_up(self, call_id: str, person: str) -> None:
        try:
            await self.calls.hang_up(call_id)
        finally:  # also where the provider did not listen: nobody uses it any more
            self.sessions.over(person, call_id)

    async def open_socket(self, asked: ClientSecretRequest) -> ClientConnection:
        """A session with the provider under the server's key."""
        provider = choose_provider(self.settings)
        endpoint = await self._endpoint(provider, ClientSecretRequest())
        model = choose_session(self.settings, provider, asked).model
        return await open_socket(endpoint.base_url, endpoint.key, model)

    async def close(self) -> None:
        await self.sessions.close()
        await self.engine.stop()
        await self.http.aclose()

    async def _endpoint(self, provider: Provider, request: ClientSecretRequest) -> Endpoint:
        if provider.base_url is None:
            await self.engine.start()
            return Endpoint(self.engine.base_url, self.engine.key)
        return Endpoint(provider.base_url, choose_key(self.settings, provider, request))

    async def _wake_engine(self) -> Problem | None:
        """Start the engine without waiting for its models; the reason, if it cannot start."""
        try:
            async with asyncio.timeout(GLIMPSE):
                await self.engine.start()
        except TimeoutError:
            return None  # it goes on starting, and the page follows its progress
        except NavaiError as error:
            return error.problem()
        return None

    def _unusable(self, base_url: str, problem: Problem) -> FrontendConfig:
        return FrontendConfig(
            provider="unknown",
            label="unknown provider",
            calls_url=f"{base_url}navai/realtime/calls",
            mints_secrets=False,
            model="",
            voice="",
            instructions="",
            data_leaves_machine=True,
            problem=problem,
        )
