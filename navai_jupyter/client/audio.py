"""Sound files as the provider wants them: PCM16, mono, 24 kHz."""

from __future__ import annotations

import wave
from array import array
from dataclasses import dataclass, field
from pathlib import Path

from navai_jupyter.core.errors import NavaiError

RATE = 24_000
SAMPLE_BYTES = 2
FRAME_SECONDS = 0.02
FRAME_BYTES = int(RATE * FRAME_SECONDS) * SAMPLE_BYTES
SILENT_FRAME = bytes(FRAME_BYTES)
VOICED_SHARE = 0.05
"""Below this share of the loudest sample a frame counts as silence."""


@dataclass(frozen=True)
class Speech:
    """``pcm`` is 16-bit mono at 24 kHz; ``end`` is the second at which the voice ends."""

    pcm: bytes = field(repr=False)
    end: float

    def frames(self) -> list[bytes]:
        whole = [self.pcm[i : i + FRAME_BYTES] for i in range(0, len(self.pcm), FRAME_BYTES)]
        if whole:
            whole[-1] = whole[-1].ljust(FRAME_BYTES, b"\0")
        return whole


def load_speech(path: Path) -> Speech:
    """Read any sound file that FFmpeg can."""
    try:
        import av
    except ImportError:
        raise NavaiError(
            "Sound files cannot be read.",
            "The package av is not installed.",
            'Install it with: pip install "navai-jupyter[local]"',
            code="no_audio_reader",
        ) from None
    try:
        with av.open(str(path)) as container:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            frames = [f for decoded in container.decode(audio=0) for f in resampler.resample(decoded)]
            frames += resampler.resample(None)
    except (OSError, ValueError, IndexError, av.FFmpegError) as error:
        raise NavaiError(
            f"{path} cannot be read as sound.",
            str(error),
            "Give a file such as WAV, FLAC, MP3 or M4A.",
            code="bad_audio",
            status=400,
        ) from None
    pcm = b"".join(bytes(f.planes[0])[: f.samples * SAMPLE_BYTES] for f in frames)
    return Speech(pcm, _voice_end(pcm))


def write_wav(path: Path, pcm: bytes, rate: int = RATE) -> None:
    """Write 16-bit mono samples."""
    try:
        with path.open("wb") as raw, wave.open(raw, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(SAMPLE_BYTES)
            file.setframerate(rate)
            file.writeframes(pcm)
    except OSError as error:
        raise NavaiError(
            f"{path} cannot be written.",
            error.strerror or str(error),
            "Name a file in a folder that exists.",
            code="bad_file",
        ) from None


def _voice_end(pcm: bytes) -> float:
    samples = array("h", pcm)
    floor = VOICED_SHARE * max((abs(s) for s in samples), default=0)
    last = next((i for i in range(len(samples) - 1, -1, -1) if abs(samples[i]) > floor), len(samples) - 1)
    return (last + 1) / RATE
