"""Which chat server thinks for the local engine, if any."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.core.hosts import host_of, is_this_machine
from navai_jupyter.core.key import checked_key

URL_VARIABLE, MODEL_VARIABLE, KEY_VARIABLE = "NAVAI_CHAT_URL", "NAVAI_CHAT_MODEL", "NAVAI_CHAT_KEY"
ROUTE = "/chat/completions"


@dataclass(frozen=True)
class ChatServer:
    """A server of chat completions; ``url`` ends in the version, an empty ``model`` means its only one."""

    url: str
    model: str = ""
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        return host_of(self.url) or ""

    @property
    def leaves_machine(self) -> bool:
        """Whether what is said goes elsewhere, as text."""
        return not is_this_machine(self.host)


def chat_server(url: str, model: str = "", key: str = "") -> ChatServer | None:
    """The server that these settings mean, none without a URL; raises `ConfigurationError`."""
    url, model = url.strip().rstrip("/"), model.strip()
    if not url:
        if model:
            raise _wrong(f"A chat model is set ({model}), but no server that has it.")
        return None
    if any(mark in url for mark in "@?#"):
        # The URL stays untold: it holds what may be a password.
        raise _wrong("The chat server's URL has a user, a query or a fragment.")
    if host_of(url) is None:
        raise _wrong(f"The chat server's URL {url!r} has no http or https, or no host.")
    url = url.removesuffix(ROUTE)
    return ChatServer(url if urlsplit(url).path else f"{url}/v1", model, checked_key(key, KEY_VARIABLE))


def choose_chat(settings: NavaiSettings) -> ChatServer | None:
    if any(argument.startswith("--chat") for argument in settings.engine_arguments):
        # The engine would send words away that the panel says stay here.
        raise _wrong("NavaiApp.engine_arguments name a chat server.")
    return chat_server(settings.chat_url, settings.chat_model, settings.chat_key)


def chat_environment(settings: NavaiSettings) -> dict[str, str]:
    """The settings as an engine's process reads them, also the empty ones: they beat the environment."""
    return {
        URL_VARIABLE: settings.chat_url,
        MODEL_VARIABLE: settings.chat_model,
        KEY_VARIABLE: settings.chat_key,
    }


def _wrong(error: str) -> ConfigurationError:
    return ConfigurationError(
        error,
        f"{URL_VARIABLE} (or NavaiApp.chat_url) is the base URL of a server with OpenAI's chat completions.",
        f"Use one such as http://127.0.0.1:11434/v1, and put a key into {KEY_VARIABLE}.",
        code="chat_url",
    )
