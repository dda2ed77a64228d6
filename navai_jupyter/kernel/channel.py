"""Requests on the kernel's control channel, which is answered while a cell runs; replies on iopub."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from navai_jupyter.core.wire import (
    CONTROL_REQUEST,
    IOPUB_REPLY,
    WRONG_INSTANCE,
    Hello,
    HelloRequest,
    KernelCancel,
    KernelExecute,
    KernelReply,
    KernelRequest,
    ListRequest,
    Problem,
)
from navai_jupyter.kernel.notebook import Notebook
from navai_jupyter.kernel.status import QuietStatus

_REQUEST: TypeAdapter[HelloRequest | ListRequest | KernelExecute | KernelCancel] = TypeAdapter(KernelRequest)


class Channel:
    """The handler only acknowledges and enqueues: while it runs, the kernel cannot be interrupted."""

    def __init__(self, kernel: Any, notebook: Notebook):
        self._kernel = kernel
        self._notebook = notebook
        self._status = QuietStatus(kernel)
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
                parent, KernelReply(request_id=str(content.get("request_id", "")), problem=_unread(error))
            )
            return
        if isinstance(request, KernelExecute) and request.instance not in (None, self._notebook.instance):
            self._send(parent, KernelReply(request_id=request.request_id, problem=_meant_for_another()))
            return
        # A caller that hears a kernel begin and end a request without this knows that nobody listens here;
        # one that is acknowledged knows by which instance.
        hello = Hello(instance=self._notebook.instance)
        self._send(parent, KernelReply(request_id=request.request_id, hello=hello))
        # Until it is answered a caller repeats its request, to learn whether this kernel is still there.
        if not isinstance(request, HelloRequest) and request.request_id not in self._answering:
            self._answering.add(request.request_id)
            self._begin(request, parent)

    def _begin(self, request: ListRequest | KernelExecute | KernelCancel, parent: dict[str, Any]) -> None:
        registry, reply = self._notebook.registry, KernelReply(request_id=request.request_id)
        if isinstance(request, KernelExecute):
            registry.start(request.call).add_done_callback(
                lambda answer: self._finish(reply.model_copy(update={"result": answer.result()}), parent)
            )
        elif isinstance(request, KernelCancel):
            registry.clock.start(registry.cancel(request.call)).future.add_done_callback(
                lambda answer: self._finish(reply.model_copy(update={"cancelled": answer.result()}), parent)
            )
        else:
            self._finish(reply.model_copy(update={"functions": registry.describe()}), parent)

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


def _meant_for_another() -> Problem:
    return Problem(
        code=WRONG_INSTANCE,
        error="The kernel was restarted before the function ran.",
        why="The call was meant for the kernel as it was before.",
        fix="Ask again.",
    )


def _unread(error: ValidationError) -> Problem:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return Problem(
        code="protocol",
        error="The kernel did not understand the request.",
        why=f"{'.'.join(map(str, first['loc']))}: {first['msg']}",
        fix="Server and kernel need the same version of navai-jupyter.",
    )
