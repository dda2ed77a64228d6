"""Keeps a page that talks from showing its kernel as busy: sound is a dozen messages a second."""

from __future__ import annotations

from typing import Any

from navai_jupyter.kernel.shell import current_kernel
from navai_jupyter.kernel.status import QuietStatus

_comms: set[str] = set()


def keep_quiet(comm: Any) -> None:
    """Publish no "busy" for messages on ``comm``; with "idle" the page lets go of each."""
    kernel = current_kernel()
    if kernel is not None and not _comms:
        QuietStatus(kernel, _is_busy_with_ours).install()
    _comms.add(comm.comm_id)


def _is_busy_with_ours(status: str, request: dict[str, Any]) -> bool:
    return status == "busy" and request.get("content", {}).get("comm_id") in _comms
