"""What the engine asks of a voice."""

from __future__ import annotations

from typing import Protocol

from navai_jupyter.engine.speech.audio import Samples


class Voice(Protocol):
    def sentences(self, text: str) -> list[str]:
        """The pieces that are spoken one after another, so that the first is heard early."""
        ...

    def say(self, sentence: str, speed: float = 1.0) -> Samples:
        """One piece at the wire's rate."""
        ...
