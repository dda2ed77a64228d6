"""What a running function may know about its own call."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Context:
    """Passed to the parameter annotated with it; a long function looks at ``cancelled`` now and then."""

    call_id: str
    session_id: str = ""
    _cancelled: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        self._cancelled.set()
