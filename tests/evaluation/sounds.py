"""Sounds that are no speech, five seconds each, made of tones, noise and envelopes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from navai_jupyter.engine.models import Speech
from navai_jupyter.engine.speech.audio import EAR_RATE, Samples
from tests.evaluation.conversation import Conversation, Heard
from tests.evaluation.noises import coloured, fan
from tests.evaluation.offered import offered

Wave = NDArray[np.float64]

LENGTH = 5 * EAR_RATE
AT = np.arange(LENGTH) / EAR_RATE
PENTATONIC = (0, 2, 4, 7, 9, 12)


@dataclass(frozen=True)
class Sound:
    """``loudest`` is the peak of the clip, as a share of the full scale."""

    name: str
    make: Callable[[], Wave | Samples]
    loudest: float = 0.5

    def samples(self) -> Samples:
        made = self.make()
        return (made * (self.loudest / max(float(np.abs(made).max()), 1e-9))).astype(np.float32)


def hear_sounds(models: Speech) -> Iterator[tuple[Sound, Heard]]:
    """What came of each, in a session with tools of its own."""
    for sound in SOUNDS:
        yield sound, Conversation(offered("sales"), models).hear(sound.samples())


def _noise(seed: int, slope: float = 0.0, length: int = LENGTH) -> Samples:
    return coloured(length, seed, slope)


def _tone(frequency: float) -> Wave:
    return np.sin(2 * np.pi * frequency * AT)


def _sweep(low: float, high: float, period: float) -> Wave:
    """A tone that rises and falls between two frequencies."""
    middle, width = (low + high) / 2, (high - low) / 2
    return np.sin(2 * np.pi * np.cumsum(middle + width * np.sin(2 * np.pi * AT / period)) / EAR_RATE)


def _two_tones(one: float, other: float, period: float) -> Wave:
    return np.where(AT % period < period / 2, _tone(one), _tone(other))


def _strokes(times: list[float], stroke: Wave | Samples) -> Wave:
    """`stroke` begun at each of the times, in seconds."""
    out = np.zeros(LENGTH)
    for time in times:
        at = int(time * EAR_RATE)
        piece = stroke[: max(0, LENGTH - at)]
        out[at : at + len(piece)] += piece
    return out


def _fading(samples: Wave | Samples, seconds: float) -> Wave:
    """Struck at once, and a third as loud after so many seconds."""
    return samples * np.exp(-np.arange(len(samples)) / EAR_RATE / seconds)


def _note(semitones: float, seconds: float, harmonics: int = 5) -> Wave:
    at = np.arange(int(seconds * EAR_RATE)) / EAR_RATE
    frequency = 220 * 2 ** (semitones / 12)
    tone = sum(np.sin(2 * np.pi * n * frequency * at) / n**1.5 for n in range(1, harmonics + 1))
    return _fading(np.asarray(tone), seconds / 3)


def _chords() -> Wave:
    progression = ((0, 4, 7), (-3, 0, 4), (5, 9, 12), (7, 11, 14))
    return sum(
        (_strokes([bar * 1.2], sum(_note(one, 1.3) for one in chord)) for bar, chord in enumerate(progression)),
        np.zeros(LENGTH),
    )


def _melody(seed: int, octave: int, seconds: float) -> Wave:
    dice = np.random.default_rng(seed)
    times = np.arange(0.0, 4.8, seconds)
    notes = (_strokes([time], _note(dice.choice(PENTATONIC) + octave, seconds)) for time in times)
    return sum(notes, np.zeros(LENGTH))


def _drums() -> Wave:
    at = np.arange(EAR_RATE // 4) / EAR_RATE
    kick = _fading(np.sin(2 * np.pi * 60 * at * np.exp(-3 * at)), 0.08)
    snare = _fading(_noise(1, 0.0, EAR_RATE // 5), 0.05)
    hat = _fading(np.diff(_noise(2, 0.0, EAR_RATE // 10)), 0.01)
    beats = [0.5 * beat for beat in range(10)]
    return _strokes(beats[::2], kick) + 0.4 * _strokes(beats[1::2], snare) + 0.1 * _strokes(beats, hat)


def _band() -> Wave:
    return _chords() / 3 + _drums() + _melody(3, 12, 0.3) / 2


def _typing(seed: int) -> Wave:
    dice = np.random.default_rng(seed)
    key = _fading(_noise(seed, 0.5, EAR_RATE // 20), 0.006)
    return _strokes(list(np.cumsum(dice.uniform(0.07, 0.3, 24)) % 4.9), key)


def _knocks() -> Wave:
    return _strokes([0.5, 0.75, 1.0, 3.0, 3.25, 3.5], _fading(_noise(5, 2.0, EAR_RATE // 4), 0.03))


def _coughs() -> Wave:
    """Each a burst of air, then a shorter one with a rough voice in it."""
    burst = _fading(_noise(6, 1.0, EAR_RATE // 4), 0.06)
    at = np.arange(EAR_RATE // 5) / EAR_RATE
    rough = _fading(_noise(7, 1.0, len(at)) * (1 + np.sign(np.sin(2 * np.pi * 140 * at))), 0.05)
    return _strokes([0.6, 2.4, 3.9], burst) + 0.7 * _strokes([0.85, 2.65, 4.15], rough)


def _breath() -> Wave:
    return _noise(8, 0.7) * np.clip(np.sin(2 * np.pi * AT / 2.5), 0, 1) ** 2


def _applause() -> Wave:
    dice = np.random.default_rng(9)
    clap = _fading(_noise(9, 0.3, EAR_RATE // 20), 0.008)
    return _strokes(list(dice.uniform(0, 4.9, 700)), clap)


def _rain() -> Wave:
    drops = _strokes(list(np.random.default_rng(10).uniform(0, 4.9, 300)), _fading(_noise(11, 0.0, 800), 0.004))
    return 0.2 * _noise(10, 0.5) + drops


def _clicks(every: float) -> Wave:
    return _strokes(list(np.arange(0.2, 4.9, every)), np.ones(8))


def _paper() -> Wave:
    return _noise(12) * np.abs(_noise(13, 2.0)) ** 3


def _telephone() -> Wave:
    return (_tone(440) + _tone(480)) * (AT % 3 < 1.2) * (1 + np.sign(_tone(20)))


SOUNDS = (
    Sound("silence", partial(np.zeros, LENGTH)),
    Sound("a quiet room", partial(_noise, 20, 1.0), 0.005),
    Sound("white noise", partial(_noise, 21), 0.3),
    Sound("pink noise", partial(_noise, 22, 1.0)),
    Sound("brown noise", partial(_noise, 23, 2.0)),
    Sound("a fan", partial(fan, LENGTH, 24)),
    Sound("mains hum", lambda: _tone(50) + 0.5 * _tone(150)),
    Sound("a beep", partial(_tone, 1000.0)),
    Sound("chords", _chords),
    Sound("a melody", partial(_melody, 1, 0, 0.4)),
    Sound("a high melody", partial(_melody, 2, 24, 0.25)),
    Sound("drums", _drums),
    Sound("a band", _band),
    Sound("slow typing", partial(_typing, 30), 0.3),
    Sound("loud typing", partial(_typing, 31), 0.9),
    Sound("knocks on a door", _knocks, 0.8),
    Sound("coughs", _coughs, 0.7),
    Sound("breath", _breath, 0.2),
    Sound("a siren", partial(_sweep, 600.0, 1400.0, 1.5)),
    Sound("an ambulance", partial(_two_tones, 450.0, 600.0, 1.2)),
    Sound("applause", _applause),
    Sound("rain", _rain, 0.3),
    Sound("mouse clicks", partial(_clicks, 0.6), 0.9),
    Sound("a clock", partial(_clicks, 1.0), 0.4),
    Sound("paper", _paper, 0.4),
    Sound("a telephone", _telephone),
)
