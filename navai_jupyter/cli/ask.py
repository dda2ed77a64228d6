"""One turn without a browser: a real kernel, a real provider, the real protocol."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from navai_jupyter.cli.notebook import NO_NOTEBOOK, OpenNotebook, open_notebook
from navai_jupyter.client import Turn, VoiceSession, load_speech, write_wav
from navai_jupyter.client.endpoint import Ready
from navai_jupyter.client.tools import deny
from navai_jupyter.client.ways import Name
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.wire import FunctionInfo
from navai_jupyter.headless.provider import open_provider


@dataclass(frozen=True)
class Question:
    """What is said, as text or as a sound file, and to which notebook."""

    text: str | None = None
    wav: Path | None = None
    notebook: Path | None = None
    approve: bool = False
    reply_wav: Path | None = None
    transport: Name = "websocket"


async def ask(question: Question, settings: NavaiSettings) -> Turn:
    """Raises `NavaiError` for anything that kept the turn from running."""
    said = load_speech(question.wav) if question.wav else question.text or ""
    opened = open_notebook(question.notebook) if question.notebook else nullcontext(NO_NOTEBOOK)
    async with open_provider(settings) as ready, opened as notebook:
        options = {"approve": approve_all if question.approve else deny, "transport": question.transport}
        async with build_session(ready, notebook, settings, **options) as session:
            turn = await session.say(said)
    if question.reply_wav:
        write_wav(question.reply_wav, turn.audio)
    return turn


def build_session(
    ready: Ready, notebook: OpenNotebook, settings: NavaiSettings, **options: Any
) -> VoiceSession:
    """A session whose agent can go to the notebook's headings and call its functions."""
    return VoiceSession(
        lambda: nullcontext(ready),
        functions=notebook,
        navigate=notebook.headings,
        settings=settings,
        **options,
    )


async def approve_all(_info: FunctionInfo, _arguments: dict[str, JsonValue]) -> bool:
    return True
