"""The chat planner that an engine's options ask for."""

from __future__ import annotations

from collections.abc import Mapping

from navai_jupyter.core.chat import KEY_VARIABLE, chat_server
from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.engine.chat.client import ChatClient, Patience
from navai_jupyter.engine.chat.planning import ChatPlanner
from navai_jupyter.engine.options import EngineOptions
from navai_jupyter.engine.planner import CommandPlanner


def open_chat(options: EngineOptions, environment: Mapping[str, str]) -> ChatPlanner | None:
    """None without a chat URL; raises `ConfigurationError` when the settings cannot work."""
    server = chat_server(options.chat_url, options.chat_model, _key(options, environment))
    if server is None:
        return None
    client = ChatClient(server, Patience(first=options.chat_timeout))
    return ChatPlanner(client, CommandPlanner(), commands_first=options.chat_order == "commands-first")


def _key(options: EngineOptions, environment: Mapping[str, str]) -> str:
    if options.chat_key_file is None:
        return environment.get(KEY_VARIABLE, "")
    try:
        return options.chat_key_file.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError("The chat server's key file cannot be read.", str(error)) from error
