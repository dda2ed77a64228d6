"""Requests to the provider, and plain words for every way in which they fail; the key is in none of them."""

from __future__ import annotations

from typing import Any

import httpx

from navai_jupyter.core.errors import NavaiError, ProviderError
from navai_jupyter.core.redaction import redacted

PROVIDER_TIMEOUT = httpx.Timeout(20.0, connect=8.0)
LONGEST_MESSAGE = 300
"""Characters of a provider's own words, cut after the key is out of them: half a key is still secret."""


async def ask_provider(http: httpx.AsyncClient, url: str, key: str, **request: Any) -> httpx.Response:
    """The answer of a provider that agreed; raises `ProviderError`."""
    answer = await post_to_provider(http, url, key, **request)
    if answer.is_success:
        return answer
    raise refusal(answer, httpx.URL(url).host, key)


async def post_to_provider(http: httpx.AsyncClient, url: str, key: str, **request: Any) -> httpx.Response:
    """The answer of a provider, also one that refused; raises `ProviderError` where none came."""
    host = httpx.URL(url).host
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        return await http.post(url, headers=headers, timeout=PROVIDER_TIMEOUT, **request)
    except httpx.TimeoutException:
        raise ProviderError(
            f"{host} did not answer in time.",
            f"No answer within {PROVIDER_TIMEOUT.read:.0f} s.",
            "Check the network and the provider's URL, then try again.",
            code="provider_timeout",
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ProviderError(
            f"{host} cannot be reached.",
            redacted(str(error), key),
            "Check the network and the provider's URL (NavaiApp.provider or NAVAI_PROVIDER).",
            code="provider_unreachable",
        ) from None


def refusal(answer: httpx.Response, host: str, key: str) -> NavaiError:
    """Words for a provider's error status, with the provider's own message and never the key."""
    message = redacted(_provider_message(answer), key)[:LONGEST_MESSAGE]
    why = f"{host} answered {answer.status_code}" + (f": {message}" if message else ".")
    what, fix, code = {
        401: ("The provider refused the key.", "Check OPENAI_API_KEY on the server.", "key_refused"),
        403: ("The provider refused the key.", "Check what the key is allowed to do.", "key_refused"),
        404: (
            "The provider has no such route.",
            "Check that its base URL includes the version, as in https://host/v1, and that it speaks the"
            " Realtime API.",
            "provider_route",
        ),
        429: ("The provider's quota is used up.", "Check the plan and billing, or wait.", "quota"),
    }.get(answer.status_code, ("The provider reported an error.", "Try again in a moment.", "provider"))
    return ProviderError(what, why, fix, code=code)


def _provider_message(answer: httpx.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return answer.text.strip()
    error = body.get("error", body) if isinstance(body, dict) else body
    message = error.get("message", "") if isinstance(error, dict) else error
    return str(message)
