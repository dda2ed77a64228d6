"""The calls that this server started for its pages: only these can be ended through it."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_CALLS = 512
"""Calls remembered; whoever started more has long left the oldest."""


@dataclass(frozen=True)
class Endpoint:
    """Where a provider is right now, and the key that opens it."""

    base_url: str
    key: str = field(repr=False)


class RelayedCalls:
    """Where each call went: a local engine that starts again listens elsewhere."""

    def __init__(self, most: int = MOST_CALLS):
        self._most = most
        self._endpoints: dict[str, Endpoint] = {}

    def remember(self, call_id: str, endpoint: Endpoint) -> None:
        self._endpoints[call_id] = endpoint
        while len(self._endpoints) > self._most:
            del self._endpoints[next(iter(self._endpoints))]

    def endpoint(self, call_id: str) -> Endpoint | None:
        return self._endpoints.get(call_id)
