"""Requests on the kernel's control channel, which is answered while a cell runs; replies on iopub."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from navai_jupyter.core.wire import (
    CONTROL_REQUEST,
    IOPUB_REPLY,
    Hello,
    HelloRequest,
    KernelCancel,
    KernelExecute,
    KernelReply,
    KernelRequest,
    ListRequest,
)
from navai_jupyter.core.wire_lease import KernelLease
from navai_jupyter.kernel.notebook import Notebook
from navai_jupyter.kernel.requests import begin, not_understood, refusal
from navai_jupyter.kernel.status import QuietStatus

_REQUEST: TypeAdapter[HelloRequest | ListRequest | KernelExecute | KernelCancel | KernelLease] = TypeAdapter(
    KernelRequest
)


class Channel:
    """The handler only acknowledges and enqueues: while it runs, the kernel cannot be interrupted."""

    def __init__(self, kernel: Any, notebook: Notebook):
        self._kernel = kernel
        self._notebook = notebook
        self._status = QuietStatus(kernel, lambda _, request: _type(request) == CONTROL_REQUEST)
        self._answering: set[str] = set()

    def install(self) -> None:
        self._kernel.control_handlers[CONTROL_REQUEST] = self._handle
        self._status.install()

    def uninstall(self) -> None:
        del self._kernel.control_handlers[CONTROL_REQUEST]
        self._status.uninstall()

    async def _handle(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        content = parent["content"]
        try:
            request = _REQUEST.validate_python(content)
        except ValidationError as error:
            self._send(
                parent,
                KernelReply(request_id=str(content.get("request_id", "")), problem=not_understood(error)),
            )
            return
        if problem := refusal(self._notebook, request):
            self._send(parent, KernelReply(request_id=request.request_id, problem=problem))
            return
        # A caller that hears a kernel begin and end a request without this knows that nobody listens here;
        # one that is acknowledged knows by which instance.
        hello = Hello(instance=self._notebook.instance)
        self._send(parent, KernelReply(request_id=request.request_id, hello=hello))
        # Until it is answered a caller repeats its request, to learn whether this kernel is still there.
        if not isinstance(request, HelloRequest) and request.request_id not in self._answering:
            self._answering.add(request.request_id)
            begin(self._notebook, request, lambda reply: self._finish(reply, parent))

    def _finish(self, reply: KernelReply, parent: dict[str, Any]) -> None:
        self._answering.discard(reply.request_id)
        self._send(parent, reply)

    def _send(self, parent: dict[str, Any], reply: KernelReply) -> None:
        """Safe in any thread: ipykernel's iopub socket hands over to the thread that owns the real one."""
        self._kernel.session.send(
            self._kernel.iopub_socket,
            IOPUB_REPLY,
            reply.model_dump(mode="json"),
            parent=parent,
            ident=f"kernel.{self._kernel.ident}.{IOPUB_REPLY}".encode(),
        )


def _type(request: dict[str, Any]) -> str:
    """Empty outside of any request."""
    return str(request.get("header", {}).get("msg_type", ""))
