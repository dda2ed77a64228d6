"""Whether a kernel has something to do, as it says itself."""

from __future__ import annotations

from typing import Any


class Activity:
    """Reads the kernel's ``status`` messages; a request is under way from its ``busy`` to its ``idle``."""

    def __init__(self) -> None:
        self._under_way: set[str] = set()

    @property
    def is_idle(self) -> bool:
        return not self._under_way

    def read(self, message: dict[str, Any]) -> None:
        kind, parent = message["header"]["msg_type"], (message["parent_header"] or {}).get("msg_id", "")
        state = message["content"].get("execution_state") if kind == "status" else None
        if state == "busy":
            self._under_way.add(parent)
        elif state == "idle":
            self._under_way.discard(parent)
        elif state == "starting" or kind == "shutdown_reply":  # nobody ends what the old process had begun
            self._under_way.clear()
