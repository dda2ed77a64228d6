"""The SDP relay: a page's offer goes to the provider under the server's key, and its calls can be ended."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx

from navai_jupyter.core.asking import send_to_provider
from navai_jupyter.core.errors import NavaiError, ProviderError
from navai_jupyter.core.refusal import refusal

APPROACH_SECONDS = 5.0
MOST_CALLS = 512
"""Calls remembered; whoever started more has long left the oldest."""
MAX_SDP_BYTES = 65_536
UNSUPPORTED_MEDIA_TYPE = 415
NOT_HERE = (404, 405, 501)


@dataclass(frozen=True)
class Endpoint:
    """Where a provider is right now, and the key that opens it."""

    base_url: str
    key: str = field(repr=False)


@dataclass(frozen=True)
class CallAnswer:
    """``call_id`` is empty where the provider names none: such a call ends with its connection only."""

    sdp: str
    call_id: str


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
        answer = await self._post(endpoint, offer, session)
        if not answer.is_success:
            raise refusal(answer, endpoint.key)
        if len(answer.content) > MAX_SDP_BYTES or not answer.text.startswith("v="):
            raise ProviderError(
                "The provider's answer is no session description.",
                f"{answer.request.url.host} answered {answer.status_code}, but not as the Realtime API does.",
                "Check that its base URL includes the version, as in https://host/v1.",
                code="provider_answer",
            )
        call_id = unquote(urlsplit(answer.headers.get("Location", "")).path.rsplit("/", 1)[-1])
        if call_id:
            self._remember(call_id, endpoint)
        return CallAnswer(answer.text, call_id)

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

    async def _post(self, endpoint: Endpoint, offer: str, session: dict[str, Any]) -> httpx.Response:
        url = f"{endpoint.base_url}/realtime/calls"
        if self._takes_sessions:
            form = {"sdp": (None, offer), "session": (None, json.dumps(session))}
            answer = await send_to_provider(self._http, "POST", url, endpoint.key, files=form)
            self._takes_sessions = answer.status_code != UNSUPPORTED_MEDIA_TYPE
            if self._takes_sessions:
                return answer
        # An offer alone: the page's first event tells such a provider what the session is to be.
        sdp = {"content": offer, "headers": {"Content-Type": "application/sdp"}}
        return await send_to_provider(self._http, "POST", url, endpoint.key, **sdp)

    def _remember(self, call_id: str, endpoint: Endpoint) -> None:
        self._calls[call_id] = endpoint
        while len(self._calls) > self._most:
            del self._calls[next(iter(self._calls))]
