"""How a page is told of an error that nobody foresaw."""

from __future__ import annotations

from navai_jupyter.core.errors import NavaiError


def unforeseen(error: Exception) -> NavaiError:
    """The kind of error alone: its text may hold what a page must not know."""
    return NavaiError(
        "The kernel failed at this.",
        f"{type(error).__name__} in navai-jupyter.",
        "Look into the kernel's log.",
        code="kernel",
    )
