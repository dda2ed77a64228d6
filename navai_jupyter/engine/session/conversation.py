"""The conversation: its items in order, as many as fit."""

from __future__ import annotations

from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.items import FunctionCall, FunctionCallOutput, Item, characters
from navai_jupyter.engine.session.problem import BadEvent
from navai_jupyter.engine.session.recordings import Recordings

ROOT = "root"
"""The protocol's name for the place before the first item."""

MOST_ITEMS = 1_000
MOST_CHARACTERS = 2**20
"""Of all items together. Beyond either the oldest items are forgotten: ``truncation: "auto"``."""


class Conversation:
    def __init__(self) -> None:
        self.id = new_id("conv")
        self.items: list[Item] = []
        self.recordings = Recordings()
        # As they came: what a turn or an answer still grows by is small.
        self._sizes: dict[str, int] = {}

    def find(self, item_id: str) -> Item:
        return self.items[self._place(item_id)]

    def holds(self, item: Item) -> bool:
        return any(known is item for known in self.items)

    def previous_id(self, item: Item) -> str | None:
        at = self._place(item.id)
        return self.items[at - 1].id if at else None

    def add(self, item: Item, after: str | None = None) -> None:
        """Insert behind the item with id `after`, at the front for `root`, at the end by default."""
        if item.id in self._sizes:
            raise BadEvent(f"An item with id '{item.id}' exists.", code="item_exists", param="item.id")
        length = characters(item)
        if length > MOST_CHARACTERS:
            raise BadEvent(
                f"The item is too long: {length} characters, expected at most {MOST_CHARACTERS}.",
                code="string_above_max_length",
                param="item",
            )
        at = len(self.items)
        if after == ROOT:
            at = 0
        elif after is not None:
            at = self._place(after, "previous_item_id") + 1
        self.items.insert(at, item)
        self._sizes[item.id] = length
        self._forget_oldest(item)

    def remove(self, item_id: str) -> None:
        del self.items[self._place(item_id)], self._sizes[item_id]
        self.recordings.forget(item_id)

    def has_call(self, call_id: str) -> bool:
        return any(isinstance(item, FunctionCall) and item.call_id == call_id for item in self.items)

    @property
    def awaits_output(self) -> bool:
        """A call was made that the client has not answered yet."""
        answered = {item.call_id for item in self.items if isinstance(item, FunctionCallOutput)}
        return any(isinstance(item, FunctionCall) and item.call_id not in answered for item in self.items)

    def _place(self, item_id: str, param: str = "item_id") -> int:
        # From the end: what is looked for is seldom old.
        for at in range(len(self.items) - 1, -1, -1):
            if self.items[at].id == item_id:
                return at
        raise BadEvent(f"No item with id '{item_id}'.", code="item_not_found", param=param)

    def _forget_oldest(self, newest: Item) -> None:
        size = sum(self._sizes.values())
        while len(self.items) > MOST_ITEMS or size > MOST_CHARACTERS:
            oldest = self.items[1 if self.items[0] is newest else 0]
            size -= self._sizes[oldest.id]
            self.remove(oldest.id)
