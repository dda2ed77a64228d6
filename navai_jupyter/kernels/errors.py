"""What can stand between a call and its kernel, in words."""

from __future__ import annotations

from navai_jupyter.core.errors import KernelError
from navai_jupyter.core.wire import ExecuteResult

RESTARTED = "The kernel was restarted while the function ran."
ENDED = "The kernel ended while the function ran."
INTERRUPTED = "The kernel was interrupted while the function ran."
SILENT = "The kernel stopped answering while the function ran. Restart it if it stays silent."
CLOSED = "The connection to the kernel was closed while the function ran."


def not_loaded() -> KernelError:
    return KernelError(
        "The notebook's functions cannot be reached.",
        "The notebook has not run %load_ext navai_jupyter.",
        "Run %load_ext navai_jupyter in a cell of this notebook.",
        code="not_loaded",
    )


def no_answer() -> KernelError:
    return KernelError(
        "The kernel does not answer.",
        "It is starting, has ended, or native code holds it.",
        "Wait a moment, or restart the kernel.",
        code="no_answer",
    )


def gone(what_happened: str) -> KernelError:
    return KernelError(what_happened, fix="Ask again.", code="gone")


def other_protocol(theirs: int) -> KernelError:
    return KernelError(
        "Server and kernel do not understand each other.",
        f"The kernel speaks protocol {theirs}.",
        "Install the same version of navai-jupyter in both environments, and restart the kernel.",
        code="protocol",
    )


def no_such_kernel(kernel_id: str) -> KernelError:
    return KernelError(
        "There is no such kernel.",
        f"No running kernel has the id {kernel_id!r}.",
        "Start the notebook's kernel.",
        code="no_kernel",
        status=404,
    )


def withdrawn() -> KernelError:
    return KernelError("The call was cancelled before the kernel had time for it.", code="withdrawn")


def lost(name: str, what_happened: str) -> ExecuteResult:
    """The answer to a call whose kernel went away under it; whether it had its effect is not known."""
    return ExecuteResult(ok=False, function_name=name.strip().lower(), source="kernel", error=what_happened)
