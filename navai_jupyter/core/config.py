"""The settings, once, for the server, the kernel and the command line.

Each is a traitlets option (``c.NavaiApp.provider = …``); where that is not set, its environment variable
counts.
"""

from __future__ import annotations

import os

from traitlets import Bool, Integer, List, Unicode, default
from traitlets.config import Configurable

from navai_jupyter.core.errors import ConfigurationError

DEFAULT_MODEL = "gpt-realtime-2.1"
DEFAULT_VOICE = "marin"
DEFAULT_INSTRUCTIONS = "You are a helpful assistant."
DEFAULT_TTL = 600
TTL_BOUNDS = (10, 7200)
"""Seconds that a provider accepts as the life of a client secret."""

ENVIRONMENT = {
    "provider": "NAVAI_PROVIDER",
    "openai_api_key": "OPENAI_API_KEY",
    "model": "OPENAI_REALTIME_MODEL",
    "voice": "OPENAI_REALTIME_VOICE",
    "instructions": "OPENAI_REALTIME_INSTRUCTIONS",
    "language": "OPENAI_REALTIME_LANGUAGE",
    "voice_accent": "OPENAI_REALTIME_VOICE_ACCENT",
    "voice_tone": "OPENAI_REALTIME_VOICE_TONE",
    "client_secret_ttl": "OPENAI_REALTIME_CLIENT_SECRET_TTL",
    "allow_frontend_api_key": "NAVAI_ALLOW_FRONTEND_API_KEY",
    "model_override": "NAVAI_REALTIME_MODEL",
    "chat_url": "NAVAI_CHAT_URL",
    "chat_model": "NAVAI_CHAT_MODEL",
    "chat_key": "NAVAI_CHAT_KEY",
    "functions_folders": "NAVAI_FUNCTIONS_FOLDERS",
    "functions_base_dir": "NAVAI_FUNCTIONS_BASE_DIR",
    "agents_folders": "NAVAI_AGENTS_FOLDERS",
    "routes_file": "NAVAI_ROUTES_FILE",
}
"""Which environment variable stands behind which setting."""


