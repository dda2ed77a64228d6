"""One warm connection to one kernel: requests on its control channel, replies from iopub."""

from __future__ import annotations

import asyncio
import logging
import uuid
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from pydantic import ValidationError

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.lease import Lease
from navai_jupyter.core.wire import (
    CONTROL_REQUEST,
    WRONG_INSTANCE,
    CancelRequest,
    CancelResult,
    ExecuteRequest,
    ExecuteResult,
    FunctionList,
    Hello,
    HelloRequest,
    KernelCancel,
    KernelExecute,
    KernelReply,
    ListRequest,
)
from navai_jupyter.core.wire_lease import KernelLease, LeaseRequest, LeaseState
from navai_jupyter.kernels import errors
from navai_jupyter.kernels.activity import Activity
from navai_jupyter.kernels.queue import CallQueue, Told, nobody
from navai_jupyter.kernels.requests import Request, Requests

PATIENCE = 10.0
"""Seconds for a kernel to take a request, and for a silent one whose heart does not beat either."""
FIRST_PAUSE = 0.1
"""Seconds until a request is sent again, doubled each time: a fresh subscription misses the first replies."""
WATCH = 1.0
"""Seconds between two questions whether the kernel in which a function runs is still the same one."""

log = logging.getLogger(__name__)


class KernelClient:
    """Belongs to the event loop in which it was opened; whoever opens it closes it."""

    def __init__(self, client: AsyncKernelClient, told: Told = nobody):
        self._client = client
        self._requests = Requests()
        self._told = told
        self._activity = Activity()
        self._queue = CallQueue(client, self._activity, told)
        self._is_queued = False
        self._lease = Lease()
        self._listing: asyncio.Task[KernelReply] | None = None
        self._reader: asyncio.Task[None] | None = None
        self._instance: str | None = None
        self.ended = False

    async def open(self) -> None:
        """Connect; the first request waits until the kernel's messages are known to arrive."""
        self._client.start_channels(shell=False, stdin=False)
        self._reader = asyncio.create_task(self._read())
        self._reader.add_done_callback(self._deaf)

    async def close(self) -> None:
        """Answer what is still waiting, then let go of the sockets."""
        self.ended = True
        self._requests.fail_all(errors.gone(errors.CLOSED))
        self._queue.lose(errors.gone(errors.CLOSED))
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.wait([self._reader])
        self._client.stop_channels()

    def _deaf(self, reader: asyncio.Task[None]) -> None:
        """Nobody hears the replies any more: answer every caller, and let the next one connect anew."""
        if not reader.cancelled() and reader.exception() is not None:
            log.error("The connection to a kernel broke.", exc_info=reader.exception())
        self.ended = True
        self._requests.fail_all(errors.gone(errors.CLOSED))

    async def hello(self) -> Hello:
        """Who answers; ``KernelError`` says why nobody does."""
        ask = HelloRequest(request_id=_new_id())
        with self._requests.open(ask.request_id) as request:
            self._instance = await self._accepted(request, ask)
        return Hello(instance=self._instance)

    async def list(self) -> FunctionList:
        """The functions and destinations of the notebook."""
        try:
            reply = await (self._list_in_turn() if self._is_queued else self._ask(_list_request()))
        except KernelError as error:
            if self._is_queued:
                raise
            await self._check_for_queue(error)
            reply = await self._list_in_turn()
        listed = reply.functions or FunctionList(items=[])
        for info in listed.items:
            info.queued = self._is_queued
        return listed

    async def execute(self, call: ExecuteRequest) -> ExecuteResult:
        """Run a call once. ``KernelError`` means that it did not run; a kernel lost under it is an answer."""
        if not call.call_id:  # a request may be sent again, and only a call with an id runs once
            call = call.model_copy(update={"call_id": _new_id()})
        try:
            instance = None if self._is_queued else self._instance or (await self.hello()).instance
        except KernelError as error:
            await self._check_for_queue(error)
            instance = None
        if instance is None:
            return await self._execute_in_turn(call)
        try:
            return await self._execute(call, instance)
        except KernelError as error:
            if error.code != WRONG_INSTANCE:
                raise
        return await self._execute(call, (await self.hello()).instance)

    async def cancel(self, call: CancelRequest) -> CancelResult:
        """Have a running call answered now, and its function asked to stop."""
        if self._is_queued:
            return self._queue.withdraw(call)
        reply = await self._ask(KernelCancel(request_id=_new_id(), call=call))
        return reply.cancelled or CancelResult(found=False)

    async def lease(self, asked: LeaseRequest) -> LeaseState:
        """Who acts in this kernel; one that would answer between its cells only is not asked."""
        if not self._is_queued:
            try:
                reply = await self._ask(KernelLease(request_id=_new_id(), lease=asked))
                return reply.lease or LeaseState(held=False)
            except KernelError as error:
                await self._check_for_queue(error)
        return self._lease.ask(asked)

    async def _execute(self, call: ExecuteRequest, instance: str) -> ExecuteResult:
        ask = KernelExecute(request_id=_new_id(), call=call, instance=instance)
        with self._requests.open(ask.request_id) as request:
            await self._accepted(request, ask)
            try:
                reply = await self._answered(request, ask)
            except KernelError as error:
                was_replaced = error.code in ("not_loaded", WRONG_INSTANCE)
                return errors.lost(call.function_name, errors.RESTARTED if was_replaced else error.error)
        return reply.result or errors.lost(call.function_name, "The kernel gave no result.")

    async def _check_for_queue(self, error: KernelError) -> None:
        """Nobody answers on the control channel: perhaps because this kernel lets nobody."""
        if error.code != "not_loaded" or not await self._queue.is_there():
            raise error
        self._is_queued = True

    async def _execute_in_turn(self, call: ExecuteRequest) -> ExecuteResult:
        problem = self._lease.refusal(call.lease_id)
        if problem and not self._queue.knows(call):
            raise KernelError(problem.error, problem.why, problem.fix, code=problem.code)
        try:
            reply = await self._ask_in_turn(KernelExecute(request_id=_new_id(), call=call))
        except KernelError as error:
            if error.code not in ("gone", "withdrawn"):
                raise
            return errors.lost(call.function_name, error.error)
        return reply.result or errors.lost(call.function_name, "The kernel gave no result.")

    async def _list_in_turn(self) -> KernelReply:
        """One for all who ask meanwhile: pages give up and ask again while a cell runs."""
        if self._listing is None or self._listing.done():
            self._listing = asyncio.create_task(self._ask_in_turn(_list_request()))
        return (await asyncio.shield(self._listing)).model_copy(deep=True)

    async def _ask_in_turn(self, ask: ListRequest | KernelExecute) -> KernelReply:
        try:
            return await self._queue.ask(ask)
        except KernelError as error:
            if error.error == errors.ENDED:  # those behind it need not find out one by one
                self._lose(errors.ENDED, ended=True)
            raise

    async def _ask(self, ask: ListRequest | KernelCancel | KernelLease) -> KernelReply:
        with self._requests.open(ask.request_id) as request:
            await self._accepted(request, ask)
            return await self._answered(request, ask)

    async def _accepted(self, request: Request, ask: _Ask) -> str:
        """Send until it is acknowledged; the kernel takes a repeated request for the same one."""
        pause, waited = FIRST_PAUSE, 0.0
        while waited < PATIENCE:
            self._send(request, ask)
            await asyncio.wait([request.accepted], timeout=pause)
            if request.accepted.done():
                return request.accepted.result()
            waited, pause = waited + pause, min(pause * 2, WATCH)
        self._instance = None
        self.ended = not self._client.hb_channel.is_beating()  # perhaps it came back behind other ports
        raise errors.no_answer()

    async def _answered(self, request: Request, ask: _Ask) -> KernelReply:
        clock = asyncio.get_running_loop().time
        while True:
            await asyncio.wait([request.reply], timeout=WATCH)
            if request.reply.done():
                return request.reply.result()
            if clock() - request.heard_at > PATIENCE and not self._client.hb_channel.is_beating():
                self._lose(errors.ENDED, ended=True)
            else:
                self._send(request, ask)

    def _send(self, request: Request, ask: _Ask) -> None:
        message = self._client.session.msg(CONTROL_REQUEST, ask.model_dump(mode="json"))
        request.sent[message["header"]["msg_id"]] = False
        self._client.control_channel.send(message)

    async def _read(self) -> None:
        while True:
            try:
                message = await self._client.iopub_channel.get_msg(timeout=None)
                self._activity.read(message)
                self._notice_the_end(message)
                self._requests.read(message)
            except (ValidationError, ValueError, KeyError):  # a foreign or repeated message must not stop us
                log.debug("A message of the kernel was not understood.", exc_info=True)

    def _notice_the_end(self, message: dict[str, Any]) -> None:
        """A kernel that is asked to end says so; of one that is killed ``_answered`` learns by asking."""
        if message["header"]["msg_type"] == "shutdown_reply":
            restarts = bool(message["content"].get("restart"))
            self._lose(errors.RESTARTED if restarts else errors.ENDED, ended=not restarts)

    def _lose(self, what_happened: str, *, ended: bool) -> None:
        self._instance = None
        if self._is_queued:
            self._queue.lose(errors.gone(what_happened))
            self._queue, self._is_queued = CallQueue(self._client, self._activity, self._told), False
        self.ended = self.ended or ended
        self._requests.fail_accepted(errors.gone(what_happened))
        if ended:
            self._requests.fail_all(errors.no_answer())


_Ask = HelloRequest | ListRequest | KernelExecute | KernelCancel | KernelLease


def _list_request() -> ListRequest:
    return ListRequest(request_id=_new_id())


def _new_id() -> str:
    return uuid.uuid4().hex
