"""What a provider is told of a session when it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from navai_jupyter.client.audio import RATE
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.core.instructions import AGENT_RULES, SEARCH_RULE
from navai_jupyter.core.names import FIND
from navai_jupyter.core.provider import choose_provider
from navai_jupyter.core.secret import choose_session
from navai_jupyter.core.wire import ClientSecretRequest

PCM = {"type": "audio/pcm", "rate": RATE}


@dataclass(frozen=True)
class Configuration:
    instructions: str
    voice: str = ""

    @classmethod
    def chosen(cls, settings: NavaiSettings, instructions: str | None, voice: str | None) -> Configuration:
        """The person's words, else the configured ones; the rules for tools are added to both."""
        request = ClientSecretRequest(instructions=instructions, voice=voice)
        choice = choose_session(settings, choose_provider(settings), request)
        return cls(f"{choice.instructions}\n\n{AGENT_RULES}", choice.voice)

    def session(self, tools: list[dict[str, Any]]) -> dict[str, Any]:
        """The session object of a ``session.update``."""
        return {
            "type": "realtime",
            **self.abilities(tools),
            "output_modalities": ["audio"],
            "tool_choice": "auto",
            "audio": {
                "input": {
                    "format": PCM,
                    "transcription": {"model": "gpt-4o-mini-transcribe"},
                    "turn_detection": {"type": "semantic_vad"},
                },
                "output": {"format": PCM, **({"voice": self.voice} if self.voice else {})},
            },
        }

    def abilities(self, tools: list[dict[str, Any]]) -> dict[str, Any]:
        """What of it depends on the functions."""
        searches = any(tool["name"] == FIND for tool in tools)
        rules = f"\n{SEARCH_RULE}" if searches else ""
        return {"instructions": f"{self.instructions}{rules}", "tools": tools}
