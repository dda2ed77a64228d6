"""How long a session and its patience last: the numbers of reconnecting and renewing, in one place."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

FINAL = frozenset({"session_idle", "insufficient_quota", "quota", "key_refused", "invalid_api_key", "no_key"})
"""What a new connection would not mend."""


@dataclass(frozen=True)
class Life:
    """Seconds. Providers end a session after 60 minutes: it is renewed before, in a quiet moment."""

    renew_after: float = 55 * 60.0
    first_delay: float = 0.25
    longest_delay: float = 8.0
    patience: float = 120.0

    def delays(self) -> Iterator[float]:
        """Waits between attempts to reconnect: none, then doubling, until the patience is used up."""
        yield 0.0
        waited, delay = 0.0, self.first_delay
        while waited < self.patience:
            spread = delay * random.uniform(0.8, 1.2)  # noqa: S311 - many clients must not come back at once
            yield spread
            waited, delay = waited + spread, min(delay * 2, self.longest_delay)
