"""What one kernel process has registered; there is one such object per process."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import Future
from functools import cache
from typing import TypeVar

from navai_jupyter.core.answers import Answers
from navai_jupyter.core.lease import Lease
from navai_jupyter.core.registry import Registry
from navai_jupyter.core.results import Results
from navai_jupyter.core.wire import ExecuteRequest, ExecuteResult
from navai_jupyter.kernel.display import mime_bundle
from navai_jupyter.kernel.main_thread import MainThread
from navai_jupyter.kernel.shell import user_variables, when_idle

T = TypeVar("T")


class Notebook:
    """The registry, the objects that calls returned, and the instance id that a restart changes."""

    def __init__(self) -> None:
        self.instance = uuid.uuid4().hex
        self.results = Results()
        self.lease = Lease()
        self._main = MainThread(when_idle)
        self.registry = Registry(
            "kernel",
            answers=Answers("kernel", mime_bundle, self.results),
            main=self._main,
            variables=user_variables,
        )

    def run(self, request: ExecuteRequest) -> ExecuteResult:
        """Run a call and wait for its answer, in the main thread or any other."""
        return self.wait_for(self.registry.start(request))

    def wait_for(self, future: Future[T]) -> T:
        """Its result; the main thread meanwhile does what is waiting for it."""
        if threading.current_thread() is threading.main_thread():
            return self._main.run_until(future)
        return future.result()


@cache
def notebook() -> Notebook:
    """This process's notebook; ``%reload_ext`` and re-run cells find the same one."""
    return Notebook()
