"""How fast one page may send to the provider."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

BYTES_PER_SECOND, BURST_BYTES = 1 << 19, 1 << 22
"""Eight times what a microphone sends; who sends more is read more slowly."""


class Allowance:
    """A bucket of bytes that refills with time."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._left = float(BURST_BYTES)
        self._told = clock()

    async def spend(self, size: int) -> None:
        """Wait until `size` bytes may pass."""
        now = self._clock()
        self._left = min(BURST_BYTES, self._left + (now - self._told) * BYTES_PER_SECOND) - size
        self._told = now
        if self._left < 0:
            await self._sleep(-self._left / BYTES_PER_SECOND)
