"""The output half of a session: one response at a time, interrupted, owed, and heard to its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.answer import Answer
from navai_jupyter.engine.session.client_events import ResponseParams
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.conversation import Conversation
from navai_jupyter.engine.session.items import Item, parse_item
from navai_jupyter.engine.session.outputs import ClearPlayback, Output
from navai_jupyter.engine.session.problem import BadEvent
from navai_jupyter.engine.session.response import Emit, Response
from navai_jupyter.engine.session.situation import situation
from navai_jupyter.engine.speech.audio import Samples


class Answering:
    def __init__(
        self, conversation: Conversation, emit: Emit, put: Callable[[Output], None], *, on_track: bool
    ) -> None:
        self._conversation = conversation
        self._emit = emit
        self._put = put
        self._on_track = on_track
        self._answer: Answer | None = None
        self._input: list[Item] | None = None
        self._audible: dict[str, str] = {}
        """Responses whose speech the track holds, with the item that says it; the first is being heard."""
        self._question: planner.Question | None = None
        self._owed = False

    @property
    def active(self) -> bool:
        return self._answer is not None and not self._answer.over

    def situation(self, config: SessionConfig) -> planner.Situation:
        """What a planner may know now."""
        return situation(self._conversation.items, config, self._question)

    def start(self, config: SessionConfig, params: ResponseParams | None = None) -> None:
        """Open a response; it is planned by `proceed` once every turn has its words."""
        if self._answer is not None and not self._answer.over:
            raise BadEvent(
                f"Conversation already has an active response in progress: {self._answer.response.id}. "
                "Wait until the response is finished before creating a new one.",
                code="conversation_already_has_active_response",
            )
        params = params or ResponseParams()
        self._input = None if params.input is None else [parse_item(item) for item in params.input]
        response = Response(
            _overridden(config, params),
            self._conversation,
            self._emit,
            on_track=self._on_track,
            detached=params.conversation == "none",
            metadata=params.metadata,
        )
        self._answer = Answer(response, self._put, on_track=self._on_track)

    def owe(self) -> None:
        """A turn ended while a response runs that must not be interrupted: answer it afterwards."""
        self._owed = True

    def settle_debt(self, config: SessionConfig) -> None:
        """Start the response owed, if there is one and its turn has come."""
        if self._owed and not self.active:
            self._owed = False
            self.start(config)

    @property
    def undecided(self) -> bool:
        """A response is open that has not been planned."""
        return self.active and self._answer is not None and self._answer.undecided

    def proceed(self, heard_ms: int) -> None:
        """Plan; called once all that the response answers is known."""
        assert self._answer is not None
        items = self._conversation.items if self._input is None else self._input
        self._answer.plan(situation(items, self._answer.response.config, self._question), heard_ms)

    def planned(self, job: str, reply: planner.Reply) -> None:
        if answer := self._doing(job):
            self._question = reply.question
            answer.planned(reply)

    def planned_all(self, job: str) -> None:
        if answer := self._doing(job):
            answer.planned_all()

    def spoken(self, job: str, sentence: str, samples: Samples) -> None:
        if answer := self._doing(job):
            answer.spoken(sentence, samples)
            if self._on_track:
                assert answer.response.message is not None
                self._audible[answer.response.id] = answer.response.message.id

    def spoken_all(self, job: str) -> None:
        if answer := self._doing(job):
            answer.spoken_all()

    def job_failed(self, job: str, why: str) -> None:
        """The response cannot be planned, or not be spoken."""
        if self._doing(job):
            self.fail(why)

    def fail(self, why: str) -> None:
        error: dict[str, Any] = {"type": "server_error", "code": "engine_failed", "message": why}
        if self._answer is not None and not self._answer.over:
            self._answer.fail(error)
        self._emit("error", {"error": error})

    def cancel(self, reason: Literal["turn_detected", "client_cancelled"]) -> None:
        if self._answer is not None and not self._answer.over:
            self._answer.cancel(reason)

    def clear_playback(self) -> None:
        """Silence the track; `playback_cleared` follows when something was to be heard."""
        if self._audible:
            self._put(ClearPlayback())

    def playback_started(self, response_id: str) -> None:
        self._emit("output_audio_buffer.started", {"response_id": response_id})

    def playback_stopped(self, response_id: str) -> None:
        self._audible.pop(response_id, None)
        self._emit("output_audio_buffer.stopped", {"response_id": response_id})

    def playback_cleared(self, played_ms: int) -> None:
        """The track is silent after `played_ms` of the speech that was cut."""
        for response_id, item_id in self._audible.items():
            self._emit("output_audio_buffer.cleared", {"response_id": response_id})
            cut = {"item_id": item_id, "content_index": 0, "audio_end_ms": played_ms}
            self._emit("conversation.item.truncated", cut)
            played_ms = 0
        self._audible.clear()

    def _doing(self, job: str) -> Answer | None:
        """The answer that ordered this job, unless it is over."""
        return self._answer if self._answer is not None and self._answer.does(job) else None


def _overridden(config: SessionConfig, params: ResponseParams) -> SessionConfig:
    changes = {
        "output_modalities": params.output_modalities,
        "tools": params.tools,
        "tool_choice": params.tool_choice,
    }
    return config.model_copy(update={key: value for key, value in changes.items() if value is not None})
