"""Requests that are under way, and what the kernel's iopub messages say about them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.wire import IOPUB_REPLY, PROTOCOL, KernelReply
from navai_jupyter.kernels import errors


class Request:
    """``accepted`` becomes the instance that took the request, ``reply`` what it answered."""

    def __init__(self, request_id: str):
        loop = asyncio.get_running_loop()
        self.request_id = request_id
        self.accepted: asyncio.Future[str] = loop.create_future()
        self.reply: asyncio.Future[KernelReply] = loop.create_future()
        self.heard_at = loop.time()
        self.sent: dict[str, bool] = {}
        """Messages not acknowledged yet, and whether the kernel was seen beginning with each."""

    def acknowledge(self, message_id: str, instance: str) -> None:
        self.sent.pop(message_id, None)
        self.heard_at = asyncio.get_running_loop().time()
        if not self.accepted.done():
            self.accepted.set_result(instance)

    def fail(self, error: KernelError) -> None:
        for future in (self.accepted, self.reply):
            if not future.done():
                future.set_exception(error)
                future.exception()  # only one of the two is awaited


class Requests:
    """A kernel that begins and ends with a message and says nothing between has no listener for it."""

    def __init__(self) -> None:
        self._open: dict[str, Request] = {}

    @contextmanager
    def open(self, request_id: str) -> Iterator[Request]:
        request = self._open[request_id] = Request(request_id)
        try:
            yield request
        finally:
            del self._open[request_id]

    def fail_accepted(self, error: KernelError) -> None:
        for request in tuple(self._open.values()):
            if request.accepted.done():
                request.fail(error)

    def fail_all(self, error: KernelError) -> None:
        for request in tuple(self._open.values()):
            request.fail(error)

    def read(self, message: dict[str, Any]) -> None:
        kind, parent = message["header"]["msg_type"], (message["parent_header"] or {}).get("msg_id", "")
        if kind == IOPUB_REPLY:
            self._read_reply(parent, KernelReply.model_validate(message["content"]))
        elif kind == "status":
            self._read_status(parent, message["content"]["execution_state"])

    def _read_reply(self, parent: str, reply: KernelReply) -> None:
        request = self._open.get(reply.request_id)
        if request is None:
            return
        if reply.problem is not None:
            problem = reply.problem
            request.fail(KernelError(problem.error, problem.why, problem.fix, code=problem.code))
        elif reply.hello is None:
            if not request.reply.done():
                request.reply.set_result(reply)
        elif reply.hello.protocol != PROTOCOL:
            request.fail(errors.other_protocol(reply.hello.protocol))
        else:
            request.acknowledge(parent, reply.hello.instance)

    def _read_status(self, parent: str, state: str) -> None:
        request = next((request for request in self._open.values() if parent in request.sent), None)
        if request is None:
            return
        if state == "busy":
            request.sent[parent] = True
        elif state == "idle" and request.sent[parent]:
            request.fail(errors.not_loaded())
