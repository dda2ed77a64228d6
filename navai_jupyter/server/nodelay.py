"""Kernel messages without Nagle's wait: a websocket round trip of 5 ms instead of 48."""

from __future__ import annotations

from typing import Any


def without_delay(connection_class: type) -> type:
    """A subclass of the connection class in use (a gateway has its own) that sets TCP_NODELAY first."""

    class NoDelayConnection(connection_class):  # type: ignore[misc]  # the base is known at run time only
        def connect(self) -> Any:
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    NoDelayConnection.__qualname__ = NoDelayConnection.__name__ = f"NoDelay{connection_class.__name__}"
    return NoDelayConnection
