"""Thinking on a chat server: any that speaks OpenAI's chat completions with tools."""

from navai_jupyter.engine.chat.availability import ChatHealth
from navai_jupyter.engine.chat.client import ChatClient, Patience
from navai_jupyter.engine.chat.opening import open_chat
from navai_jupyter.engine.chat.planning import ChatPlanner

__all__ = ["ChatClient", "ChatHealth", "ChatPlanner", "Patience", "open_chat"]
