"""Which realtime provider the settings mean, as a URL and what it can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError

OPENAI_BASE_URL = "https://api.openai.com/v1"
LOCAL_MODEL = "navai-local"


@dataclass(frozen=True)
class Provider:
    """``base_url`` ends in the version and is ``None`` for the local engine, whose port is not known yet."""

    name: str
    label: str
    base_url: str | None
    key: str = field(repr=False)
    mints_secrets: bool
    data_leaves_machine: bool

    @property
    def is_local(self) -> bool:
        return self.base_url is None


def choose_provider(settings: NavaiSettings) -> Provider:
    name = settings.provider.strip()
    if name == "local":
        return Provider("local", "local engine", None, "", mints_secrets=False, data_leaves_machine=False)
    url = OPENAI_BASE_URL if name == "openai" else name.rstrip("/")
    host = _host(url)
    minting = settings.mints_secrets if settings.mints_secrets is not None else name == "openai"
    loopback = host in {"127.0.0.1", "localhost", "::1"}
    return Provider(
        name="openai" if name == "openai" else "custom",
        label="OpenAI" if name == "openai" else host,
        base_url=url,
        key=settings.openai_api_key,
        mints_secrets=minting,
        data_leaves_machine=not loopback,
    )


def _host(url: str) -> str:
    """The host of a base URL that can be built upon and holds nothing secret: pages and logs show it."""
    if any(mark in url for mark in "@?#"):
        raise ConfigurationError(
            "The provider's URL says too much.",
            "It has a user, a query or a fragment, and a page would be told of it.",
            "Give the base URL alone, as in http://127.0.0.1:8000/v1, and the key in OPENAI_API_KEY.",
            code="provider_url",
        )
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:  # a port that is no number, or half an IPv6 address
        usable = False
    if not usable or not parts.hostname:
        raise ConfigurationError(
            f"The provider {url!r} is not known.",
            "NavaiApp.provider (or NAVAI_PROVIDER) names none of the accepted ones.",
            "Use openai, local, or a base URL such as http://127.0.0.1:8000/v1.",
            code="provider_unknown",
        )
    return parts.hostname
