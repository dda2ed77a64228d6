"""The sessions that people hold with the provider through this server: not too many, and none for ever."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Hashable

from navai_jupyter.core.errors import NavaiError

End = Callable[[NavaiError], Awaitable[None]]
"""Ends a session, and tells its page why."""
CLOSE_SECONDS = 3.0
LONGEST_SECONDS = 65 * 60.0
"""A provider ends each session after an hour; one whose end nobody told of does not count for ever."""

log = logging.getLogger(__name__)


class OpenSessions:
    """One session too many ends the person's oldest: after a lost connection that is the one nobody uses.

    So a page that connects again and again leaves no trail of sessions that somebody pays for.
    """

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic):
        """``most`` is for each person; 0 sets no limit."""
        self._most = most
        self._now = now
        self._open: defaultdict[str, dict[Hashable, tuple[float, End]]] = defaultdict(dict)
        self._ending: set[asyncio.Task[None]] = set()

    def begin(self, person: str, session: Hashable, end: End) -> None:
        mine = self._open[person]
        for old in [old for old, (since, _) in mine.items() if self._now() - since > LONGEST_SECONDS]:
            del mine[old]
        mine[session] = (self._now(), end)
        if self._most and len(mine) > self._most:
            _, end_oldest = mine.pop(next(iter(mine)))
            self.finish(_told(end_oldest, _too_many(self._most)))

    def over(self, person: str, session: Hashable) -> None:
        """Forget a session that has ended by itself."""
        mine = self._open[person]
        mine.pop(session, None)
        if not mine:
            del self._open[person]

    def finish(self, ending: Coroutine[None, None, None]) -> None:
        """Carry out what is left to do for a session that nobody holds; `close` waits for it."""
        task = asyncio.create_task(ending)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        for mine in self._open.values():
            for _, end in mine.values():
                self.finish(_told(end, _stopping()))
        self._open.clear()
        if self._ending:
            await asyncio.wait(self._ending, timeout=CLOSE_SECONDS)


async def _told(end: End, why: NavaiError) -> None:
    try:
        await end(why)
    except NavaiError as error:
        log.warning("A session could not be ended: %s", error)


def _too_many(most: int) -> NavaiError:
    return NavaiError(
        "A newer session has taken this one's place.",
        f"One person may have {most} sessions at once (NavaiApp.max_sessions).",
        "Close pages that you no longer use.",
        code="too_many_sessions",
    )


def _stopping() -> NavaiError:
    return NavaiError("The Jupyter server is stopping.", fix="Start it again.", code="server_stopping")
