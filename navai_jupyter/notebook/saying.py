"""Saying a sentence to this notebook without a page."""

from __future__ import annotations

from navai_jupyter.client import Turn
from navai_jupyter.core.threads import LoopThread
from navai_jupyter.headless.talk import talk
from navai_jupyter.kernel.notebook import notebook

_BESIDE = LoopThread("navai-say")
"""The kernel's own event loop runs in the thread that waits."""


def say(sentence: str) -> Turn:
    """One turn of a session of its own; functions that want the main thread get the one that waits here."""
    turn = _BESIDE.start(_turn(sentence))
    try:
        return notebook().wait_for(turn.future)
    finally:
        turn.cancel()  # nobody waits for it any more when the cell was interrupted


async def _turn(sentence: str) -> Turn:
    routes = {route.name: route.path for route in notebook().registry.describe().routes}
    async with talk(navigate=routes or None) as session:
        return await session.say(sentence)
