"""Client secrets: what a session asks for, and the request that mints one (NAVAI's contract)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import httpx

from navai_jupyter.core.asking import ask_provider
from navai_jupyter.core.config import TTL_BOUNDS, NavaiSettings
from navai_jupyter.core.errors import ConfigurationError, ProviderError
from navai_jupyter.core.instructions import compose_instructions
from navai_jupyter.core.provider import LOCAL_MODEL, Provider
from navai_jupyter.core.wire import ClientSecret, ClientSecretRequest

SDK_PREFIX = "ek_"
"""What the SDK in the page knows a client secret by; it takes no other key."""


@dataclass(frozen=True)
class SessionChoice:
    """Model, voice and instructions of one session: request, else configuration, else default."""

    model: str
    voice: str
    instructions: str

    def session(self) -> dict[str, Any]:
        """The session object of the Realtime API."""
        return {
            "type": "realtime",
            "model": self.model,
            "instructions": self.instructions,
            "audio": {"output": {"voice": self.voice}},
        }


def choose_session(
    settings: NavaiSettings, provider: Provider, request: ClientSecretRequest | None = None
) -> SessionChoice:
    asked = request or ClientSecretRequest()
    configured = LOCAL_MODEL if provider.is_local else settings.model
    return SessionChoice(
        model=_first(asked.model, settings.model_override, configured),
        voice=_first(asked.voice, settings.voice),
        instructions=compose_instructions(
            _first(asked.instructions, settings.instructions),
            _first(asked.language, settings.language),
            _first(asked.voice_accent, settings.voice_accent),
            _first(asked.voice_tone, settings.voice_tone),
        ),
    )


def choose_key(settings: NavaiSettings, provider: Provider, request: ClientSecretRequest) -> str:
    """The server's key always wins; the request's counts only where it is allowed.

    A server at a base URL of one's own may want no key: then it is empty.
    """
    key = provider.key or (request.api_key if settings.allow_frontend_api_key else "") or ""
    if key:
        return _sendable(key, settings, provider)
    if provider.name == "custom":
        return ""
    raise ConfigurationError(
        "No key is configured for the realtime provider.",
        "The server found no OPENAI_API_KEY, and keys from a page are not allowed."
        if request.api_key
        else "The server found no OPENAI_API_KEY.",
        "Set OPENAI_API_KEY before Jupyter starts, or NAVAI_PROVIDER=local for the engine on this machine.",
        code="no_key",
        status=400,
    )


def _sendable(key: str, settings: NavaiSettings, provider: Provider) -> str:
    """The key, if it fits a header and nobody reads it on the way."""
    if not re.fullmatch(r"[!-~]+", key):
        raise ConfigurationError(
            "The provider's key cannot be sent.",
            "It holds a space, a line break or a character that no key has.",
            "Copy OPENAI_API_KEY again, without quotes.",
            code="key_form",
        )
    if provider.is_overheard and not settings.allow_plain_http:
        raise ConfigurationError(
            "The key would travel where others can read it.",
            f"{provider.label} is another machine, and its address begins with http.",
            "Use https. Where that server wants no key, set NavaiApp.openai_api_key = ''; where you trust the"
            " network in between, set NavaiApp.allow_plain_http = True.",
            code="key_over_http",
        )
    return key


def check_ttl(seconds: int) -> int:
    low, high = TTL_BOUNDS
    if low <= seconds <= high:
        return seconds
    raise ConfigurationError(
        "The life of a client secret is out of bounds.",
        "OPENAI_REALTIME_CLIENT_SECRET_TTL (NavaiApp.client_secret_ttl) is not a usable number of seconds.",
        f"Use a whole number from {low} to {high}.",
        code="ttl_out_of_bounds",
    )


async def mint_secret(
    http: httpx.AsyncClient, base_url: str, key: str, choice: SessionChoice, ttl: int
) -> ClientSecret:
    """Ask the provider for a secret that may start sessions like ``choice`` for ``ttl`` seconds."""
    body = {
        "expires_after": {"anchor": "created_at", "seconds": check_ttl(ttl)},
        "session": choice.session(),
    }
    answer = await ask_provider(http, f"{base_url}/realtime/client_secrets", key, json=body)
    try:
        secret = ClientSecret.model_validate(answer.json())
    except ValueError:
        secret = None  # what went wrong stays untold: a validation error would quote the answer
    if secret is None or not secret.value.startswith(SDK_PREFIX):
        raise ProviderError(
            "The provider's answer holds no client secret that a page can use.",
            f"{httpx.URL(base_url).host} answered {answer.status_code}, but not as the Realtime API does.",
            "Check that its base URL includes the version, as in https://host/v1; or set"
            " NavaiApp.mints_secrets = False: then this server relays.",
            code="provider_answer",
        )
    return secret


def _first(*values: str | None) -> str:
    """The first value that says something."""
    return next((v.strip() for v in values if v and v.strip()), "")
