"""Why a chat server gave no usable answer, in words for the person and for whoever mends it."""

from __future__ import annotations

import json
import re

from navai_jupyter.core.redaction import redacted

MOST_DETAIL = 200


class ChatFailure(Exception):
    """``said`` is short enough to be spoken; the message is for the log, and holds no key."""

    def __init__(self, said: str, why: str) -> None:
        super().__init__(why)
        self.said = said


def away(why: str) -> ChatFailure:
    return ChatFailure("The chat model is away", why)


def silent(seconds: float) -> ChatFailure:
    return ChatFailure("The chat model does not answer", f"It was not done after {seconds:.1f} seconds.")


def unusable(why: str) -> ChatFailure:
    return ChatFailure("The chat model gives no usable answer", why)


def unchosen(models: list[str]) -> ChatFailure:
    names = ", ".join(models[:20]) or "none: load one first"
    return ChatFailure("No chat model is chosen", f"Set NAVAI_CHAT_MODEL to one that the server has: {names}.")


def refused(status: int, body: str, key: str = "") -> ChatFailure:
    """What an HTTP status, and the server's own words with it, mean for the person."""
    words = redacted(_message(body), key)
    why = f"It answered {status}: {words[:MOST_DETAIL]}".rstrip(": ")
    if status in (401, 403):
        return ChatFailure("The chat server refuses its key", why)
    if status == 429:
        return ChatFailure("The chat server is too busy", why)
    if status in (400, 422, 500, 501) and re.search(r"\btools?\b|\bfunction", words, re.IGNORECASE):
        # Each server has words of its own for a model, or a start, without tools; all name them.
        return ChatFailure("The chat model cannot call functions", why)
    if status == 404:
        return ChatFailure("The chat server does not have this model", why)
    if status >= 500:
        return ChatFailure("The chat server has a fault", why)
    return ChatFailure("The chat server refuses this conversation", why)


def _message(body: str) -> str:
    """The message inside ``{"error": {"message": …}}``, ``{"error": …}``, ``{"detail": …}``, or the body."""
    try:
        found = json.loads(body)
    except ValueError:
        return body.strip()
    for name in ("error", "message", "detail"):
        if isinstance(found, dict) and found.get(name):
            found = found[name]
    return found if isinstance(found, str) else json.dumps(found)
