"""The input half of a session: audio becomes turns, turns become user messages with a transcript."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from navai_jupyter.engine import planner
from navai_jupyter.engine.session.config import SemanticVad, ServerVad, SessionConfig
from navai_jupyter.engine.session.conversation import Conversation
from navai_jupyter.engine.session.hints import hints
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.items import InputAudio, UserMessage
from navai_jupyter.engine.session.outputs import Detect, Drop, Output, Stage, Transcribe
from navai_jupyter.engine.session.passages import Passages
from navai_jupyter.engine.session.problem import BadEvent
from navai_jupyter.engine.session.response import Emit
from navai_jupyter.engine.speech.audio import EAR_RATE, Samples, milliseconds
from navai_jupyter.engine.speech.captions import Caption
from navai_jupyter.engine.speech.own_voice import OwnVoice
from navai_jupyter.engine.speech.turns import (
    BETWEEN_WORDS_MS,
    GoingOn,
    Paused,
    Resumed,
    Started,
    Stopped,
    Turn,
    TurnDetector,
)
from navai_jupyter.engine.speech.vad import Frame

KEPT_SECONDS = 60
"""Audio that waits for the models, or for a manual commit, beyond which the oldest is dropped."""
LEAST_COMMIT_MS = 100


@dataclass
class Decoding:
    """A running or finished `Transcribe` job; ``message`` is set once the turn is known to be over."""

    job: str
    text: str | None = None
    rivals: tuple[str, ...] = ()
    message: UserMessage | None = None
    heard_ms: int = 0
    caption: Caption = field(default_factory=Caption)
    passages: Passages = field(default_factory=Passages)
    until: int = 0
    """Samples of the turn up to which it reads."""


class Hearing:
    """Calls `on_started` when speech interrupts, `on_turn` when a turn is over, `on_text` when it is read."""

    def __init__(
        self,
        conversation: Conversation,
        emit: Emit,
        put: Callable[[Output], None],
        situation: Callable[[], planner.Situation],
        on_started: Callable[[], None],
        on_turn: Callable[[], None],
        on_text: Callable[[], None],
    ) -> None:
        self._conversation = conversation
        self._emit = emit
        self._put = put
        self._situation = situation
        self._on_started = on_started
        self._on_turn = on_turn
        self._on_text = on_text
        self.own_voice = OwnVoice()
        self._turns = TurnDetector()
        self._ready = False
        self._buffer: deque[Samples] = deque()
        self._buffered = 0
        self._item_id = ""
        self._early: Decoding | None = None
        self._caption = Caption()
        self._passages = Passages()
        self._glance = ""
        """Job that reads the turn as far as it is."""
        self._decoding: dict[str, Decoding] = {}
        self._heard_ms = 0

    @property
    def pending(self) -> bool:
        """A committed turn has no transcript yet."""
        return any(decoding.message for decoding in self._decoding.values())

    def take_heard_ms(self) -> int:
        """Length of the speech that the next response answers; told once."""
        taken, self._heard_ms = self._heard_ms, 0
        return taken

    def ready(self, config: SessionConfig) -> None:
        """The models are loaded: hear what was said meanwhile."""
        self._ready = True
        self.reconfigured(config)

    def reconfigured(self, config: SessionConfig) -> None:
        """Turns may be found by the engine from now on, or be left to the client: nothing said is lost."""
        if config.audio.input.turn_detection is None:
            self._keep(self._cut_turn())
        elif self._ready and self._buffered:
            self.hear(self._take_buffer(), config)

    def hear(self, samples: Samples, config: SessionConfig) -> None:
        if self._ready and config.audio.input.turn_detection is not None:
            self._put(Detect(samples))
        else:
            self._keep(samples)

    def detected(self, frames: Sequence[Frame], config: SessionConfig) -> None:
        detection = config.audio.input.turn_detection
        if detection is None:
            return
        for turn in self._turns.hear(self.own_voice.told_apart(frames), detection.endpointing):
            self._follow(turn, config, detection)

    def commit(self, config: SessionConfig) -> None:
        """The client says that the turn is over; one that was found by the engine keeps its id."""
        item_id = self._item_id if self._turns.speaking else new_id("item")
        self._keep(self._cut_turn())
        spoken = self._take_buffer()
        if milliseconds(spoken, EAR_RATE) < LEAST_COMMIT_MS:
            raise BadEvent(
                f"The input audio buffer holds less than {LEAST_COMMIT_MS} ms of audio.",
                code="input_audio_buffer_commit_empty",
            )
        self._commit(item_id, spoken, config, None)

    def clear(self) -> None:
        self._cut_turn()
        self._take_buffer()
        self._turns.reset()
        self._emit("input_audio_buffer.cleared", {})

    def transcribed(
        self, job: str, text: str, finish: planner.Finish, rivals: tuple[str, ...], config: SessionConfig
    ) -> None:
        if job == self._glance:
            self._glance = ""
            self._tell(self._item_id, self._caption.hear(self._passages.whole(text)))
        decoding = self._decoding.get(job)
        if decoding is None:
            return
        decoding.text, decoding.rivals = text, rivals
        detection = config.audio.input.turn_detection
        if decoding.message is not None:
            self._write_down(decoding, config)
        elif detection is not None:
            for turn in self._turns.judge(finish, detection.endpointing):
                self._follow(turn, config, detection)

    def failed(self, job: str, why: str) -> None:
        if job == self._glance:
            self._glance = ""
        decoding = self._decoding.pop(job, None)
        if decoding is None:
            return
        if decoding.message is None:
            self._early = None
            return
        problem = {"type": "server_error", "code": "transcription_failed", "message": why}
        place = {"item_id": decoding.message.id, "content_index": 0}
        self._emit("conversation.item.input_audio_transcription.failed", {**place, "error": problem})
        self._on_text()

    def _follow(self, turn: Turn, config: SessionConfig, detection: ServerVad | SemanticVad) -> None:
        match turn:
            case Started(at_ms):
                self._item_id, self._caption, self._passages = new_id("item"), Caption(), Passages()
                self._emit(
                    "input_audio_buffer.speech_started",
                    {"audio_start_ms": at_ms, "item_id": self._item_id},
                )
                if detection.interrupt_response:
                    self._on_started()
                    self.own_voice.stop()
            case GoingOn(samples=so_far):
                if config.audio.input.transcription is not None and not self._glance:
                    self._glance = self._transcribe(self._passages.rest(so_far), config, "partial")
            case Paused(samples=so_far):
                self._drop_glance()
                self._early = self._decode(so_far, config, "early")
            case Resumed(silence_ms):
                early = self._early
                if early is not None and early.text is not None and silence_ms >= BETWEEN_WORDS_MS:
                    self._passages.settle(early.text, early.until)
                self._drop_early()
            case Stopped(at_ms, spoken):
                self._drop_glance()
                self._emit(
                    "input_audio_buffer.speech_stopped",
                    {"audio_end_ms": at_ms, "item_id": self._item_id},
                )
                self._commit(self._item_id, spoken, config, detection)

    def _commit(
        self, item_id: str, spoken: Samples, config: SessionConfig, detection: ServerVad | SemanticVad | None
    ) -> None:
        message = UserMessage(id=item_id, content=[InputAudio(type="input_audio")])
        self._heard_ms = milliseconds(spoken, EAR_RATE)
        self._conversation.add(message)
        self._conversation.recordings.heard(item_id, spoken)
        previous = self._conversation.previous_id(message)
        self._emit("input_audio_buffer.committed", {"previous_item_id": previous, "item_id": item_id})
        placed = {"previous_item_id": previous, "item": message.wire()}
        self._emit("conversation.item.added", placed)
        self._emit("conversation.item.done", placed)
        decoding = self._early or self._decode(spoken, config)
        self._early = None
        decoding.message, decoding.heard_ms = message, self._heard_ms
        decoding.caption, self._caption = self._caption, Caption()
        if detection is not None and detection.create_response:
            self._on_turn()
        if decoding.text is not None:
            self._write_down(decoding, config)

    def _write_down(self, decoding: Decoding, config: SessionConfig) -> None:
        message = decoding.message
        assert message is not None
        del self._decoding[decoding.job]
        delta, text = decoding.caption.close(decoding.passages.whole(decoding.text or ""))
        message.read(text, tuple(map(decoding.passages.whole, decoding.rivals)))
        if config.audio.input.transcription is not None:
            self._tell(message.id, delta)
            place = {"item_id": message.id, "content_index": 0}
            usage = {"type": "duration", "seconds": decoding.heard_ms / 1000}
            self._emit(
                "conversation.item.input_audio_transcription.completed",
                {**place, "transcript": text, "usage": usage},
            )
        self._on_text()

    def _tell(self, item_id: str, delta: str) -> None:
        if delta:
            place = {"item_id": item_id, "content_index": 0}
            self._emit("conversation.item.input_audio_transcription.delta", {**place, "delta": delta})

    def _decode(self, samples: Samples, config: SessionConfig, stage: Stage = "final") -> Decoding:
        """Read what is not settled of the turn so far."""
        job = self._transcribe(self._passages.rest(samples), config, stage)
        decoding = Decoding(job, passages=self._passages, until=len(samples))
        self._decoding[decoding.job] = decoding
        return decoding

    def _transcribe(self, samples: Samples, config: SessionConfig, stage: Stage) -> str:
        job, situation = new_id("job"), self._situation()
        self._put(
            Transcribe(
                job,
                samples,
                hints(config, situation.tools),
                None if stage == "partial" else situation,
                stage,
                config.language,
            )
        )
        return job

    def _cut_turn(self) -> Samples:
        self._drop_early()
        self._drop_glance()
        self._passages = Passages()
        return self._turns.cut() if self._turns.speaking else np.zeros(0, np.float32)

    def _drop_early(self) -> None:
        if self._early is not None:
            del self._decoding[self._early.job]
            self._put(Drop(self._early.job))
            self._early = None

    def _drop_glance(self) -> None:
        if self._glance:
            self._put(Drop(self._glance))
            self._glance = ""

    def _keep(self, samples: Samples) -> None:
        if len(samples):
            self._buffer.append(samples)
        self._buffered += len(samples)
        while self._buffered > KEPT_SECONDS * EAR_RATE:
            self._buffered -= len(self._buffer.popleft())

    def _take_buffer(self) -> Samples:
        taken = np.concatenate([np.zeros(0, np.float32), *self._buffer])
        self._buffer.clear()
        self._buffered = 0
        return taken
