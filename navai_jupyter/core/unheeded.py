"""What a person asked of a session that its provider is known not to have."""

from __future__ import annotations

from navai_jupyter.core.provider import LOCAL_MODEL, Provider
from navai_jupyter.core.wire import ClientSecretRequest

ENGINE_LANGUAGE = "English"
"""What the local engine's planner understands and answers in; a chat model behind it may know others."""


def unheeded(provider: Provider, asked: ClientSecretRequest) -> list[str]:
    """One sentence for each wish that the local engine passes over; others refuse in words of their own."""
    if not provider.is_local:
        return []
    told = []
    if asked.model and asked.model != LOCAL_MODEL:
        told.append(
            f"The local engine has one model, so {asked.model} is not used. Models of OpenAI need"
            " NavaiApp.provider = 'openai' on the server."
        )
    if asked.voice:
        told.append(
            f"The local engine speaks with the voice that it was started with, so {asked.voice} is not used."
            " Another is set on the server: NAVAI_ENGINE_VOICE."
        )
    if provider.chat is None and asked.language and asked.language.strip().lower() != ENGINE_LANGUAGE.lower():
        told.append(
            f"The local engine understands and answers {ENGINE_LANGUAGE} only, so {asked.language} is not used."
            " Another provider, or a chat model behind the engine (NAVAI_CHAT_URL), may speak it."
        )
    return told
