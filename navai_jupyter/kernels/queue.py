"""Calls into a kernel that does one thing at a time: silent executions, sent one by one between its cells."""

from __future__ import annotations

import ast
import asyncio
import queue
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.wire import (
    EVENTS_TARGET,
    CancelRequest,
    CancelResult,
    ExecuteRequest,
    KernelExecute,
    KernelReply,
    ListRequest,
)
from navai_jupyter.kernels import errors
from navai_jupyter.kernels.activity import Activity
from navai_jupyter.kernels.waking import wake

MOMENT = 0.3
"""Seconds in which a kernel that has nothing to do answers."""
WATCH = 1.0
"""Seconds between two looks whether the kernel still lives."""
DEATH = 10
"""Looks without a heartbeat after which it does not."""
HUNG = 10
"""Looks at a kernel that lives and is idle by its own word, yet silent, after which it is given up."""
REMEMBERED = 100
"""Calls that ran here and whose answers the kernel still has: it keeps more of them."""
_ASK = "__import__('navai_jupyter.kernel.queued', fromlist=['answer']).answer({message!r})"
_NOTHING: dict[str, Any] = {
    "code": "",
    "silent": True,
    "store_history": False,
    "user_expressions": {},
    "allow_stdin": False,
    "stop_on_error": False,
}

Told = Callable[[ExecuteRequest, int | None], None]
"""Hears how many are ahead of a call, and None when it begins."""


def nobody(call: ExecuteRequest, ahead: int | None) -> None:
    """Nobody wants to know."""


@dataclass(eq=False)
class _Waiting:
    ask: KernelExecute | ListRequest
    withdrawn: bool = False

    def is_for(self, call: CancelRequest | ExecuteRequest) -> bool:
        if not isinstance(self.ask, KernelExecute):
            return False
        return (self.ask.call.session_id, self.ask.call.call_id) == (call.session_id, call.call_id)


