"""What a client may send."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from navai_jupyter.engine.session.config import Tool, ToolChoice, bad_field
from navai_jupyter.engine.session.problem import BadEvent


class ClientEvent(BaseModel):
    model_config = ConfigDict(extra="ignore")

    event_id: str | None = None


class SessionPatch(BaseModel):
    model_config = ConfigDict(extra="allow")

    type: Literal["realtime"]


class SessionUpdate(ClientEvent):
    type: Literal["session.update"]
    session: SessionPatch


class ItemCreate(ClientEvent):
    type: Literal["conversation.item.create"]
    item: dict[str, Any]
    previous_item_id: str | None = None


class ItemDelete(ClientEvent):
    type: Literal["conversation.item.delete"]
    item_id: str


class ItemRetrieve(ClientEvent):
    type: Literal["conversation.item.retrieve"]
    item_id: str


class ItemTruncate(ClientEvent):
    type: Literal["conversation.item.truncate"]
    item_id: str
    content_index: int = 0
    audio_end_ms: int = Field(ge=0)


class AudioAppend(ClientEvent):
    type: Literal["input_audio_buffer.append"]
    audio: str


class AudioCommit(ClientEvent):
    type: Literal["input_audio_buffer.commit"]


class AudioClear(ClientEvent):
    type: Literal["input_audio_buffer.clear"]


class PlaybackClear(ClientEvent):
    type: Literal["output_audio_buffer.clear"]


class ResponseParams(BaseModel):
    """Overrides of the session for one response; ``conversation: "none"`` keeps it out of the history."""

    model_config = ConfigDict(extra="ignore")

    conversation: Literal["auto", "none"] = "auto"
    input: list[dict[str, Any]] | None = None
    output_modalities: list[Literal["text", "audio"]] | None = None
    tools: list[Tool] | None = None
    tool_choice: Literal["auto", "none", "required"] | ToolChoice | None = None
    metadata: dict[str, str] | None = None


class ResponseCreate(ClientEvent):
    type: Literal["response.create"]
    response: ResponseParams | None = None


class ResponseCancel(ClientEvent):
    type: Literal["response.cancel"]
    response_id: str | None = None


AnyEvent = Annotated[
    SessionUpdate
    | ItemCreate
    | ItemDelete
    | ItemRetrieve
    | ItemTruncate
    | AudioAppend
    | AudioCommit
    | AudioClear
    | PlaybackClear
    | ResponseCreate
    | ResponseCancel,
    Field(discriminator="type"),
]
_EVENT: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)


def parse_event(text: str | bytes) -> tuple[AnyEvent | None, BadEvent | None, str | None]:
    """An event, or what is wrong with it; in both cases its `event_id` when it has a readable one."""
    try:
        data = json.loads(text)
    except ValueError as error:
        return None, BadEvent(f"The event is not JSON: {error}.", code="invalid_json"), None
    if not isinstance(data, dict):
        return None, BadEvent("An event is a JSON object.", code="invalid_json"), None
    event_id = data.get("event_id") if isinstance(data.get("event_id"), str) else None
    try:
        return _EVENT.validate_python(data), None, event_id
    except ValidationError as error:
        return None, _explain(error, data.get("type")), event_id


def _explain(error: ValidationError, kind: object) -> BadEvent:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return BadEvent(f"Unknown event type '{kind}'.", code="invalid_value", param="type")
    return bad_field(error, "event")
