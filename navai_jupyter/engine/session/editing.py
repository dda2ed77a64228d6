"""What a client does to the conversation's items."""

from __future__ import annotations

import base64

from navai_jupyter.engine.session.client_events import ItemCreate, ItemTruncate
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.conversation import Conversation
from navai_jupyter.engine.session.items import (
    AssistantMessage,
    FunctionCallOutput,
    Item,
    OutputAudio,
    parse_item,
)
from navai_jupyter.engine.session.problem import BadEvent
from navai_jupyter.engine.session.reading import Reading
from navai_jupyter.engine.session.response import Emit


class Editing:
    """Every method raises `BadEvent` for what cannot be done, and has then changed nothing."""

    def __init__(self, conversation: Conversation, reading: Reading, emit: Emit) -> None:
        self._conversation = conversation
        self._reading = reading
        self._emit = emit

    def create(self, event: ItemCreate, config: SessionConfig) -> None:
        item = parse_item(event.item)
        if isinstance(item, FunctionCallOutput) and not self._conversation.has_call(item.call_id):
            message = f"No function call with call_id '{item.call_id}'."
            raise BadEvent(message, code="invalid_tool_call_id", param="item.call_id")
        self._conversation.add(item, event.previous_item_id)
        self._reading.read(item, config)
        self.announce(item)

    def announce(self, item: Item) -> None:
        """Tell of an item that is whole from the start."""
        placed = {"previous_item_id": self._conversation.previous_id(item), "item": item.wire()}
        self._emit("conversation.item.added", placed)
        self._emit("conversation.item.done", placed)

    def retrieve(self, item_id: str, config: SessionConfig) -> None:
        """Tell the item, with its sound in the session's format as far as that is kept."""
        found = self._conversation.find(item_id)
        item = found.wire()
        name = config.output_format if isinstance(found, AssistantMessage) else config.input_format
        if sound := self._conversation.recordings.sound(item_id, name):
            heard = next(part for part in item["content"] if part["type"] in ("input_audio", "output_audio"))
            heard["audio"] = base64.b64encode(sound).decode()
        self._emit("conversation.item.retrieved", {"item": item})

    def delete(self, item_id: str) -> None:
        self._conversation.remove(item_id)
        self._emit("conversation.item.deleted", {"item_id": item_id})

    def truncate(self, event: ItemTruncate) -> None:
        """Forget what the client says was not heard."""
        message = self._conversation.find(event.item_id)
        if not isinstance(message, AssistantMessage) or not message.timeline.milliseconds:
            raise BadEvent(
                "Only model output audio messages can be truncated.",
                code="unsupported_content_type",
                param="item_id",
            )
        if event.content_index:
            raise BadEvent("The message has one part, 0.", code="invalid_value", param="content_index")
        if event.audio_end_ms > message.timeline.milliseconds:
            raise BadEvent(
                f"Audio content of {message.timeline.milliseconds}ms is already shorter "
                f"than {event.audio_end_ms}ms.",
                code="invalid_value",
                param="audio_end_ms",
            )
        self.cut(message, event.audio_end_ms)

    def cut(self, message: AssistantMessage, audio_end_ms: int) -> None:
        """Keep what was heard of a message, which may still be growing."""
        message.timeline.cut(audio_end_ms)
        self._conversation.recordings.cut(message.id, audio_end_ms)
        if message.content:
            message.content = [OutputAudio(type="output_audio", transcript=message.timeline.text)]
        place = {"item_id": message.id, "content_index": 0}
        self._emit("conversation.item.truncated", {**place, "audio_end_ms": audio_end_ms})