class CallQueue:
    """A call stays here until the kernel has time for it: what is withdrawn before has never run."""

    def __init__(self, client: AsyncKernelClient, activity: Activity, told: Told):
        self._client = client
        self._activity = activity
        self._told = told
        self._line: list[_Waiting] = []
        self._running: _Waiting | None = None
        self._ran: deque[_Waiting] = deque(maxlen=REMEMBERED)
        self._turn = asyncio.Lock()
        self._lost: asyncio.Future[KernelError] = asyncio.get_running_loop().create_future()
        self._is_busy = False
        self._unanswered = 0
        """Looks at an idle kernel since it last answered anything."""

    async def is_there(self) -> bool:
        """Whether the kernel has our extension, and answers within a moment."""
        async with self._turn:  # one reader of the channel at a time
            for _ in range(2):
                with suppress(TimeoutError):
                    return await asyncio.wait_for(self._is_loaded(), MOMENT)
                if not await wake(self._client, MOMENT):
                    break
            return False

    async def ask(self, ask: KernelExecute | ListRequest) -> KernelReply:
        """Wait for the kernel, then for its answer; ``KernelError`` when it does not run."""
        asking = asyncio.ensure_future(self._ask(_Waiting(ask)))
        either: list[asyncio.Future[Any]] = [asking, self._lost]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return asking.result()
            raise self._lost.result()
        finally:
            asking.cancel()
            await asyncio.wait([asking])

    async def _ask(self, waiting: _Waiting) -> KernelReply:
        self._line.append(waiting)
        self._tell()
        try:
            async with self._turn:
                if not await self._is_ready(waiting):
                    raise errors.withdrawn()
                self._line.remove(waiting)
                self._running = waiting
                self._ran.append(waiting)
                self._tell_one(waiting, None)
                return await self._execute(waiting.ask)
        finally:
            if self._running is waiting:
                self._running = None
            else:
                self._line.remove(waiting)
            self._tell()

    def withdraw(self, call: CancelRequest) -> CancelResult:
        """A call that waits never runs; nothing reaches one that such a kernel runs."""
        waiting = [each for each in self._line if each.is_for(call)]
        for each in waiting:
            each.withdrawn = True
        running = self._running is not None and self._running.is_for(call)
        return CancelResult(found=bool(waiting) or running, stopped=bool(waiting) and not running)

    def knows(self, call: ExecuteRequest) -> bool:
        """Whether this very call waits, runs or has run: then it is asked about once more."""
        return any(each.is_for(call) for each in [*self._line, *self._ran])

    def lose(self, error: KernelError) -> None:
        """The kernel is gone, and so is what it was asked."""
        if not self._lost.done():
            self._lost.set_result(error)

    async def _is_ready(self, waiting: _Waiting) -> bool:
        """When the kernel answers what changes nothing, it is our turn; false when nobody wants it any more."""
        asking = asyncio.ensure_future(self._is_loaded())
        try:
            await asyncio.wait([asking], timeout=MOMENT)
            self._is_busy = not asking.done()
            self._tell()
            while not asking.done() and not waiting.withdrawn:
                await asyncio.wait([asking], timeout=MOMENT)
            if not waiting.withdrawn and not await asking:
                raise errors.not_loaded()
            return not waiting.withdrawn
        finally:
            self._is_busy = False
            asking.cancel()

    async def _is_loaded(self) -> bool:
        reply = await self._reply("comm_info_request", {"target_name": EVENTS_TARGET}, errors.no_answer())
        return bool(reply.get("comms"))

    async def _execute(self, ask: KernelExecute | ListRequest) -> KernelReply:
        content = _NOTHING | {"user_expressions": {"navai": _ASK.format(message=ask.model_dump_json())}}
        reply = await self._reply("execute_request", content, errors.gone(errors.SILENT))
        said = reply.get("user_expressions", {}).get("navai", {})
        if said.get("status") != "ok":  # the person interrupted the kernel
            raise errors.gone(errors.INTERRUPTED)
        return KernelReply.model_validate_json(ast.literal_eval(said["data"]["text/plain"]))

    async def _reply(self, kind: str, content: dict[str, Any], hung: KernelError) -> dict[str, Any]:
        """The kernel's answer; ``hung`` is raised when it could answer and does not."""
        wanted = self._send(kind, content)
        probes: set[str] = set()
        looks = silent_looks = 0
        while True:
            with suppress(queue.Empty):
                reply: dict[str, Any] = await self._client.shell_channel.get_msg(timeout=WATCH)
                self._unanswered = 0
                answered = reply["parent_header"].get("msg_id")
                if answered == wanted:
                    answer: dict[str, Any] = reply["content"]
                    return answer
                if answered in probes:  # a kernel executes in order: this one has never heard of the request
                    raise errors.gone(errors.RESTARTED)
                continue
            looks += 1
            beats = self._client.hb_channel.is_beating()
            silent_looks = 0 if beats else silent_looks + 1
            if silent_looks > DEATH:
                raise errors.gone(errors.ENDED)
            could_answer = beats and self._activity.is_idle
            self._unanswered = self._unanswered + 1 if could_answer else 0
            if self._unanswered > HUNG and looks > 1:  # woken once for each request
                raise hung
            probes_now = silent_looks == 1 or looks.bit_count() == 1  # rarer and rarer: a cell may take hours
            if probes_now:
                probes.add(self._send("execute_request", _NOTHING))
            if could_answer or (probes_now and beats):
                await wake(self._client, WATCH)

    def _send(self, kind: str, content: dict[str, Any]) -> str:
        message = self._client.session.msg(kind, content)
        self._client.shell_channel.send(message)
        return str(message["header"]["msg_id"])

    def _tell(self) -> None:
        for ahead, waiting in enumerate(self._line):
            self._tell_one(waiting, ahead + self._is_busy)

    def _tell_one(self, waiting: _Waiting, ahead: int | None) -> None:
        if isinstance(waiting.ask, KernelExecute):
            self._told(waiting.ask.call, ahead)
