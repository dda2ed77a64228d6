"""What the notebook answers, on whichever way a request came."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError

from navai_jupyter.core.wire import (
    WRONG_INSTANCE,
    KernelCancel,
    KernelExecute,
    KernelReply,
    ListRequest,
    Problem,
)
from navai_jupyter.core.wire_lease import KernelLease
from navai_jupyter.kernel.notebook import Notebook


def refusal(notebook: Notebook, request: object) -> Problem | None:
    """Why this notebook must not do what is asked: it was meant for the process before it, or another acts."""
    if not isinstance(request, KernelExecute):
        return None
    if request.instance not in (None, notebook.instance):
        return Problem(
            code=WRONG_INSTANCE,
            error="The kernel was restarted before the function ran.",
            why="The call was meant for the kernel as it was before.",
            fix="Ask again.",
        )
    if notebook.registry.knows(request.call):  # what has begun ends, and is answered
        return None
    return notebook.lease.refusal(request.call.lease_id)


def begin(
    notebook: Notebook,
    request: ListRequest | KernelExecute | KernelCancel | KernelLease,
    finish: Callable[[KernelReply], None],
) -> None:
    """Start what is asked and return at once; ``finish`` gets the answer, in whichever thread has it."""
    registry, reply = notebook.registry, KernelReply(request_id=request.request_id)
    if isinstance(request, KernelExecute):
        registry.start(request.call).add_done_callback(
            lambda answer: finish(reply.model_copy(update={"result": answer.result()}))
        )
    elif isinstance(request, KernelCancel):
        registry.clock.start(registry.cancel(request.call)).future.add_done_callback(
            lambda answer: finish(reply.model_copy(update={"cancelled": answer.result()}))
        )
    elif isinstance(request, KernelLease):
        finish(reply.model_copy(update={"lease": notebook.lease.ask(request.lease)}))
    else:
        finish(reply.model_copy(update={"functions": registry.describe()}))


def not_understood(error: ValidationError) -> Problem:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return Problem(
        code="protocol",
        error="The kernel did not understand the request.",
        why=f"{'.'.join(map(str, first['loc']))}: {first['msg']}",
        fix="Page, server and kernel need the same version of navai-jupyter.",
    )
