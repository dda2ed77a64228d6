"""Requests to the provider; every way in which they fail becomes a `ProviderError` in plain words."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from navai_jupyter.core.errors import ProviderError
from navai_jupyter.core.redaction import redacted
from navai_jupyter.core.refusal import refusal

PROVIDER_TIMEOUT = httpx.Timeout(20.0, connect=8.0)
MOST_SECONDS = 30.0
"""For the whole answer: one that trickles keeps every single read within its time."""


async def ask_provider(http: httpx.AsyncClient, url: str, key: str, **request: Any) -> httpx.Response:
    """The answer of a provider that agreed; raises `ProviderError`."""
    answer = await send_to_provider(http, "POST", url, key, **request)
    if answer.is_success:
        return answer
    raise refusal(answer, key)


async def send_to_provider(
    http: httpx.AsyncClient, method: str, url: str, key: str, **request: Any
) -> httpx.Response:
    """The answer of a provider, also one that refused; raises `ProviderError` where none came."""
    headers = {**request.pop("headers", {}), **({"Authorization": f"Bearer {key}"} if key else {})}
    try:
        async with asyncio.timeout(MOST_SECONDS):
            return await http.request(method, url, headers=headers, timeout=PROVIDER_TIMEOUT, **request)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        raise no_answer(url, error, key) from None


def no_answer(url: str, error: Exception, key: str) -> ProviderError:
    """Why nothing came from `url`."""
    host = httpx.URL(url).host
    said = redacted(str(error), key)
    if isinstance(error, (TimeoutError, httpx.TimeoutException)):
        return ProviderError(
            f"{host} did not answer in time.",
            said,
            "Check the network and the provider's URL, then try again.",
            code="provider_timeout",
        )
    if isinstance(error, httpx.ProxyError):
        return proxy_problem(host, said)
    fix = "Check the network and the provider's URL (NavaiApp.provider or NAVAI_PROVIDER)."
    if "CERTIFICATE_VERIFY_FAILED" in said:
        fix = "If a proxy of your network signs for others, name its certificates in SSL_CERT_FILE."
    return ProviderError(f"{host} cannot be reached.", said, fix, code="provider_unreachable")


def proxy_problem(host: str, why: str) -> ProviderError:
    return ProviderError(
        f"The proxy gives no way to {host}.",
        why,
        "Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY, or name the host in NO_PROXY.",
        code="proxy",
    )
