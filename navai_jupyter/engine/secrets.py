"""Who may use the engine: holders of its key, or of a short-lived secret minted with it."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from navai_jupyter.engine.session.config import SessionConfig

SHORTEST, LONGEST, DEFAULT = 10, 7200, 600
"""Seconds that a secret may live."""
MOST_SECRETS = 1000


@dataclass(frozen=True)
class Secret:
    """The TTL bounds the start of a session; one secret may start several."""

    value: str = field(repr=False)
    expires_at: int
    session: SessionConfig


class KeyRing:
    def __init__(self, key: str, clock: Callable[[], float] = time.time) -> None:
        self._key = key.encode()
        self._clock = clock
        self._secrets: dict[str, Secret] = {}

    def is_key(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self._key)

    def mint(self, session: SessionConfig, seconds: int) -> Secret:
        self._forget_expired()
        while len(self._secrets) >= MOST_SECRETS:
            del self._secrets[next(iter(self._secrets))]
        value = f"ek_{secrets.token_hex(16)}"
        secret = Secret(value, int(self._clock()) + seconds, session)
        self._secrets[value] = secret
        return secret

    def find(self, token: str) -> Secret | None:
        """The unexpired secret with this value."""
        self._forget_expired()
        # A secret has 128 random bits: that a look-up takes varying time tells nothing useful.
        return self._secrets.get(token)

    def _forget_expired(self) -> None:
        now = self._clock()
        self._secrets = {value: secret for value, secret in self._secrets.items() if secret.expires_at > now}
