"""The protocol's session: client events and audio in; events, audio and jobs out."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.answering import Answering
from navai_jupyter.engine.session.client_events import (
    AnyEvent,
    AudioAppend,
    AudioClear,
    AudioCommit,
    ItemCreate,
    ItemDelete,
    ItemRetrieve,
    ItemTruncate,
    PlaybackClear,
    ResponseCancel,
    ResponseCreate,
    SessionUpdate,
    parse_event,
)
from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.conversation import Conversation
from navai_jupyter.engine.session.hearing import Hearing
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.items import AssistantMessage, FunctionCallOutput, parse_item
from navai_jupyter.engine.session.outputs import Output, Send
from navai_jupyter.engine.session.problem import BadEvent
from navai_jupyter.engine.speech.audio import Resampler, Samples
from navai_jupyter.engine.speech.vad import Frame


class Session:
    """Every method changes the state and queues `Output`s, to be fetched with `take`.

    ``on_track`` says that speech leaves and arrives on a media track (WebRTC), not in events (WebSocket).
    """

    def __init__(self, config: SessionConfig, *, on_track: bool) -> None:
        self.config = config
        self._on_track = on_track
        self._outputs: list[Output] = []
        self._resampler = Resampler()
        self._conversation = Conversation()
        self._answering = Answering(self._conversation, self._emit, self._outputs.append, on_track=on_track)
        self._hearing = Hearing(
            self._conversation,
            self._emit,
            self._outputs.append,
            situation=lambda: self._answering.situation(self.config),
            on_started=self._interrupt,
            on_turn=self._answer_turn,
            on_text=self._proceed,
        )
        self._emit("session.created", {"session": config.wire()})

    def take(self) -> list[Output]:
        """What is to be done, in order; each output is given out once."""
        taken = self._outputs[:]
        self._outputs.clear()
        return taken

    def receive(self, text: str | bytes) -> None:
        """One client event as JSON; whatever is wrong with it is answered by an `error` event."""
        event, problem, event_id = parse_event(text)
        if event is not None:
            try:
                self._carry_out(event)
            except BadEvent as bad:
                problem = bad
        if problem is not None:
            self._refuse(problem, event_id)

    def models_ready(self) -> None:
        self._hearing.ready(self.config)

    def hear(self, samples: Samples) -> None:
        """Audio of the client's track at the ear's rate."""
        self._hearing.hear(samples, self.config)

    def detected(self, frames: Sequence[Frame]) -> None:
        """The answer to `Detect`."""
        self._hearing.detected(frames, self.config)

    def transcribed(self, job: str, text: str, finish: planner.Finish = "unsure") -> None:
        self._hearing.transcribed(job, text, finish, self.config)

    def transcription_failed(self, job: str, why: str) -> None:
        self._hearing.failed(job, why)

    def planned(self, job: str, reply: planner.Reply) -> None:
        self._answering.planned(job, reply)

    def planned_all(self, job: str) -> None:
        self._answering.planned_all(job)
        self._proceed()

    def planning_failed(self, job: str, why: str) -> None:
        self._answering.job_failed(job, why)
        self._proceed()

    def spoken(self, job: str, sentence: str, samples: Samples) -> None:
        self._answering.spoken(job, sentence, samples)

    def spoken_all(self, job: str) -> None:
        self._answering.spoken_all(job)
        self._proceed()

    def speech_failed(self, job: str, why: str) -> None:
        self._answering.job_failed(job, why)
        self._proceed()

    def playback_started(self, response_id: str) -> None:
        self._answering.playback_started(response_id)

    def playback_stopped(self, response_id: str) -> None:
        self._answering.playback_stopped(response_id)

    def playback_cleared(self, played_ms: int) -> None:
        self._answering.playback_cleared(played_ms)

    def fail(self, why: str) -> None:
        """Say that something went wrong inside, and end the response it was meant for."""
        self._answering.fail(why)

    def _carry_out(self, event: AnyEvent) -> None:
        match event:
            case SessionUpdate(session=patch):
                self.config = self.config.updated(patch.model_dump(exclude_unset=True))
                self._emit("session.updated", {"session": self.config.wire()})
            case AudioAppend(audio=audio):
                self.hear(self._resampler.pcm16(_decode(audio)))
            case AudioCommit():
                self._hearing.commit(self.config)
            case AudioClear():
                self._hearing.clear()
            case ItemCreate():
                self._create_item(event)
            case ItemRetrieve(item_id=item_id):
                self._emit("conversation.item.retrieved", {"item": self._conversation.find(item_id).wire()})
            case ItemDelete(item_id=item_id):
                self._conversation.remove(item_id)
                self._emit("conversation.item.deleted", {"item_id": item_id})
            case ItemTruncate():
                self._truncate(event)
            case ResponseCreate(response=params):
                self._answering.start(self.config, params)
                self._proceed()
            case ResponseCancel():
                if not self._answering.active:
                    raise BadEvent("No response is active.", code="response_cancel_not_active")
                self._answering.cancel("client_cancelled")
                self._answering.clear_playback()
                self._proceed()
            case PlaybackClear():
                if not self._on_track:
                    raise BadEvent("output_audio_buffer.clear is for WebRTC; truncate the item instead.")
                self._answering.clear_playback()

    def _create_item(self, event: ItemCreate) -> None:
        item = parse_item(event.item)
        if isinstance(item, FunctionCallOutput) and not self._conversation.has_call(item.call_id):
            raise BadEvent(
                f"No function call with call_id '{item.call_id}'.",
                code="invalid_tool_call_id",
                param="item.call_id",
            )
        self._conversation.add(item, event.previous_item_id)
        placed = {"previous_item_id": self._conversation.previous_id(item), "item": item.wire()}
        self._emit("conversation.item.added", placed)
        self._emit("conversation.item.done", placed)

    def _truncate(self, event: ItemTruncate) -> None:
        item = self._conversation.find(event.item_id)
        if not isinstance(item, AssistantMessage) or event.content_index >= max(1, len(item.content)):
            raise BadEvent("Only an assistant's spoken message can be truncated.", param="item_id")
        self._emit(
            "conversation.item.truncated",
            {
                "item_id": item.id,
                "content_index": event.content_index,
                "audio_end_ms": event.audio_end_ms,
            },
        )

    def _interrupt(self) -> None:
        self._answering.cancel("turn_detected")
        self._answering.clear_playback()

    def _answer_turn(self) -> None:
        if self._answering.active:
            self._answering.owe()
        else:
            self._answering.start(self.config)

    def _proceed(self) -> None:
        self._answering.settle_debt(self.config)
        if self._answering.undecided and not self._hearing.pending:
            self._answering.proceed(self._hearing.take_heard_ms())

    def _refuse(self, problem: BadEvent, event_id: str | None) -> None:
        error = {
            "type": "invalid_request_error",
            "code": problem.code,
            "message": problem.message,
            "param": problem.param,
            "event_id": event_id,
        }
        self._emit("error", {"error": error})

    def _emit(self, kind: str, fields: dict[str, Any]) -> None:
        self._outputs.append(Send({"type": kind, "event_id": new_id("event"), **fields}))


def _decode(audio: str) -> bytes:
    try:
        return base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadEvent("'audio' is not base64.", code="invalid_value", param="audio") from error
