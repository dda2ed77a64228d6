"""What came of one thing that was said."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from pydantic import JsonValue


@dataclass
class Call:
    """One tool call; ``answer`` is all that the model was told, ``ms`` the time until it was ready."""

    name: str
    arguments: dict[str, JsonValue]
    source: str
    ms: float
    answer: dict[str, JsonValue] = field(repr=False)

    @property
    def ok(self) -> bool:
        return bool(self.answer.get("ok"))

    @property
    def result(self) -> JsonValue:
        """What the function returned; for a navigation or a failure, what else there is to say."""
        if "result" in self.answer:
            return self.answer["result"]
        return {key: value for key, value in self.answer.items() if key not in {"ok", "function_name"}}

    def to_json(self) -> dict[str, JsonValue]:
        return {
            "name": self.name,
            "arguments": self.arguments,
            "ok": self.ok,
            "result": self.result,
            "source": self.source,
            "ms": self.ms,
        }


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
    interrupted: bool = False
    """The person said something else before the answer ended."""
    audio: bytes = field(default=b"", repr=False)
    """The spoken answer, PCM16 mono at 24 kHz."""

    def to_json(self) -> dict[str, Any]:
        """The public summary: everything but the sound itself."""
        return {
            "transcript": self.transcript,
            "calls": [call.to_json() for call in self.calls],
            "reply": self.reply,
            "latency_ms": asdict(self.latency_ms),
        }
