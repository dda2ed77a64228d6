"""One response carried out: planned, spoken or written piece by piece, its calls made, or cut short."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Literal

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.items import UserMessage, said
from navai_jupyter.engine.session.outputs import Drop, EndOfSpeech, Output, Plan, Play, Speak
from navai_jupyter.engine.session.response import Response
from navai_jupyter.engine.speech.audio import Samples

FULL = {"type": "incomplete", "reason": "max_output_tokens"}


class Answer:
    """``over`` becomes true with `response.done`; until then at most one job plans and one speaks.

    ``turn`` is the spoken turn that is answered because it ended, not because the client asked. ``postponed``
    are calls for later responses, where each may make but one.
    """

    def __init__(
        self,
        response: Response,
        put: Callable[[Output], None],
        *,
        on_track: bool,
        turn: UserMessage | None = None,
    ) -> None:
        self.response = response
        self.over = False
        self.postponed: tuple[planner.Call, ...] = ()
        self._put = put
        self._on_track = on_track
        self._turn = turn
        self._planning: str | None = None
        self._planned = False
        self._speaking: str | None = None
        self._unspoken: deque[str] = deque()
        self._calls: list[planner.Call] = []
        self._audible = False

    @property
    def undecided(self) -> bool:
        """Nobody has begun to plan it."""
        return not self.over and self._planning is None

    @property
    def speaks(self) -> bool:
        """It has begun to speak, and is not at its end."""
        return not self.over and (self._speaking is not None or self.response.spoken_ms > 0)

    @property
    def can_speak(self) -> bool:
        return not self.over and self._speaking is None and bool(self._unspoken)

    def plan(self, situation: planner.Situation, heard_ms: int) -> None:
        """Begin; called once all that the response answers is known."""
        self.response.heard_ms = heard_ms
        if self._turn is not None and not said(self._turn):
            self.response.note("understood", "false")
            self._finish("completed")
            return
        self._planning = new_id("job")
        self._put(Plan(self._planning, situation))

    def resume(self, calls: Sequence[planner.Call]) -> None:
        """Make the calls that an earlier response postponed: there is nothing to plan."""
        self._planning, self._planned = new_id("job"), True
        self._calls += calls
        self._settle()

    def does(self, job: str) -> bool:
        return not self.over and job in (self._planning, self._speaking)

    def planned(self, reply: planner.Reply) -> None:
        """One more piece of the reply."""
        if not reply.understood:
            self.response.note("understood", "false")
        self._calls += reply.calls
        if not reply.text:
            return
        if not self.response.open:
            self.response.begin()
        if self.response.config.speaks:
            self._unspoken.append(reply.text)
        else:
            self.response.write(reply.text)
            self._stop_when_full()

    def planned_all(self) -> None:
        self._planned = True
        self._settle()

    def speak(self) -> None:
        """Have the next words spoken."""
        self._speaking = new_id("job")
        self._put(Speak(self._speaking, self._unspoken.popleft(), self.response.config.audio.output.speed))

    def spoken(self, sentence: str, samples: Samples) -> None:
        samples = self.response.speak(sentence, samples)
        if self._on_track:
            self._audible = True
            self._put(Play(self.response.id, samples))
        self._stop_when_full()

    def spoken_all(self) -> None:
        self._speaking = None
        self._settle()

    def cancel(self, reason: Literal["turn_detected", "client_cancelled"]) -> None:
        self._finish("cancelled", {"type": "cancelled", "reason": reason})

    def fail(self, error: dict[str, Any]) -> None:
        self._finish("failed", {"type": "failed", "error": error})

    def _settle(self) -> None:
        if not self._planned or self._speaking is not None or self._unspoken:
            return
        if self.response.open:
            self.response.end()
        most = None if self.response.config.parallel_tool_calls else 1
        for call in self._calls[:most]:
            self.response.call(call.name, call.arguments)
        self.postponed = tuple(self._calls[most:]) if most else ()
        self._stop_when_full()
        if not self.over:
            self._finish("completed")

    def _stop_when_full(self) -> None:
        if self.response.full:
            self._finish("incomplete", FULL)

    def _finish(
        self,
        status: Literal["completed", "cancelled", "failed", "incomplete"],
        details: dict[str, Any] | None = None,
    ) -> None:
        # Over first: a client may answer `response.done` with the next `response.create`.
        self.over = True
        for job in (None if self._planned else self._planning, self._speaking):
            if job is not None:
                self._put(Drop(job))
        self.response.finish(status, details)
        if self._audible:
            self._put(EndOfSpeech(self.response.id))
