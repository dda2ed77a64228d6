"""The SDP relay: a page's offer goes to the provider under the server's key, and its calls can be ended."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

from navai_jupyter.core.asking import send_to_provider
from navai_jupyter.core.errors import NavaiError
from navai_jupyter.core.offers import CallAnswer, post_offer
from navai_jupyter.core.refusal import refusal

APPROACH_SECONDS = 5.0
MOST_CALLS = 512
"""Calls remembered; whoever started more has long left the oldest."""
NOT_HERE = (404, 405, 501)


@dataclass(frozen=True)
class Endpoint:
    """Where a provider is right now, and the key that opens it."""

    base_url: str
    key: str = field(repr=False)


class CallRelay:
    """Remembers where each call went: only these can be ended, and a restarted engine listens elsewhere."""

    def __init__(self, http: httpx.AsyncClient, most: int = MOST_CALLS):
        self._http = http
        self._most = most
        self._calls: dict[str, Endpoint] = {}
        self._takes_sessions = True

    async def approach(self, endpoint: Endpoint) -> None:
        """Open the connection that an offer will soon need; when that fails, the offer will tell why."""
        with suppress(httpx.HTTPError):
            await self._http.head(f"{endpoint.base_url}/realtime/calls", timeout=APPROACH_SECONDS)

    async def start(self, endpoint: Endpoint, offer: str, session: dict[str, Any]) -> CallAnswer:
        """The provider's answer to `offer`; raises `ProviderError`."""
        told = session if self._takes_sessions else None
        answer = await post_offer(self._http, endpoint.base_url, endpoint.key, offer, told)
        self._takes_sessions = answer.took_session
        if answer.call_id:
            self._remember(answer.call_id, endpoint)
        return answer

    async def hang_up(self, call_id: str) -> None:
        """End a call that was started here; one that is over stays over."""
        endpoint = self._calls.get(call_id)
        if endpoint is None:
            raise NavaiError(
                "This server knows of no such call.",
                "It was not started here, or before this server was.",
                "Close its connection: then the provider ends it.",
                code="call_unknown",
                status=404,
            )
        call = f"{endpoint.base_url}/realtime/calls/{quote(call_id, safe='')}"
        answer = await send_to_provider(self._http, "POST", f"{call}/hangup", endpoint.key)
        if answer.status_code in NOT_HERE:  # some servers end a call where its Location is deleted
            answer = await send_to_provider(self._http, "DELETE", call, endpoint.key)
        # Still not there: the call is over, or the provider ends calls with their connections only.
        if not answer.is_success and answer.status_code not in NOT_HERE:
            raise refusal(answer, endpoint.key)

    def _remember(self, call_id: str, endpoint: Endpoint) -> None:
        self._calls[call_id] = endpoint
        while len(self._calls) > self._most:
            del self._calls[next(iter(self._calls))]
