"""The conversation: its items in order, as many as fit."""

from __future__ import annotations

from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.items import FunctionCall, FunctionCallOutput, Item, characters
from navai_jupyter.engine.session.problem import BadEvent

ROOT = "root"
"""The protocol's name for the place before the first item."""

MOST_ITEMS = 1_000
MOST_CHARACTERS = 2**20
"""Of all items together. Beyond either the oldest items are forgotten: ``truncation: "auto"``."""


class Conversation:
    def __init__(self) -> None:
        self.id = new_id("conv")
        self.items: list[Item] = []

    def find(self, item_id: str) -> Item:
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
        if (length := characters(item)) > MOST_CHARACTERS:
            raise BadEvent(
                f"The item is too long: {length} characters, expected at most {MOST_CHARACTERS}.",
                code="string_above_max_length",
                param="item",
            )
        at = len(self.items)
        if after == ROOT:
            at = 0
        elif after is not None:
            at = self.items.index(self.find(after)) + 1
        self.items.insert(at, item)
        self._forget_oldest(item)

    def remove(self, item_id: str) -> None:
        self.items.remove(self.find(item_id))

    def has_call(self, call_id: str) -> bool:
        return any(isinstance(item, FunctionCall) and item.call_id == call_id for item in self.items)

    @property
    def awaits_output(self) -> bool:
        """A call was made that the client has not answered yet."""
        answered = {item.call_id for item in self.items if isinstance(item, FunctionCallOutput)}
        return any(isinstance(item, FunctionCall) and item.call_id not in answered for item in self.items)

    def _forget_oldest(self, newest: Item) -> None:
        size = sum(map(characters, self.items))
        while len(self.items) > MOST_ITEMS or size > MOST_CHARACTERS:
            oldest = self.items[1] if self.items[0] is newest else self.items[0]
            size -= characters(oldest)
            self.items.remove(oldest)
