"""Who acts in a kernel, when several browsers could."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from navai_jupyter.core.wire import Problem
from navai_jupyter.core.wire_lease import LEASED, LeaseRequest, LeaseState

SECONDS = 15.0
"""A lease that was not renewed for so long is free: its browser is gone, or its network is."""


class Lease:
    """One at a time; calls that have no browser need none, as long as nobody has it."""

    def __init__(self, now: Callable[[], float] = time.monotonic):
        self._now = now
        self._id = ""
        self._holder = ""
        self._until = 0.0
        self._asked_at = 0.0
        self._lock = threading.Lock()

    def ask(self, request: LeaseRequest) -> LeaseState:
        with self._lock:
            mine = self._id == request.lease_id
            if mine and self._is_overtaken(request):
                return LeaseState(held=self._is_held(), holder=self._holder)
            if request.act == "release":
                if mine:
                    self._until, self._asked_at = 0.0, request.asked_at
                return LeaseState(held=False)
            if not mine and request.act == "renew" and self._is_held():
                return LeaseState(held=False, holder=self._holder)
            self._id, self._holder, self._asked_at = request.lease_id, request.holder, request.asked_at
            self._until = self._now() + SECONDS
            return LeaseState(held=True, holder=self._holder)

    def refusal(self, lease_id: str) -> Problem | None:
        """Why a call of ``lease_id`` must not run: somebody else acts."""
        with self._lock:
            if lease_id == self._id or not self._is_held():
                return None
            where = f" ({self._holder})" if self._holder else ""
        return Problem(
            code=LEASED,
            error=f"Voice in another browser acts in this kernel{where}; the function did not run.",
            why="One acts in a kernel at a time.",
            fix=f'Stop voice there, or press "Use it here". One that is gone is forgotten after {SECONDS:g} s.',
        )

    def _is_overtaken(self, request: LeaseRequest) -> bool:
        """By a later one of that browser, perhaps of another of its tabs."""
        # Nothing is on its way for longer than a lease lasts: then the clock was set back.
        return 0 < self._asked_at - request.asked_at < SECONDS * 1000

    def _is_held(self) -> bool:
        return self._now() < self._until
