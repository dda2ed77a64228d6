"""Audio that a client puts into an item instead of the input buffer: it is read like a spoken turn."""

from __future__ import annotations

from collections.abc import Callable

from navai_jupyter.engine.session.config import SessionConfig
from navai_jupyter.engine.session.conversation import Conversation
from navai_jupyter.engine.session.formats import decoder
from navai_jupyter.engine.session.hints import hints
from navai_jupyter.engine.session.ids import new_id
from navai_jupyter.engine.session.items import InputAudio, Item, UserMessage
from navai_jupyter.engine.session.outputs import Output, Transcribe
from navai_jupyter.engine.session.response import Emit


class Reading:
    def __init__(self, conversation: Conversation, emit: Emit, put: Callable[[Output], None]) -> None:
        self._conversation = conversation
        self._emit = emit
        self._put = put
        self._unread: dict[str, tuple[UserMessage, int]] = {}

    @property
    def pending(self) -> bool:
        return bool(self._unread)

    def read(self, item: Item, config: SessionConfig) -> None:
        """Find the words of the item's sound, if it has any."""
        for at, part in enumerate(item.content if isinstance(item, UserMessage) else ()):
            if isinstance(item, UserMessage) and isinstance(part, InputAudio) and part.audio:
                job = new_id("job")
                self._unread[job] = item, at
                samples = decoder(config.input_format).decode(part.audio)
                if self._conversation.holds(item):
                    self._conversation.recordings.heard(item.id, samples)
                expected = hints(config, tuple(config.planner_tools()))
                self._put(Transcribe(job, samples, expected, language=config.language))
                part.audio = None

    def transcribed(self, job: str, text: str) -> bool:
        """Whether this was a job of ours."""
        item, at = self._unread.pop(job, (None, 0))
        if item is not None:
            item.content[at] = InputAudio(type="input_audio", transcript=text)
        return item is not None

    def failed(self, job: str, why: str) -> bool:
        item, at = self._unread.pop(job, (None, 0))
        if item is not None:
            problem = {"type": "server_error", "code": "transcription_failed", "message": why}
            place = {"item_id": item.id, "content_index": at}
            self._emit("conversation.item.input_audio_transcription.failed", {**place, "error": problem})
        return item is not None
