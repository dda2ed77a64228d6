"""Saying a sentence to this notebook without a page."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from navai_jupyter.client import Turn
from navai_jupyter.headless.talk import talk
from navai_jupyter.kernel.notebook import notebook


def say(sentence: str) -> Turn:
    """One turn of a session of its own; functions that want the main thread get the one that waits here."""
    with ThreadPoolExecutor(1) as beside:  # the kernel's own event loop runs in this thread
        return notebook().wait_for(beside.submit(asyncio.run, _turn(sentence)))


async def _turn(sentence: str) -> Turn:
    routes = {route.name: route.path for route in notebook().registry.describe().routes}
    async with talk(navigate=routes or None) as session:
        return await session.say(sentence)
