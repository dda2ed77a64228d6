"""SDP offers to the provider: what a call begins with, wherever it is made from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx

from navai_jupyter.core.asking import send_to_provider
from navai_jupyter.core.errors import ProviderError
from navai_jupyter.core.refusal import refusal

MAX_SDP_BYTES = 65_536
UNSUPPORTED_MEDIA_TYPE = 415


@dataclass(frozen=True)
class CallAnswer:
    """``call_id`` is empty where the provider names none: such a call ends with its connection only.

    ``took_session`` is false where the provider takes an offer alone; the first event tells it the session.
    """

    sdp: str
    call_id: str
    took_session: bool


async def post_offer(
    http: httpx.AsyncClient, base_url: str, key: str, offer: str, session: dict[str, Any] | None
) -> CallAnswer:
    """The provider's answer to `offer`; with a client secret, which knows its session, send none."""
    url = f"{base_url}/realtime/calls"
    if session is not None:
        form = {"sdp": (None, offer), "session": (None, json.dumps(session))}
        answer = await send_to_provider(http, "POST", url, key, files=form)
    if session is None or answer.status_code == UNSUPPORTED_MEDIA_TYPE:
        session = None
        sdp = {"content": offer, "headers": {"Content-Type": "application/sdp"}}
        answer = await send_to_provider(http, "POST", url, key, **sdp)
    if not answer.is_success:
        raise refusal(answer, key)
    if len(answer.content) > MAX_SDP_BYTES or not answer.text.startswith("v="):
        raise ProviderError(
            "The provider's answer is no session description.",
            f"{answer.request.url.host} answered {answer.status_code}, but not as the Realtime API does.",
            "Check that its base URL includes the version, as in https://host/v1.",
            code="provider_answer",
        )
    call_id = unquote(urlsplit(answer.headers.get("Location", "")).path.rsplit("/", 1)[-1])
    return CallAnswer(answer.text, call_id, took_session=session is not None)
