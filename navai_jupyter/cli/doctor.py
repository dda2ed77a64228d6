"""What works on this machine, what does not, and what to do about it."""

from __future__ import annotations

import importlib.util
import json
import platform
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from jupyter_core.paths import jupyter_config_path, jupyter_path

from navai_jupyter._version import __version__
from navai_jupyter.client import Endpoint, Transport, WebRTCTransport, WebSocketTransport
from navai_jupyter.core.chat import ChatServer
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.errors import NavaiError
from navai_jupyter.core.provider import Provider, choose_provider
from navai_jupyter.core.proxy import proxy_for
from navai_jupyter.engine.chat.failure import ChatFailure
from navai_jupyter.engine.chat.trial import try_chat
from navai_jupyter.engine.supervisor import EngineSupervisor
from navai_jupyter.headless.provider import open_provider

LABEXTENSION = "navai-jupyter"
WEBRTC_SECONDS = 5.0


@dataclass(frozen=True)
class Finding:
    name: str
    ok: bool
    detail: str
    fix: str = ""

    def __str__(self) -> str:
        line = f"{'✓' if self.ok else '✗'} {self.name}: {self.detail}"
        return line if self.ok or not self.fix else f"{line}\n  → {self.fix}"

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


async def doctor(settings: NavaiSettings) -> list[Finding]:
    return [finding async for finding in _findings(settings)]


async def _findings(settings: NavaiSettings) -> AsyncIterator[Finding]:
    yield Finding("Version", True, f"navai-jupyter {__version__}, Python {platform.python_version()}")
    yield _server_extension()
    yield _lab_extension()
    try:
        provider = choose_provider(settings)
    except NavaiError as error:
        yield Finding("Provider", False, error.error, error.fix)
        return
    yield _provider(provider)
    if provider.chat is not None:
        yield await _chat(provider.chat)
    if provider.base_url and (proxy := proxy_for(provider.base_url)):
        yield Finding("Proxy", True, f"{provider.label} is reached through {_address(proxy)}")
    if provider.key or provider.name != "openai":
        async for finding in _connections(settings):
            yield finding


def _server_extension() -> Finding:
    enabled = any(_enables(Path(folder, "jupyter_server_config.d")) for folder in jupyter_config_path())
    fix = "Install navai-jupyter into the environment that Jupyter runs in."
    return Finding("Server extension", enabled, "enabled" if enabled else "not found", fix)


def _enables(folder: Path) -> bool:
    try:
        config = json.loads((folder / "navai_jupyter.json").read_text())
        return bool(config["ServerApp"]["jpserver_extensions"]["navai_jupyter"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _lab_extension() -> Finding:
    folders = jupyter_path("labextensions")
    found = any(Path(folder, LABEXTENSION, "package.json").is_file() for folder in folders)
    detail = "installed" if found else "not found"
    if importlib.util.find_spec("jupyterlab") is None:
        detail += " (JupyterLab itself is not in this environment)"
    fix = "Install navai-jupyter from a wheel, or build it: cd js && npm ci && npm run build"
    return Finding("JupyterLab extension", found, detail, fix)


def _provider(provider: Provider) -> Finding:
    if provider.is_local:
        return Finding("Provider", True, f"the local engine: {_where_words_go(provider.chat)}")
    ok = bool(provider.key) or provider.name != "openai"
    key = "a key is set" if provider.key else "no key is set"
    fix = "Set OPENAI_API_KEY, or NAVAI_PROVIDER=local."
    return Finding("Provider", ok, f"{provider.base_url}, {key}", fix)


def _where_words_go(chat: ChatServer | None) -> str:
    if chat is not None and chat.leaves_machine:
        return f"speech stays on this machine, what is said goes to {chat.host} as text"
    return "no key, and nothing leaves this machine"


async def _chat(server: ChatServer) -> Finding:
    fix = "Mend that, or unset NAVAI_CHAT_URL; until then the local engine understands commands only."
    try:
        return Finding("Chat model", True, f"{await try_chat(server)}, at {server.url}")
    except ChatFailure as failure:
        return Finding("Chat model", False, f"{failure.said}. {failure} ({server.url})", fix)


async def _connections(settings: NavaiSettings) -> AsyncIterator[Finding]:
    """Whether a session opens on each way for sound, and with which models the local engine has it."""
    engine = EngineSupervisor.configured(settings)
    started = perf_counter()
    try:
        async with open_provider(settings, engine) as ready:
            endpoint = await ready()
            if models := engine.status().detail:
                yield Finding("Speech models", True, models)
            await _open(WebSocketTransport(endpoint.base_url, endpoint.key, endpoint.model))
            opened = f"a session opened in {perf_counter() - started:.1f} s, start included"
            yield Finding("Connection", True, opened)
            yield await _webrtc(endpoint)
    except NavaiError as error:
        yield Finding("Connection", False, f"{error.error} {error.why}".strip(), error.fix)


async def _webrtc(endpoint: Endpoint) -> Finding:
    """Sound has another way, so that WebRTC does not work here is worth knowing, and no fault."""
    address = (endpoint.base_url, endpoint.key, endpoint.model)
    try:
        await _open(WebRTCTransport(*address, seconds=WEBRTC_SECONDS))
    except NavaiError as error:
        why = f"{error.error} {error.why}".strip()
        return Finding("WebRTC", True, f"not from here, sound travels by WebSocket. {why}")
    return Finding("WebRTC", True, "a session opened")


async def _open(transport: Transport) -> None:
    await transport.connect()
    await transport.close()


def _address(proxy: str) -> str:
    """Without a user and a password."""
    parts = urlsplit(proxy)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
