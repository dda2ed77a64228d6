"""Progress bars of tqdm, told as the progress of the call that they run in."""

from __future__ import annotations

import functools
import sys
from typing import Any

from navai_jupyter.core.context import running_call


def listen() -> None:
    """Hear tqdm's bars of every kind, if tqdm is loaded; it is never imported here."""
    tqdm = getattr(sys.modules.get("tqdm.std"), "tqdm", None)
    if tqdm is None or hasattr(tqdm.update, "__wrapped__"):
        return
    update = tqdm.update  # iterating a bar and its sub-classes for notebooks go through it too

    @functools.wraps(update)
    def reporting(bar: Any, n: float | None = 1) -> Any:
        shown = update(bar, n)
        call = running_call()
        if call is not None and shown:
            fraction = min(1.0, bar.n / bar.total) if bar.total else None
            call.progress(fraction, bar.desc.removesuffix(": "))
        return shown

    tqdm.update = reporting
