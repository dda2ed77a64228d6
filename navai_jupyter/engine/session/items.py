"""The items of a conversation: messages, function calls and their outputs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, TypeAdapter, ValidationError, field_validator

from navai_jupyter.engine.session.config import Part
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.problem import bad_field
from navai_jupyter.engine.session.sound import Sound
from navai_jupyter.engine.session.timeline import Timeline

Status = Literal["completed", "incomplete", "in_progress"]


class ItemBase(Part):
    id: str = Field(default_factory=lambda: new_id("item"), min_length=1, max_length=128)
    object: Literal["realtime.item"] = "realtime.item"
    status: Status = "completed"

    def wire(self) -> dict[str, Any]:
        return self.model_dump()


class InputText(Part):
    type: Literal["input_text"]
    text: str


class InputAudio(Part):
    """``transcript`` is null until it is known; ``audio`` is kept until it was read."""

    type: Literal["input_audio"]
    audio: Sound | None = Field(default=None, exclude=True)
    transcript: str | None = None


class InputImage(Part):
    """Accepted, and not kept: the engine cannot see."""

    type: Literal["input_image"]
    image_url: str | None = None
    detail: Literal["auto", "low", "high"] = "auto"

    @field_validator("image_url")
    @classmethod
    def _without_data(cls, url: str | None) -> str | None:
        return None if url is not None and url.startswith("data:") else url


class OutputText(Part):
    type: Literal["output_text"]
    text: str = ""


class OutputAudio(Part):
    type: Literal["output_audio"]
    audio: None = Field(default=None, exclude=True)
    transcript: str | None = None


class UserMessage(ItemBase):
    type: Literal["message"] = "message"
    role: Literal["user"] = "user"
    content: list[Annotated[InputText | InputAudio | InputImage, Field(discriminator="type")]]
    _rivals: tuple[str, ...] = PrivateAttr(default=())

    @property
    def rivals(self) -> tuple[str, ...]:
        """Other transcripts that the sound holds just as well."""
        return self._rivals

    def read(self, transcript: str, rivals: tuple[str, ...]) -> None:
        """Take down what was said."""
        self.content = [InputAudio(type="input_audio", transcript=transcript)]
        self._rivals = rivals


class SystemMessage(ItemBase):
    type: Literal["message"] = "message"
    role: Literal["system"] = "system"
    content: list[InputText]


class AssistantMessage(ItemBase):
    """``timeline`` has what was spoken of it; a client's own message was never spoken here."""

    type: Literal["message"] = "message"
    role: Literal["assistant"] = "assistant"
    content: list[Annotated[OutputText | OutputAudio, Field(discriminator="type")]]
    _timeline: Timeline = PrivateAttr(default_factory=Timeline)

    @property
    def timeline(self) -> Timeline:
        return self._timeline


class FunctionCall(ItemBase):
    type: Literal["function_call"] = "function_call"
    call_id: str = Field(default_factory=lambda: new_id("call"))
    name: str
    arguments: str


class FunctionCallOutput(ItemBase):
    type: Literal["function_call_output"] = "function_call_output"
    call_id: str
    output: str


Message = Annotated[UserMessage | SystemMessage | AssistantMessage, Field(discriminator="role")]
Item = UserMessage | SystemMessage | AssistantMessage | FunctionCall | FunctionCallOutput
_ITEM: TypeAdapter[Item] = TypeAdapter(
    Annotated[Message | FunctionCall | FunctionCallOutput, Field(discriminator="type")]
)


def parse_item(data: dict[str, Any], inside: str = "item") -> Item:
    """An item of a client; raises `BadEvent`."""
    # A client may send `id: null` for "you choose", as the protocol's own types allow.
    given = {key: value for key, value in data.items() if value is not None}
    try:
        return _ITEM.validate_python(given)
    except ValidationError as error:
        raise bad_field(error, given, inside) from error


def said(item: Item) -> str:
    """The words of a message, typed or spoken; empty for anything else."""
    if isinstance(item, FunctionCall | FunctionCallOutput):
        return ""
    words = (getattr(part, "text", None) or getattr(part, "transcript", None) or "" for part in item.content)
    return " ".join(word for word in words if word).strip()


def characters(item: Item) -> int:
    """What an item costs in memory."""
    match item:
        case FunctionCall(name=name, arguments=arguments):
            return len(name) + len(arguments)
        case FunctionCallOutput(output=output):
            return len(output)
    return len(said(item))
