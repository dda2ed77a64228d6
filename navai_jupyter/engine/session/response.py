"""One response: its items, and the events that tell of them in the provider's order."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any, Literal

from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.conversation import Conversation
from navai_jupyter.engine.session.formats import encoder
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.items import AssistantMessage, FunctionCall, Item, OutputAudio, OutputText
from navai_jupyter.engine.session.timeline import Sentence
from navai_jupyter.engine.session.usage import SPOKEN_MS, tokens, usage
from navai_jupyter.engine.speech.audio import WIRE_RATE, Samples

Emit = Callable[[str, dict[str, Any]], None]
"""``emit(type, fields)`` sends one event."""

DELTA_SECONDS = 0.4
"""Audio per delta: small enough for every client's message limit."""

Status = Literal["completed", "cancelled", "failed", "incomplete"]


class Response:
    """``config`` is the session's with this response's overrides; ``on_track`` sends no audio in events.

    ``full`` becomes true when ``max_output_tokens`` cut something off.
    """

    def __init__(
        self,
        config: SessionConfig,
        conversation: Conversation,
        emit: Emit,
        *,
        on_track: bool,
        detached: bool = False,
        metadata: dict[str, str] | None = None,
    ) -> None:
        self.id = new_id("resp")
        self.config = config
        self.context: Sequence[Item] = ()
        self.heard_ms = 0
        self.spoken_ms = 0
        self.detached = detached
        self.full = False
        self._conversation = conversation
        self._emit = emit
        self._on_track = on_track
        self._metadata = metadata
        self._output: list[Item] = []
        self._text = ""
        self._left = float(config.max_output_tokens)
        emit("response.created", {"response": self._wire("in_progress")})
        # Nothing is limited here.
        emit("rate_limits.updated", {"rate_limits": []})

    @property
    def open(self) -> bool:
        """A message has begun and not ended."""
        return self.message is not None and self.message.status == "in_progress"

    @property
    def message(self) -> AssistantMessage | None:
        """The message that is being spoken or written, or was last."""
        last = self._output[-1] if self._output else None
        return last if isinstance(last, AssistantMessage) else None

    def note(self, key: str, value: str) -> None:
        """Tell a client in the response's metadata what it could only guess from the words."""
        self._metadata = {**(self._metadata or {}), key: value}

    def call(self, name: str, arguments: dict[str, Any]) -> None:
        item = FunctionCall(name=name, arguments=json.dumps(arguments, ensure_ascii=False))
        # A part of a call would be none.
        if tokens(item) > self._left:
            self.full = True
            return
        self._left -= tokens(item)
        whole, item.arguments, item.status = item.arguments, "", "in_progress"
        self._open(item)
        place = {**self._place(), "call_id": item.call_id}
        item.arguments = whole
        self._emit("response.function_call_arguments.delta", {**place, "delta": whole})
        self._emit("response.function_call_arguments.done", {**place, "name": name, "arguments": whole})
        self._close("completed")

    def begin(self) -> None:
        """Open a message; spoken or written as the session's modalities say."""
        self._encoder = encoder(self.config.output_format)
        self._open(AssistantMessage(content=[], status="in_progress"))
        self._emit("response.content_part.added", {**self._part_place(), "part": self._part()})

    def write(self, text: str) -> None:
        """One more piece of the open message, as text."""
        words = text.split()
        if len(words) > self._left:
            text, self.full = " ".join(words[: int(self._left)]), True
        self._left -= len(text.split())
        self._emit("response.output_text.delta", {**self._part_place(), "delta": self._append(text)})

    def speak(self, text: str, samples: Samples) -> Samples:
        """One more sentence of the open message; answers what of its sound may be heard."""
        assert self.message is not None
        sentence = Sentence(text, -(-len(samples) * 1000 // WIRE_RATE))
        cost = len(text.split()) + sentence.milliseconds // SPOKEN_MS
        if cost > self._left:
            self.full = True
            sentence = sentence.until(int(sentence.milliseconds * self._left / cost))
            samples = samples[: sentence.milliseconds * WIRE_RATE // 1000]
        self._left = max(0.0, self._left - cost)
        self.message.timeline.add(sentence)
        self.spoken_ms += sentence.milliseconds
        if self._conversation.holds(self.message):
            self._conversation.recordings.said(self.message.id, samples)
        delta = self._append(sentence.text)
        self._emit("response.output_audio_transcript.delta", {**self._part_place(), "delta": delta})
        if not self._on_track:
            self._send_audio(self._encoder.encode(samples))
        return samples

    def end(self, status: Literal["completed", "incomplete"] = "completed") -> None:
        """Close the open message."""
        message, place = self.message, self._part_place()
        assert message is not None
        if self.config.speaks:
            if not self._on_track:
                self._send_audio(self._encoder.finish())
            self._emit("response.output_audio.done", place)
            self._emit("response.output_audio_transcript.done", {**place, "transcript": self._text})
            message.content = [OutputAudio(type="output_audio", transcript=message.timeline.text)]
        else:
            self._emit("response.output_text.done", {**place, "text": self._text})
            message.content = [OutputText(type="output_text", text=self._text)]
        self._emit("response.content_part.done", {**place, "part": self._part()})
        self._close(status)

    def finish(self, status: Status, details: dict[str, Any] | None = None) -> None:
        """Send `response.done`, after closing what is open."""
        if self.open:
            self.end("incomplete")
        response = self._wire(status)
        response["status_details"] = details
        response["usage"] = usage(
            self.config.instructions,
            [tool.model_dump() for tool in self.config.tools],
            self.context,
            self._output,
            self.heard_ms,
            self.spoken_ms,
        )
        self._emit("response.done", {"response": response})

    def _send_audio(self, data: bytes) -> None:
        step = int(self._encoder.rate * DELTA_SECONDS)
        for at in range(0, len(data), step):
            delta = base64.b64encode(data[at : at + step]).decode()
            self._emit("response.output_audio.delta", {**self._part_place(), "delta": delta})

    def _append(self, text: str) -> str:
        delta = f" {text}" if self._text and text else text
        self._text += delta
        return delta

    def _open(self, item: Item) -> None:
        self._output.append(item)
        self._text = ""
        self._emit("response.output_item.added", {**self._item_place(), "item": item.wire()})
        if not self.detached:
            self._conversation.add(item)
            self._tell_conversation("conversation.item.added")

    def _close(self, status: Literal["completed", "incomplete"]) -> None:
        item = self._output[-1]
        item.status = status
        if not self.detached:
            self._tell_conversation("conversation.item.done")
        self._emit("response.output_item.done", {**self._item_place(), "item": item.wire()})

    def _tell_conversation(self, kind: str) -> None:
        item = self._output[-1]
        # A client may have deleted the item while it was being spoken.
        if self._conversation.holds(item):
            previous = self._conversation.previous_id(item)
            self._emit(kind, {"previous_item_id": previous, "item": item.wire()})

    def _item_place(self) -> dict[str, Any]:
        return {"response_id": self.id, "output_index": len(self._output) - 1}

    def _place(self) -> dict[str, Any]:
        return {**self._item_place(), "item_id": self._output[-1].id}

    def _part_place(self) -> dict[str, Any]:
        return {**self._place(), "content_index": 0}

    def _part(self) -> dict[str, Any]:
        if self.config.speaks:
            return {"type": "audio", "transcript": self._text}
        return {"type": "text", "text": self._text}

    def _wire(self, status: Status | Literal["in_progress"]) -> dict[str, Any]:
        output = self.config.audio.output
        return {
            "object": "realtime.response",
            "id": self.id,
            "status": status,
            "status_details": None,
            "output": [item.wire() for item in self._output],
            "conversation_id": None if self.detached else self._conversation.id,
            "output_modalities": self.config.output_modalities,
            "max_output_tokens": self.config.max_output_tokens,
            "audio": {"output": {"format": output.format.model_dump(), "voice": output.voice}},
            "usage": None,
            "metadata": self._metadata,
        }
