"""The protocol's session: client events and audio in; events, audio and jobs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.answering import Answering, Context
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
    ResponseParams,
    SessionUpdate,
    parse_event,
)
from navai_jupyter.engine.session.config import ServerVad, SessionConfig
from navai_jupyter.engine.session.conversation import Conversation
from navai_jupyter.engine.session.editing import Editing
from navai_jupyter.engine.session.formats import decoder
from navai_jupyter.engine.session.hearing import Hearing
from navai_jupyter.engine.session.idle import Idle
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.items import InputAudio, UserMessage
from navai_jupyter.engine.session.outputs import Output, Send
from navai_jupyter.engine.session.overrides import given_items
from navai_jupyter.engine.session.problem import BadEvent, error_fields
from navai_jupyter.engine.session.reading import Reading
from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.speech.turns import FRAME_MS
from navai_jupyter.engine.speech.vad import Frame

IDLE_NOTE = "The person has been silent for a while. Ask briefly whether they need anything."


class Session:
    """Every method changes the state and queues `Output`s, to be fetched with `take`.

    ``on_track`` says that speech leaves and arrives on a media track (WebRTC), not in events (WebSocket).
    """

    def __init__(self, config: SessionConfig, *, on_track: bool) -> None:
        self.config = config
        self._on_track = on_track
        self._outputs: list[Output] = []
        self._decoder = decoder(config.input_format)
        self._conversation = Conversation()
        self._idle = Idle(on_track=on_track)
        self._reading = Reading(self._conversation, self._emit, self._outputs.append)
        self._editing = Editing(self._conversation, self._reading, self._emit)
        self._answering = Answering(
            self._conversation, self._emit, self._outputs.append, self._editing.cut, on_track=on_track
        )
        self._hearing = Hearing(
            self._conversation,
            self._emit,
            self._outputs.append,
            situation=lambda: self._answering.situation(self.config),
            on_started=self._answering.interrupt,
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
        self.read(text)()

    def read(self, text: str | bytes) -> Callable[[], None]:
        """The slow half of `receive`, which may run in another thread; the answer is the rest.

        Between the two no other event may be read.
        """
        event, problem, event_id = parse_event(text)
        if isinstance(event, AudioAppend):
            return partial(self.hear, self._decoder.decode(event.audio))
        return partial(self._take_event, event, problem, event_id)

    def _take_event(self, event: AnyEvent | None, problem: BadEvent | None, event_id: str | None) -> None:
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
        self._idle.advance(len(frames) * FRAME_MS)
        detection = self.config.audio.input.turn_detection
        if isinstance(detection, ServerVad) and detection.idle_timeout_ms is not None:
            self._prompt_when_idle(detection.idle_timeout_ms)

    def transcribed(
        self, job: str, text: str, finish: planner.Finish = "unsure", rivals: tuple[str, ...] = ()
    ) -> None:
        """``rivals`` are other texts that the sound holds just as well."""
        if self._reading.transcribed(job, text):
            self._proceed()
        else:
            self._hearing.transcribed(job, text, finish, rivals, self.config)

    def transcription_failed(self, job: str, why: str) -> None:
        if self._reading.failed(job, why):
            self._proceed()
        else:
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
        self._hearing.own_voice.say(samples)
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
        self._hearing.own_voice.stop()
        self._answering.playback_cleared(played_ms)

    def fail(self, why: str) -> None:
        """Say that something went wrong inside, and end the responses it may have been meant for."""
        self._answering.fail(why)

    def _carry_out(self, event: AnyEvent) -> None:
        match event:
            case SessionUpdate():
                self._update(event)
            case AudioCommit():
                self._hearing.commit(self.config)
            case AudioClear():
                self._hearing.clear()
            case ItemCreate():
                self._editing.create(event, self.config)
            case ItemRetrieve(item_id=item_id):
                self._editing.retrieve(item_id, self.config)
            case ItemDelete(item_id=item_id):
                self._editing.delete(item_id)
            case ItemTruncate():
                self._editing.truncate(event)
            case ResponseCreate():
                self._respond(event)
            case ResponseCancel(response_id=response_id):
                self._answering.cancel(response_id)
                self._proceed()
            case PlaybackClear():
                if not self._on_track:
                    raise BadEvent("output_audio_buffer.clear is for WebRTC; truncate the item instead.")
                self._answering.clear_playback()

    def _update(self, event: SessionUpdate) -> None:
        before = self.config.input_format
        self.config = self.config.updated(event.session.model_dump(exclude_unset=True))
        if self.config.input_format != before:
            self._decoder = decoder(self.config.input_format)
        self._hearing.reconfigured(self.config)
        self._emit("session.updated", {"session": self.config.wire()})

    def _respond(self, event: ResponseCreate) -> None:
        params = event.response or ResponseParams()
        items = given_items(params, self._conversation)
        self._answering.start(self.config, params, Context(items))
        for item in items or ():
            self._reading.read(item, self.config)
        self._proceed()

    def _answer_turn(self) -> None:
        turn = self._conversation.items[-1]
        assert isinstance(turn, UserMessage)
        self._answering.answer_turn(turn, self.config)

    def _prompt_when_idle(self, timeout_ms: int) -> None:
        since = self._idle.since_ms
        if since is None or not self._idle.overdue(timeout_ms) or self._conversation.awaits_output:
            return
        silence = UserMessage(content=[InputAudio(type="input_audio", transcript="")])
        self._emit(
            "input_audio_buffer.timeout_triggered",
            {"audio_start_ms": since, "audio_end_ms": self._idle.now_ms, "item_id": silence.id},
        )
        self._conversation.add(silence)
        previous = self._conversation.previous_id(silence)
        self._emit("input_audio_buffer.committed", {"previous_item_id": previous, "item_id": silence.id})
        self._editing.announce(silence)
        self._answering.start(self.config, context=Context(note=IDLE_NOTE))
        self._proceed()

    def _proceed(self) -> None:
        self._answering.settle_debt(self.config)
        if not self._hearing.pending and not self._reading.pending:
            self._answering.proceed(self._hearing.take_heard_ms)

    def _refuse(self, problem: BadEvent, event_id: str | None) -> None:
        told = error_fields(
            "invalid_request_error", problem.code, problem.message, param=problem.param, event_id=event_id
        )
        self._emit("error", told)

    def _emit(self, kind: str, fields: dict[str, Any]) -> None:
        self._idle.see(kind, fields)
        self._outputs.append(Send({"type": kind, "event_id": new_id("event"), **fields}))
