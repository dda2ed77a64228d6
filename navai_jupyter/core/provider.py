"""Which realtime provider the settings mean, as a URL and what it can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from navai_jupyter.core.chat import ChatServer, choose_chat
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.core.hosts import host_of, is_this_machine

OPENAI_BASE_URL = "https://api.openai.com/v1"
DEFAULT_VERSION = "/v1"
"""What a base URL means that names a server alone."""
LOCAL_MODEL = "navai-local"


@dataclass(frozen=True)
class Provider:
    """``base_url`` ends in the version and is ``None`` for the local engine, whose port is not known yet.

    ``chat`` is the server that thinks for the local engine: what is said goes there as text.
    """

    name: str
    label: str
    base_url: str | None
    key: str = field(repr=False)
    mints_secrets: bool
    data_leaves_machine: bool
    chat: ChatServer | None = None

    @property
    def is_local(self) -> bool:
        return self.base_url is None

    @property
    def is_overheard(self) -> bool:
        """Whether others on the way can read what is sent: no TLS, and another machine."""
        url = self.base_url or ""
        return url.startswith("http:") and not is_this_machine(host_of(url) or "")


def choose_provider(settings: NavaiSettings) -> Provider:
    if settings.misfit is not None:
        raise settings.misfit
    name = settings.provider.strip()
    if name == "local":
        chat = choose_chat(settings)
        leaves = chat is not None and chat.leaves_machine
        return Provider(
            name="local",
            label="local engine",
            base_url=None,
            key="",
            mints_secrets=False,
            data_leaves_machine=leaves,
            chat=chat,
        )
    url = OPENAI_BASE_URL if name == "openai" else name.rstrip("/")
    host = _host(url)
    if not urlsplit(url).path:
        url += DEFAULT_VERSION
    elsewhere = settings.data_leaves_machine
    minting = settings.mints_secrets if settings.mints_secrets is not None else name == "openai"
    return Provider(
        name="openai" if name == "openai" else "custom",
        label="OpenAI" if name == "openai" else host,
        base_url=url,
        key=settings.openai_api_key,
        mints_secrets=minting,
        data_leaves_machine=not is_this_machine(host) if elsewhere is None else elsewhere,
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
    host = host_of(url)
    if host is None:
        raise ConfigurationError(
            f"The provider {url!r} is not known.",
            "NavaiApp.provider (or NAVAI_PROVIDER) names none of the accepted ones.",
            "Use openai, local, or a base URL such as http://127.0.0.1:8000/v1.",
            code="provider_unknown",
        )
    return host
