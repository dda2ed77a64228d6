"""What a person writes in a notebook or a script to talk to it."""

from __future__ import annotations

from functools import partial
from typing import Any

from navai_jupyter.client import VoiceSession
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.headless.provider import open_provider
from navai_jupyter.headless.settings import load_settings
from navai_jupyter.kernel.notebook import notebook


def talk(*, functions: Any = None, settings: NavaiSettings | None = None, **options: Any) -> VoiceSession:
    """A session with the configured provider: ``async with navai.talk() as session: await session.say("…")``.

    The agent may call what `navai.function` registered in this process, or ``functions`` instead. A local
    engine starts with the session and ends with it. The other options are those of
    `navai_jupyter.client.VoiceSession`.
    """
    settings = settings or load_settings()
    offered = notebook().registry if functions is None else functions
    return VoiceSession(partial(open_provider, settings), functions=offered, settings=settings, **options)
