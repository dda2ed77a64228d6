"""What came of one thing that was said."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from pydantic import JsonValue


@dataclass
class Call:
    """One tool call and its answer; ``ms`` is the time until its output was ready."""

    name: str
    arguments: dict[str, JsonValue]
    ok: bool
    result: JsonValue
    source: str
    ms: float


@dataclass
class Latency:
    """Milliseconds after the last voiced sample was sent (for text: after the text was)."""

    speech_end_to_call: float | None = None
    speech_end_to_audio: float | None = None


@dataclass
class Turn:
    transcript: str = ""
    calls: list[Call] = field(default_factory=list)
    reply: str = ""
    latency_ms: Latency = field(default_factory=Latency)
    understood: bool = True
    audio: bytes = field(default=b"", repr=False)
    """The spoken answer, PCM16 mono at 24 kHz."""

    def to_json(self) -> dict[str, Any]:
        """The public summary: everything but the sound itself."""
        summary = asdict(self)
        del summary["audio"], summary["understood"]
        return summary
