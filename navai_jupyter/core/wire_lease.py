"""``POST /navai/functions/lease``: of all browsers one acts in a kernel."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from navai_jupyter.core.wire_base import Wire

LEASED = "leased"
"""Problem code of a kernel that refuses a call, as the voice of another browser acts in it."""


class LeaseRequest(Wire):
    """``holder`` is what the others are shown of whoever asks: no longer than a path.

    One that ``renew``s gets a lease that is free, or keeps its own; to ``take`` ends that of another.
    ``asked_at``, in milliseconds of the asking browser's clock, orders what it asks: what was overtaken does
    nothing.
    """

    kernel_id: str | None = None
    lease_id: str = Field(min_length=1, max_length=100)
    holder: str = Field(default="", max_length=4096)
    act: Literal["renew", "take", "release"] = "renew"
    asked_at: float = 0.0


class LeaseState(Wire):
    """Whether whoever asked has the lease; if not, ``holder`` does."""

    held: bool
    holder: str = ""


class KernelLease(Wire):
    type: Literal["lease"] = "lease"
    request_id: str
    lease: LeaseRequest
