"""Sentences as sound: read once by each voice, kept on disk, levelled, and mixed with a room's noise."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np

from navai_jupyter.engine.speech.audio import EAR_RATE, WIRE_RATE, Samples, to_pcm16
from tests.evaluation.noises import NOISES, at_ratio
from tests.evaluation.voices import Voice

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "navai-jupyter" / "voices"
RECIPE = "1"
"""Part of the key of what is kept: to be changed with the way the voices are asked."""
LOUDNESS = 0.08
"""Root mean square of the voice."""
AUDIBLE = 0.015
"""Of the loudest sample: what is below it is silence around the voice."""
ONSET = EAR_RATE // 10
"""Samples kept before the first loud one: the h of "heat" is soft."""
BEFORE, AFTER = 0.5, 1.5
"""Seconds of the room before and after the voice."""
PAUSES = (0.2, 0.3, 0.4, 0.5)
"""Seconds between the pieces of a sentence, in turn."""


@dataclass(frozen=True)
class Variant:
    """How a sentence is said, and where; ``noise`` is the ratio of the voice to the noise in dB."""

    name: str
    speed: float = 1.0
    noise: float | None = None


CLEAN = Variant("clean")
VARIANTS = (
    CLEAN,
    Variant("noise 20 dB", noise=20),
    Variant("noise 10 dB", noise=10),
    Variant("speed 0.85", speed=0.85),
    Variant("speed 1.2", speed=1.2),
)


@dataclass(frozen=True)
class Utterance:
    """``samples`` at the ear's rate; the voice is silent from ``end`` on."""

    samples: Samples = field(repr=False)
    end: int

    @property
    def pcm(self) -> bytes:
        """As a client sends it."""
        return to_pcm16(_resampled(self.samples, EAR_RATE, WIRE_RATE))

    @property
    def end_seconds(self) -> float:
        return self.end / EAR_RATE


def utter(pieces: Sequence[str], voice: Voice, variant: Variant = CLEAN) -> Utterance:
    """A sentence in a room; between its pieces the voice pauses, as in the middle of a thought."""
    sentence = " ".join(pieces)
    parts = [read_aloud(piece, voice, variant.speed) for piece in _unfinished(pieces)]
    speech = parts[0]
    for number, part in enumerate(parts[1:]):
        pause = PAUSES[(_number(sentence) + number) % len(PAUSES)]
        # A part begins with the quiet before its first sound.
        speech = np.concatenate([speech, np.zeros(int(pause * EAR_RATE) - ONSET, np.float32), part])
    before, after = int(BEFORE * EAR_RATE), int(AFTER * EAR_RATE)
    samples = np.pad(speech, (before, after))
    if variant.noise is not None:
        seed = _number(sentence)
        noise = NOISES[seed % len(NOISES)](len(samples), seed)
        samples = samples + at_ratio(noise, LOUDNESS, variant.noise)
    return Utterance(samples.astype(np.float32), before + len(speech))


def read_aloud(sentence: str, voice: Voice, speed: float = 1.0) -> Samples:
    """The sentence at the ear's rate and at one loudness, without the silence around it."""
    key = hashlib.sha256("\n".join([RECIPE, voice.name, str(speed), sentence]).encode()).hexdigest()
    path = CACHE / f"{key}.npy"
    if not path.exists():
        samples = _trimmed(_resampled(*voice.say(sentence, speed), EAR_RATE))
        path.parent.mkdir(parents=True, exist_ok=True)
        # Under a name of its own first: another run may read at the same time.
        unfinished = path.with_suffix(f".{os.getpid()}.npy")
        np.save(unfinished, (samples * 32767).astype(np.int16))
        unfinished.replace(path)
    samples = np.load(path).astype(np.float32) / 32767
    return samples * (LOUDNESS / float(np.sqrt(np.mean(samples**2))))


def _unfinished(pieces: Sequence[str]) -> list[str]:
    """The pieces with a comma after all but the last, so that the voice does not fall."""
    return [*(f"{piece.rstrip(',')}," for piece in pieces[:-1]), pieces[-1]]


def _resampled(samples: Samples, rate: int, to: int) -> Samples:
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None, :]), format="flt", layout="mono")
    frame.sample_rate = rate
    resampler = av.AudioResampler(format="flt", layout="mono", rate=to)
    return np.concatenate(
        [out.to_ndarray()[0] for out in (*resampler.resample(frame), *resampler.resample(None))]
    )


def _trimmed(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > AUDIBLE * np.abs(samples).max())
    return np.clip(samples[max(0, loud[0] - ONSET) : loud[-1] + 1], -1.0, 1.0)


def _number(text: str) -> int:
    """The same in every run, as `hash` is not."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
