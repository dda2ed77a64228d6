"""A provider's refusals in plain words: its status, its own message, never the key."""

from __future__ import annotations

import re
from typing import NamedTuple

import httpx

from navai_jupyter.core.errors import ProviderError
from navai_jupyter.core.redaction import redacted

LONGEST_MESSAGE = 300
"""Characters of a provider's own words, cut after the key is out of them: half a key is still secret."""
_TITLE = re.compile(r"<title[^>]*>\s*([^<]*?)\s*</title>", re.IGNORECASE)


class _Words(NamedTuple):
    error: str
    fix: str
    code: str


_KEY = _Words("The provider refused the key.", "Check OPENAI_API_KEY on the server.", "key_refused")
_QUOTA = _Words("The provider's quota is used up.", "Check the plan and billing.", "quota")
_MODEL = _Words(
    "The provider has no such model.", "Set OPENAI_REALTIME_MODEL to one of its own.", "model_unknown"
)
_SESSION = _Words(
    "The provider does not take a session like this.",
    "Check the model and the voice (OPENAI_REALTIME_MODEL, OPENAI_REALTIME_VOICE).",
    "session_refused",
)
_PROXY = _Words(
    "The proxy wants a login.", "Put it into the proxy's URL: HTTPS_PROXY=http://user:password@host.", "proxy"
)
_BUSY = _Words("The provider asks for patience.", "Wait a little, then try again.", "rate_limited")
_OUTAGE = _Words("The provider is out of order.", "Try again in a moment.", "provider")
_ELSE = _Words("The provider reported an error.", "Try again in a moment.", "provider")

_BY_CODE = {
    "insufficient_quota": _QUOTA,
    "model_not_found": _MODEL,
    "invalid_api_key": _KEY,
}
_BY_STATUS = {
    400: _SESSION,
    401: _KEY,
    403: _Words("The provider refused the key.", "Check what the key is allowed to do.", "key_refused"),
    407: _PROXY,
    422: _SESSION,
    429: _BUSY,
    500: _OUTAGE,
    502: _OUTAGE,
    503: _OUTAGE,
    504: _OUTAGE,
}
_NO_ROUTE = (404, 405, 501)


def refusal(answer: httpx.Response, key: str) -> ProviderError:
    """What `answer` says to a person; it must know its request."""
    url = answer.request.url
    message, code = _own_words(answer)
    status = answer.status_code
    why = f"{url.host} answered {status}: {message}" if message else f"{url.host} answered {status}."
    error, fix, name = _words(answer, code)
    return ProviderError(error, redacted(why, key)[:LONGEST_MESSAGE], fix, code=name)


def _words(answer: httpx.Response, code: str) -> _Words:
    if code in _BY_CODE:
        return _BY_CODE[code]
    if answer.has_redirect_location:
        return _Words(
            "The provider sends us elsewhere.",
            f"If you trust {_target(answer)}, set that address as the provider (NAVAI_PROVIDER).",
            "provider_redirect",
        )
    if answer.status_code in _NO_ROUTE or answer.is_success:  # a page where a route should be
        return _Words(
            f"This provider has no {answer.request.url.path}.",
            "Check that its base URL includes the version, as in https://host/v1. A provider may also know only"
            " a part of the Realtime API: then another transport may work.",
            "provider_route",
        )
    wait = answer.headers.get("Retry-After", "")
    if answer.status_code == 429 and wait.isdecimal():
        return _BUSY._replace(fix=f"Wait {wait} s, then try again.")
    return _BY_STATUS.get(answer.status_code, _ELSE)


def _own_words(answer: httpx.Response) -> tuple[str, str]:
    """The provider's message and its code for it; of a web page only the title is worth telling."""
    try:
        body = answer.json()
    except ValueError:
        title = _TITLE.search(answer.text)
        page = answer.text.lstrip().startswith("<")
        return (f"a web page, “{title[1] if title else ''}”" if page else answer.text.strip()), ""
    error = body.get("error", body) if isinstance(body, dict) else body
    if not isinstance(error, dict):
        return str(error), ""
    return str(error.get("message") or error.get("detail") or ""), str(error.get("code") or "")


def _target(answer: httpx.Response) -> str:
    """Where a redirect leads, without what its query may hold."""
    return str(answer.request.url.join(answer.headers["Location"]).copy_with(query=None, fragment=None))
