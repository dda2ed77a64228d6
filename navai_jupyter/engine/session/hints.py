"""What the recogniser is told to expect."""

from __future__ import annotations

from collections.abc import Sequence

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.config import SessionConfig


def hints(config: SessionConfig, tools: Sequence[planner.Tool]) -> str:
    """The client's own words first, then the names of its tools."""
    said = config.audio.input.transcription
    own = [said.prompt or "", ", ".join(said.keywords or ())] if said else []
    return " ".join(part for part in (*own, planner.vocabulary(tools)) if part)
