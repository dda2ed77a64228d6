"""The output half of a session: one response at a time, planned, spoken, interrupted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.client_events import ResponseParams
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.conversation import (
    AssistantMessage,
    Conversation,
    FunctionCall,
    FunctionCallOutput,
    Item,
    UserMessage,
    parse_item,
    said,
)
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.outputs import ClearPlayback, Drop, EndOfSpeech, Output, Play, Speak
from navai_jupyter.engine.session.problem import BadEvent
from navai_jupyter.engine.session.response import Emit, Response
from navai_jupyter.engine.speech.audio import Samples


class Answering:
    def __init__(
        self, conversation: Conversation, emit: Emit, put: Callable[[Output], None], *, on_track: bool
    ) -> None:
        self._conversation = conversation
        self._emit = emit
        self._put = put
        self._on_track = on_track
        self._response: Response | None = None
        self._input: list[Item] | None = None
        self._audible: dict[str, str] = {}
        """Responses whose speech the track holds, with the item that says it; the first is being heard."""
        self._question: planner.Question | None = None
        self._owed = False

    @property
    def active(self) -> bool:
        return self._response is not None

    def start(self, config: SessionConfig, params: ResponseParams | None = None) -> None:
        """Open a response; it is planned by `proceed` once every turn has its words."""
        if self._response is not None:
            raise BadEvent(
                f"Conversation already has an active response in progress: {self._response.id}. "
                "Wait until the response is finished before creating a new one.",
                code="conversation_already_has_active_response",
            )
        params = params or ResponseParams()
        self._input = None if params.input is None else [parse_item(item) for item in params.input]
        self._response = Response(
            _overridden(config, params),
            self._conversation,
            self._emit,
            on_track=self._on_track,
            detached=params.conversation == "none",
            metadata=params.metadata,
        )

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
        return self._response is not None and self._response.speech_job is None

    def proceed(self, heard_ms: int) -> None:
        """Decide and carry out; called once all that the response answers is known."""
        response = self._response
        assert response is not None
        response.heard_ms = heard_ms
        items = self._conversation.items if self._input is None else self._input
        reply = self._decide(items, response.config)
        if not reply.understood:
            response.note("understood", "false")
        for call in reply.calls:
            response.call(call.name, call.arguments)
        if not reply.text:
            self._finish("completed")
        elif response.config.speaks:
            response.begin()
            response.speech_job = new_id("job")
            self._put(Speak(response.speech_job, reply.text, response.config.audio.output.speed))
        else:
            response.write(reply.text)
            self._finish("completed")

    def spoken(self, job: str, sentence: str, samples: Samples) -> None:
        response = self._response
        if response is None or response.speech_job != job:
            return
        response.speak(sentence, samples)
        if self._on_track:
            assert response.message is not None
            self._audible[response.id] = response.message.id
            self._put(Play(response.id, samples))

    def spoken_all(self, job: str) -> None:
        response = self._response
        if response is None or response.speech_job != job:
            return
        response.end()
        self._finish("completed")
        if self._on_track:
            self._put(EndOfSpeech(response.id))

    def speech_failed(self, job: str, why: str) -> None:
        if self._response is not None and self._response.speech_job == job:
            self.fail(why)

    def fail(self, why: str) -> None:
        error = {"type": "server_error", "code": "engine_failed", "message": why}
        if self._response is not None:
            self._finish("failed", {"type": "failed", "error": error})
        self._emit("error", {"error": error})

    def cancel(self, reason: Literal["turn_detected", "client_cancelled"]) -> None:
        response = self._response
        if response is None:
            return
        if response.speech_job is not None:
            self._put(Drop(response.speech_job))
        self._finish("cancelled", {"type": "cancelled", "reason": reason})

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

    def _decide(self, items: list[Item], config: SessionConfig) -> planner.Reply:
        known = [] if config.tool_choice == "none" else config.planner_tools()
        last_said = max((at for at, item in enumerate(items) if isinstance(item, UserMessage)), default=-1)
        since = items[last_said + 1 :]
        answered = any(isinstance(item, AssistantMessage | FunctionCall) for item in since)
        if last_said >= 0 and not answered:
            reply = planner.plan(said(items[last_said]), known, self._question)
        else:
            reply = planner.report(_outcomes(items, since), known)
        self._question = reply.question
        return reply

    def _finish(
        self,
        status: Literal["completed", "cancelled", "failed"],
        details: dict[str, object] | None = None,
    ) -> None:
        # Free the place first: a client may answer `response.done` with the next `response.create`.
        response, self._response, self._input = self._response, None, None
        assert response is not None
        response.finish(status, details)


def _outcomes(items: list[Item], since: list[Item]) -> list[planner.Outcome]:
    """Results that arrived since the assistant last spoke, with the calls they answer."""
    spoke = max((at for at, item in enumerate(since) if isinstance(item, AssistantMessage)), default=-1)
    calls = {item.call_id: item for item in items if isinstance(item, FunctionCall)}
    return [
        planner.Outcome(calls[item.call_id].name, _arguments(calls[item.call_id]), item.output)
        for item in since[spoke + 1 :]
        if isinstance(item, FunctionCallOutput) and item.call_id in calls
    ]


def _arguments(call: FunctionCall) -> dict[str, object]:
    try:
        arguments = json.loads(call.arguments)
    except ValueError:
        return {}
    return arguments if isinstance(arguments, dict) else {}


def _overridden(config: SessionConfig, params: ResponseParams) -> SessionConfig:
    changes = {
        "output_modalities": params.output_modalities,
        "tools": params.tools,
        "tool_choice": params.tool_choice,
    }
    return config.model_copy(update={key: value for key, value in changes.items() if value is not None})
