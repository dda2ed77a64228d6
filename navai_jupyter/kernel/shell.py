"""The IPython shell and the kernel of this process, if there are any."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any


def current_shell() -> Any | None:
    """IPython's shell; IPython is not imported where nobody has imported it."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def current_kernel() -> Any | None:
    return getattr(current_shell(), "kernel", None)


def when_idle(job: Callable[[], None]) -> None:
    """Have the main thread call ``job`` after the running cell; without a kernel's event loop nobody does."""
    loop = getattr(current_kernel(), "io_loop", None)
    if loop is not None:
        loop.add_callback(job)


def user_variables() -> Mapping[str, Any]:
    """What cells have defined, or a script at its top level."""
    shell = current_shell()
    variables: Mapping[str, Any] = vars(sys.modules["__main__"]) if shell is None else shell.user_ns
    return variables
