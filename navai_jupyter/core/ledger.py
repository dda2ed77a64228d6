"""Which calls are running or answered, so that none runs twice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from pydantic import JsonValue

from navai_jupyter.core.context import Context, Progress, nobody
from navai_jupyter.core.runner import Outcome
from navai_jupyter.core.threads import Work, running_future
from navai_jupyter.core.wire import ExecuteRequest, ExecuteResult


@dataclass
class Call:
    """One call: its only answer, and the work behind it."""

    name: str
    payload: JsonValue
    context: Context
    answer: Future[ExecuteResult] = field(default_factory=running_future)
    work: Work[Outcome] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def settle(self, result: ExecuteResult) -> bool:
        """Give the answer; false when there is one already and this comes too late."""
        with self._lock:
            if self.answer.done():
                return False
            self.answer.set_result(result)
            return True

    def stop(self) -> None:
        """Ask the work to end; whether it listens is its own affair."""
        self.context.cancel()
        if self.work is not None:
            self.work.cancel()


class Ledger:
    """Calls by session and call id, the last ``size`` answered ones included."""

    def __init__(self, size: int = 128, report: Callable[[Progress], None] = nobody):
        self._report = report
        self._size = size
        self._calls: OrderedDict[tuple[str, str], Call] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, request: ExecuteRequest) -> tuple[Call, bool]:
        """The call of this request, and whether it is new; without a call id it always is."""
        key = (request.session_id, request.call_id)
        with self._lock:
            known = self._calls.get(key) if request.call_id else None
            if known is not None:
                return known, False
            context = Context(request.call_id, request.session_id, self._report)
            call = Call(request.function_name.strip().lower(), request.payload, context)
            if request.call_id:
                self._calls[key] = call
                self._forget_oldest()
            return call, True

    def find(self, session_id: str, call_id: str) -> Call | None:
        with self._lock:
            return self._calls.get((session_id, call_id))

    def _forget_oldest(self) -> None:
        surplus = len(self._calls) - self._size
        answered = [key for key, call in self._calls.items() if call.answer.done()]
        for key in answered[: max(surplus, 0)]:
            del self._calls[key]
