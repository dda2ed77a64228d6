"""One response carried out: planned, spoken or written piece by piece, its calls made, or cut short."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Literal

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.outputs import Drop, EndOfSpeech, Output, Plan, Play, Speak
from navai_jupyter.engine.session.response import Response
from navai_jupyter.engine.speech.audio import Samples


class Answer:
    """``over`` becomes true with `response.done`; until then at most one job plans and one speaks."""

    def __init__(self, response: Response, put: Callable[[Output], None], *, on_track: bool) -> None:
        self.response = response
        self.over = False
        self._put = put
        self._on_track = on_track
        self._planning: str | None = None
        self._planned = False
        self._speaking: str | None = None
        self._unspoken: deque[str] = deque()
        self._calls: list[planner.Call] = []

    @property
    def undecided(self) -> bool:
        """Nobody has begun to plan it."""
        return self._planning is None

    def plan(self, situation: planner.Situation, heard_ms: int) -> None:
        """Begin; called once all that the response answers is known."""
        self.response.heard_ms = heard_ms
        self._planning = new_id("job")
        self._put(Plan(self._planning, situation))

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
            self._speak_next()
        else:
            self.response.write(reply.text)

    def planned_all(self) -> None:
        self._planned = True
        self._settle()

    def spoken(self, sentence: str, samples: Samples) -> None:
        self.response.speak(sentence, samples)
        if self._on_track:
            self._put(Play(self.response.id, samples))

    def spoken_all(self) -> None:
        self._speaking = None
        self._speak_next()
        self._settle()

    def cancel(self, reason: Literal["turn_detected", "client_cancelled"]) -> None:
        self._finish("cancelled", {"type": "cancelled", "reason": reason})

    def fail(self, error: dict[str, Any]) -> None:
        self._finish("failed", {"type": "failed", "error": error})

    def _speak_next(self) -> None:
        if self._speaking is None and self._unspoken:
            self._speaking = new_id("job")
            speed = self.response.config.audio.output.speed
            self._put(Speak(self._speaking, self._unspoken.popleft(), speed))

    def _settle(self) -> None:
        if not self._planned or self._speaking is not None:
            return
        spoke = self.response.open and self.response.config.speaks
        if self.response.open:
            self.response.end()
        for call in self._calls:
            self.response.call(call.name, call.arguments)
        self._finish("completed")
        if spoke and self._on_track:
            self._put(EndOfSpeech(self.response.id))

    def _finish(
        self, status: Literal["completed", "cancelled", "failed"], details: dict[str, Any] | None = None
    ) -> None:
        # Over first: a client may answer `response.done` with the next `response.create`.
        self.over = True
        for job in (None if self._planned else self._planning, self._speaking):
            if job is not None:
                self._put(Drop(job))
        self.response.finish(status, details)
