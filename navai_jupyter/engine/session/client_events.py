"""What a client may send."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from navai_jupyter.engine.session.config import AnyToolChoice, Format, Modalities, MostTokens, Part, Tool
from navai_jupyter.engine.session.problem import BadEvent, bad_field
from navai_jupyter.engine.session.sound import Sound
from navai_jupyter.engine.session.strict_json import read_json

LONGEST_AUDIO = 15 * 2**20
"""Bytes in one event: the provider's 15 MiB."""


class ClientEvent(Part):
    event_id: str | None = Field(default=None, max_length=512)


class SessionPatch(Part):
    """The fields are checked where they take effect, in `SessionConfig.updated`."""

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
    content_index: int = Field(default=0, ge=0)
    audio_end_ms: int = Field(ge=0)


class AudioAppend(ClientEvent):
    type: Literal["input_audio_buffer.append"]
    audio: Sound = Field(max_length=LONGEST_AUDIO)


class AudioCommit(ClientEvent):
    type: Literal["input_audio_buffer.commit"]


class AudioClear(ClientEvent):
    type: Literal["input_audio_buffer.clear"]


class PlaybackClear(ClientEvent):
    type: Literal["output_audio_buffer.clear"]


class ResponseVoice(Part):
    format: Format | None = None
    voice: JsonValue = None


class ResponseAudio(Part):
    output: ResponseVoice | None = None


Metadata = Annotated[
    dict[Annotated[str, Field(max_length=64)], Annotated[str, Field(max_length=512)]], Field(max_length=16)
]


class ResponseParams(Part):
    """Overrides of the session for one response; ``conversation: "none"`` keeps it out of the history."""

    conversation: Literal["auto", "none"] = "auto"
    input: list[dict[str, Any]] | None = None
    instructions: str | None = None
    output_modalities: Modalities | None = None
    tools: list[Tool] | None = None
    tool_choice: AnyToolChoice | None = None
    max_output_tokens: MostTokens | None = None
    audio: ResponseAudio | None = None
    metadata: Metadata | None = None
    parallel_tool_calls: bool | None = None
    # Understood by the provider only: accepted, without effect.
    prompt: JsonValue = None
    reasoning: JsonValue = None


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
        data = read_json(text)
    except ValueError as error:
        return None, BadEvent(f"The event is not JSON: {error}.", code="invalid_json"), None
    if not isinstance(data, dict):
        return None, BadEvent("An event is a JSON object.", code="invalid_json"), None
    event_id = data.get("event_id") if isinstance(data.get("event_id"), str) else None
    if "type" not in data:
        return None, BadEvent("The 'type' field is missing."), event_id
    try:
        return _EVENT.validate_python(data), None, event_id
    except ValidationError as error:
        return None, bad_field(error, data), event_id
