"""For kernels that do one thing at a time and have no control handlers: requests come between their cells."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import Any

from pydantic import TypeAdapter, ValidationError

from navai_jupyter.core.wire import CatalogueEvent, KernelExecute, KernelReply, KernelRequest
from navai_jupyter.kernel.display import Displays
from navai_jupyter.kernel.events import EventsComm
from navai_jupyter.kernel.notebook import notebook
from navai_jupyter.kernel.requests import begin, not_understood, refusal

_REQUEST: TypeAdapter[Any] = TypeAdapter(KernelRequest)


def answer(message: str) -> str:
    """The reply to a request, both as JSON; a function runs until it ends or is out of time."""
    try:
        request = _REQUEST.validate_json(message)
    except ValidationError as error:
        return KernelReply(request_id="", problem=not_understood(error)).model_dump_json()
    if problem := refusal(notebook(), request):
        return KernelReply(request_id=request.request_id, problem=problem).model_dump_json()
    if isinstance(request, KernelExecute):  # in here is the main thread, which some functions wait for
        result = notebook().run(request.call)
        return KernelReply(request_id=request.request_id, result=result).model_dump_json()
    reply: Future[KernelReply] = Future()
    begin(notebook(), request, reply.set_result)
    return reply.result().model_dump_json()


class QueuedConnection:
    """Its comm tells the page of other functions, and a server that `answer` can be asked."""

    def __init__(self, shell: Any):
        self._displays = Displays(shell)
        self._comm = EventsComm()

    def open(self) -> None:
        self._displays.install()
        self._forget_listening = notebook().registry.on_change(self._tell)
        self._tell(notebook().registry.describe().version)

    def close(self) -> None:
        self._forget_listening()
        self._displays.uninstall()
        self._comm.close()

    def _tell(self, version: int) -> None:
        if threading.current_thread() is threading.main_thread():  # such a kernel's sockets belong to it
            event = CatalogueEvent(instance=notebook().instance, version=version)
            self._comm.send(event.model_dump(mode="json"))