class NavaiSettings(Configurable):
    """All that can be set; read it, do not write it. With a ``misfit`` among it no session starts."""

    misfit: ConfigurationError | None = None

    provider = Unicode(
        help="`openai`, `local` (the engine on this machine), or the base URL of any Realtime provider,"
        " as in http://gpu:8000/v1. Default: openai when a key is set, else local."
    ).tag(config=True)
    openai_api_key = Unicode(
        help="The key, sent to the provider only. Better OPENAI_API_KEY: Jupyter shows configuration with"
        " --debug and --show-config."
    ).tag(config=True)
    model = Unicode(help="The realtime model.").tag(config=True)
    model_override = Unicode(help="A model that beats `model`, for one client's sessions.").tag(config=True)
    voice = Unicode(help="The provider's name of the voice.").tag(config=True)
    instructions = Unicode(help="The base text of the agent's instructions.").tag(config=True)
    language = Unicode(help="The language to reply in, as an English word.").tag(config=True)
    voice_accent = Unicode(help="The accent to speak with.").tag(config=True)
    voice_tone = Unicode(help="The tone to speak in.").tag(config=True)
    client_secret_ttl = Integer(help="Life of a client secret in seconds, 10 to 7200.").tag(config=True)
    allow_frontend_api_key = Bool(
        help="Accept a key in the body of a client-secret request while the server has none."
    ).tag(config=True)
    chat_url = Unicode(
        help="A server of OpenAI's chat completions that thinks for the local engine, as a base URL: Ollama's"
        " is http://127.0.0.1:11434/v1. Default: none; the engine then understands commands only."
    ).tag(config=True)
    chat_model = Unicode(help="The chat server's model; may be left out when it has only one.").tag(config=True)
    chat_key = Unicode(
        help="The chat server's key, if it wants one. Better NAVAI_CHAT_KEY: see openai_api_key."
    ).tag(config=True)
    engine_arguments = List(
        Unicode(),
        help="Arguments for the local engine, as `jupyter navai engine --help` lists them:"
        ' ["--idle-minutes", "5"]. Where one is left out, its environment variable counts.',
    ).tag(config=True)
    functions_folders = Unicode(
        help="Where this server's own functions are, as a comma list: a folder with all below it (`tools` or"
        " `tools/...`), a pattern (`lab/**/voice_*.py`), or one file. Their code runs in this server when one"
        " first asks for them. Default: none."
    ).tag(config=True)
    functions_base_dir = Unicode(
        help="What `functions_folders` are relative to. Default: where Jupyter was started."
    ).tag(config=True)
    agents_folders = Unicode(
        help="Sub-folders of the functions folders, as a comma list: the functions of each belong to one agent,"
        " the first of which is spoken to first."
    ).tag(config=True)
    routes_file = Unicode(
        help="A JSON file of destinations for every notebook, relative to `functions_base_dir`:"
        ' [{"name": "results", "path": "#Results", "synonyms": ["findings"]}].'
    ).tag(config=True)
    functions_packages = Bool(
        True, help="Also offer what installed packages name under the entry point `navai_jupyter.functions`."
    ).tag(config=True)
    mints_secrets = Bool(
        None,
        allow_none=True,
        help="Whether the provider has a client-secret route. Default: yes for openai, no for others"
        " (then this server relays the session's offer).",
    ).tag(config=True)
    data_leaves_machine = Bool(
        None,
        allow_none=True,
        help="Whether audio leaves this machine, as the panel tells it. Default: not where the provider has a"
        " loopback address; say True where that is only a proxy or a tunnel to elsewhere.",
    ).tag(config=True)
    allow_plain_http = Bool(
        False, help="Send the key over http, unencrypted, to a provider on another machine."
    ).tag(config=True)
    max_sessions = Integer(
        8,
        min=0,
        help="Sessions that one person may hold at once through this server's relay; one more ends the oldest."
        " 0: as many as they like.",
    ).tag(config=True)
    kernel_tcp_nodelay = Bool(
        True, help="Send kernel websocket messages at once; without it each waits about 40 ms."
    ).tag(config=True)

    @default("provider")
    def _default_provider(self) -> str:
        return _environment("provider") or ("openai" if self.openai_api_key else "local")

    @default("openai_api_key")
    def _default_key(self) -> str:
        return _environment("openai_api_key")

    @default("model")
    def _default_model(self) -> str:
        return _environment("model") or DEFAULT_MODEL

    @default("model_override")
    def _default_model_override(self) -> str:
        return _environment("model_override")

    @default("voice")
    def _default_voice(self) -> str:
        return _environment("voice") or DEFAULT_VOICE

    @default("instructions")
    def _default_instructions(self) -> str:
        return _environment("instructions") or DEFAULT_INSTRUCTIONS

    @default("language")
    def _default_language(self) -> str:
        return _environment("language")

    @default("voice_accent")
    def _default_voice_accent(self) -> str:
        return _environment("voice_accent")

    @default("voice_tone")
    def _default_voice_tone(self) -> str:
        return _environment("voice_tone")

    @default("client_secret_ttl")
    def _default_ttl(self) -> int:
        text = _environment("client_secret_ttl")
        # A word where a number belongs is as wrong as a number out of bounds: both are told by `secret.mint`.
        return (int(text) if text.isdecimal() else -1) if text else DEFAULT_TTL

    @default("chat_url")
    def _default_chat_url(self) -> str:
        return _environment("chat_url")

    @default("chat_model")
    def _default_chat_model(self) -> str:
        return _environment("chat_model")

    @default("chat_key")
    def _default_chat_key(self) -> str:
        return _environment("chat_key")

    @default("functions_folders")
    def _default_functions_folders(self) -> str:
        return _environment("functions_folders")

    @default("functions_base_dir")
    def _default_functions_base_dir(self) -> str:
        return _environment("functions_base_dir")

    @default("agents_folders")
    def _default_agents_folders(self) -> str:
        return _environment("agents_folders")

    @default("routes_file")
    def _default_routes_file(self) -> str:
        return _environment("routes_file")

    @default("allow_frontend_api_key")
    def _default_allow(self) -> bool:
        return _environment("allow_frontend_api_key").lower() in {"1", "true", "yes"}

    def __repr__(self) -> str:
        # The key is a trait; a repr that listed traits would print it.
        return f"{type(self).__name__}(provider={self.provider!r}, model={self.model!r})"


def _environment(setting: str) -> str:
    return os.environ.get(ENVIRONMENT[setting], "").strip()
