"""What pages ask of this kernel by a widget's messages, where no server of ours is in between."""

from __future__ import annotations

import gzip
import logging
import threading
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakSet

from pydantic import BaseModel, TypeAdapter, ValidationError

from navai_jupyter.core.errors import NavaiError
from navai_jupyter.core.threads import LoopThread
from navai_jupyter.core.wire import Hello, HelloRequest, KernelCancel, KernelExecute, ListRequest
from navai_jupyter.core.wire_widget import ModuleRequest, WidgetReply, WidgetRequest
from navai_jupyter.kernel.events import Events
from navai_jupyter.kernel.notebook import Notebook, notebook
from navai_jupyter.kernel.requests import begin, not_understood, refusal
from navai_jupyter.notebook.provider import Provider
from navai_jupyter.notebook.unforeseen import unforeseen

MODULE = Path(__file__).parents[1] / "static" / "voice.js"
log = logging.getLogger(__name__)
_REQUEST: TypeAdapter[Any] = TypeAdapter(WidgetRequest)


class Widget(Protocol):
    """Sends a message to every page that shows it."""

    def send(self, content: dict[str, Any], buffers: list[bytes] | None = None) -> None: ...


class Desk:
    """Reading a message only enqueues it; what it asks for is done in a loop of its own."""

    def __init__(self, notebook: Notebook):
        self._notebook = notebook
        self._thread = LoopThread("navai-widget")
        self._provider: Provider | None = None
        self._asked: WeakSet[Widget] = WeakSet()
        """Widgets by which a page has asked: those get the news."""
        Events(notebook, self._publish).install()

    def take(self, widget: Widget, message: Any, buffers: Any = None) -> None:
        """In whichever thread reads the page's messages; in the main one it was read between two cells."""
        waits = threading.current_thread() is threading.main_thread()
        self._thread.start(self._answer(widget, message, waits))

    async def _answer(self, widget: Widget, message: Any, waits: bool) -> None:
        asked = message if isinstance(message, dict) else {}
        reply = WidgetReply(request_id=str(asked.get("request_id", "")))
        try:
            request = _REQUEST.validate_python(message)
        except ValidationError as error:
            _send(widget, reply.model_copy(update={"problem": not_understood(error)}))
            return
        if problem := refusal(self._notebook, request):
            _send(widget, reply.model_copy(update={"problem": problem}))
            return
        self._asked.add(widget)
        hello = Hello(instance=self._notebook.instance, waits=waits)
        _send(widget, reply.model_copy(update={"hello": hello}))
        try:
            await self._do(widget, request, reply)
        except NavaiError as error:
            _send(widget, reply.model_copy(update={"problem": error.problem()}))
        except Exception as error:  # whatever it is, the page must not wait for an answer that never comes
            log.exception("navai: a request of a page failed")
            _send(widget, reply.model_copy(update={"problem": unforeseen(error).problem()}))

    async def _do(self, widget: Widget, request: Any, reply: WidgetReply) -> None:
        if isinstance(request, ListRequest | KernelExecute | KernelCancel):
            begin(self._notebook, request, lambda answer: _send(widget, answer))
        elif isinstance(request, ModuleRequest):
            _send(widget, reply, [_module()])
        elif not isinstance(request, HelloRequest):
            self._provider = self._provider or Provider.configured()
            answer = await self._provider.answer(request, lambda news: _send(widget, news))
            if answer is not None:
                _send(widget, answer)

    def _publish(self, news: dict[str, Any]) -> None:
        """Called on the registry's clock; the widgets are this desk's."""
        self._thread.loop.call_soon_threadsafe(self._tell, news)

    def _tell(self, news: dict[str, Any]) -> None:
        for widget in self._asked:
            widget.send(news)


@cache
def desk() -> Desk:
    """This process's desk; all its widgets share it."""
    return Desk(notebook())


@cache
def _module() -> bytes:
    return gzip.compress(MODULE.read_bytes())


def _send(widget: Widget, message: BaseModel, buffers: list[bytes] | None = None) -> None:
    widget.send(message.model_dump(mode="json"), buffers)
