"""The items of a conversation, in order."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from navai_jupyter.engine.session.config import bad_field
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.problem import BadEvent

Status = Literal["completed", "incomplete", "in_progress"]
ROOT = "root"
"""The protocol's name for the place before the first item."""


class ItemBase(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str = Field(default_factory=lambda: new_id("item"))
    object: Literal["realtime.item"] = "realtime.item"
    status: Status = "completed"

    def wire(self) -> dict[str, Any]:
        return self.model_dump()


class InputText(BaseModel):
    type: Literal["input_text"]
    text: str


class InputAudio(BaseModel):
    """``transcript`` is null until it is known; the sound itself is not kept."""

    type: Literal["input_audio"]
    transcript: str | None = None


class InputImage(BaseModel):
    """Accepted, since a client may replay it; the engine cannot see it."""

    type: Literal["input_image"]
    image_url: str


class OutputText(BaseModel):
    type: Literal["output_text"]
    text: str = ""


class OutputAudio(BaseModel):
    type: Literal["output_audio"]
    transcript: str | None = None


class UserMessage(ItemBase):
    type: Literal["message"] = "message"
    role: Literal["user"] = "user"
    content: list[Annotated[InputText | InputAudio | InputImage, Field(discriminator="type")]]


class SystemMessage(ItemBase):
    type: Literal["message"] = "message"
    role: Literal["system"] = "system"
    content: list[InputText]


class AssistantMessage(ItemBase):
    type: Literal["message"] = "message"
    role: Literal["assistant"] = "assistant"
    content: list[Annotated[OutputText | OutputAudio, Field(discriminator="type")]]


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


def parse_item(data: object) -> Item:
    """An item of a client; raises `BadEvent`."""
    try:
        return _ITEM.validate_python(_with_id(data))
    except ValidationError as error:
        raise bad_field(error, "item") from error


def _with_id(data: object) -> object:
    # A client may send `id: null` for "you choose", as the protocol's own types allow.
    return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


def said(item: Item) -> str:
    """The words of a message; empty for anything else."""
    if not isinstance(item, UserMessage | SystemMessage | AssistantMessage):
        return ""
    words = (getattr(part, "text", None) or getattr(part, "transcript", None) or "" for part in item.content)
    return " ".join(word for word in words if word).strip()


class Conversation:
    def __init__(self) -> None:
        self.id = new_id("conv")
        self.items: list[Item] = []

    def find(self, item_id: object) -> Item:
        for item in self.items:
            if item.id == item_id:
                return item
        raise BadEvent(f"No item with id '{item_id}'.", code="item_not_found", param="item_id")

    def previous_id(self, item: Item) -> str | None:
        at = self.items.index(item)
        return self.items[at - 1].id if at else None

    def add(self, item: Item, after: str | None = None) -> None:
        """Insert behind the item with id `after`, at the front for `root`, at the end by default."""
        if any(known.id == item.id for known in self.items):
            raise BadEvent(f"An item with id '{item.id}' exists.", code="item_exists", param="item.id")
        if after is None:
            self.items.append(item)
        elif after == ROOT:
            self.items.insert(0, item)
        else:
            self.items.insert(self.items.index(self.find(after)) + 1, item)

    def remove(self, item_id: object) -> None:
        self.items.remove(self.find(item_id))
