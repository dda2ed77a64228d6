"""What a `response.create` changes for its one response."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from navai_jupyter.engine.session.client_events import ResponseParams
from navai_jupyter.engine.session.config import Part, SessionConfig
from navai_jupyter.engine.session.conversation import Conversation
from navai_jupyter.engine.session.items import Item, parse_item
from navai_jupyter.engine.session.problem import BadEvent, bad_field


class ItemReference(Part):
    id: str
    type: str


def overridden(config: SessionConfig, params: ResponseParams) -> SessionConfig:
    """The session's configuration as it holds for this response."""
    changes: dict[str, Any] = {
        "instructions": params.instructions,
        "output_modalities": params.output_modalities,
        "tools": params.tools,
        "tool_choice": params.tool_choice,
        "parallel_tool_calls": params.parallel_tool_calls,
        "max_output_tokens": params.max_output_tokens,
    }
    output = params.audio.output if params.audio is not None else None
    if output is not None and output.format is not None:
        spoken = config.audio.output.model_copy(update={"format": output.format})
        changes["audio"] = config.audio.model_copy(update={"output": spoken})
    return config.model_copy(update={key: value for key, value in changes.items() if value is not None})


def given_items(params: ResponseParams, conversation: Conversation) -> list[Item] | None:
    """The items of ``input``, with those of the conversation that it refers to; raises `BadEvent`."""
    if params.input is None:
        return None
    return [_item(data, f"response.input[{at}]", conversation) for at, data in enumerate(params.input)]


def _item(data: dict[str, Any], inside: str, conversation: Conversation) -> Item:
    if data.get("type") != "item_reference":
        return parse_item(data, inside)
    try:
        return conversation.find(ItemReference.model_validate(data).id)
    except ValidationError as error:
        raise bad_field(error, data, inside) from error
    except BadEvent as error:
        raise BadEvent(error.message, code=error.code, param=f"{inside}.id") from error
