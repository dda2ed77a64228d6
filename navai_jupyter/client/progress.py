"""Follows one turn through the provider's events: transcript, calls, words and sound."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

from navai_jupyter.client.tools import Tools
from navai_jupyter.client.transport import Event
from navai_jupyter.client.turn import Turn
from navai_jupyter.core.errors import ProviderError

Send = Callable[[Event], Awaitable[None]]

NOTHING_HEARD: Event = {"type": "navai.nothing_heard"}
"""Our own event: the speech is over and the provider noticed none."""


class TurnProgress:
    """One turn; ``heard_at`` is the moment (`perf_counter`) at which the person had finished."""

    def __init__(self, session_id: str, tools: Tools, send: Send, *, spoken: bool):
        self.result = Turn()
        self.ended = False
        self.committed = not spoken
        self.heard_at: float | None = None
        self._session_id = session_id
        self._tools = tools
        self._send = send
        self._transcribed = not spoken
        self._answered = False

    async def take(self, event: Event) -> None:
        match event["type"]:
            case "error":
                raise reported(event)
            case "navai.nothing_heard":
                self.result.understood = False
                self.ended = True
            case "input_audio_buffer.committed":
                self.committed = True
            case "conversation.item.input_audio_transcription.completed":
                self.result.transcript = event["transcript"].strip()
                self._transcribed = True
            case "conversation.item.input_audio_transcription.failed":
                self._transcribed = True
            case "response.output_audio.delta":
                self._mark("speech_end_to_audio")
                self.result.audio += base64.b64decode(event["delta"])
            case "response.output_audio_transcript.done":
                self.result.reply = f"{self.result.reply} {event['transcript']}".strip()
            case "response.output_text.done":
                self.result.reply = f"{self.result.reply} {event['text']}".strip()
            case "response.done":
                await self._finish(event["response"])
        # A provider may transcribe after it has answered.
        self.ended = self.ended or (self._answered and self._transcribed)

    async def _finish(self, response: dict[str, Any]) -> None:
        if response.get("status") == "failed":
            raise _failed(response)
        # Calls of an interrupted response never run; those of a completed one always get an output.
        calls = [i for i in response.get("output", []) if i["type"] == "function_call"]
        if response.get("status") != "completed" or not calls:
            self._answered = True
            self.result.understood = (response.get("metadata") or {}).get("understood") != "false"
            return
        self._mark("speech_end_to_call")
        for item in calls:
            call_id = item["call_id"]
            call = await self._tools.run(item["name"], item["arguments"], self._session_id, call_id)
            self.result.calls.append(call)
            output = json.dumps(call.answer)
            answer = {"type": "function_call_output", "call_id": call_id, "output": output}
            await self._send({"type": "conversation.item.create", "item": answer})
        if any(self._tools.speaks(item["name"]) for item in calls):
            await self._send({"type": "response.create"})
        else:
            self._answered = True

    def _mark(self, moment: str) -> None:
        latency = self.result.latency_ms
        if self.heard_at is not None and getattr(latency, moment) is None:
            setattr(latency, moment, round((perf_counter() - self.heard_at) * 1000, 1))


def reported(event: Event) -> ProviderError:
    error = event.get("error", {})
    return ProviderError(
        "The provider reported an error.",
        str(error.get("message", "It gave no reason.")),
        "Try again; if it stays, check the model and the settings.",
        code=error.get("code") or "provider",
    )


def _failed(response: dict[str, Any]) -> ProviderError:
    details = response.get("status_details") or {}
    return reported({"error": details.get("error") or {}})
