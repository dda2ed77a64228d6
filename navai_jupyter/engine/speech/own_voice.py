"""The engine's own voice, back through the microphone: it must neither interrupt nor answer itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from navai_jupyter.engine.speech.audio import EAR_RATE, WIRE_RATE, Samples
from navai_jupyter.engine.speech.vad import FRAME, Frame

Spectra = NDArray[np.float32]
"""Loudness of each band (columns) at each step of time (rows)."""

STEPS = 2
"""Steps of time in one frame: an echo comes at any moment of it."""
STEP = FRAME // STEPS
BANDS = 20
LOWEST, HIGHEST = 150.0, 6500.0
"""Hertz: what small loudspeakers and the microphone both carry."""
COMPRESSION = 0.3
"""Loudness as it is heard, so that one loud vowel does not decide alone."""
WINDOW = 16
"""Frames that are compared, half a second: less is too like anybody's speech."""
SPAN = WINDOW * STEPS
EARLIEST, LATEST = -19, 62
"""Steps by which an echo comes after its speech was handed out, -0.3 to 1 s: buffers, network, room."""
ALIKE = 0.62
"""Correlation from which a frame is our own voice."""
UNHEARD = 0.1
"""Probability of speech below which nobody needs to know whose it would be."""


def _filters() -> Spectra:
    frequencies = np.fft.rfftfreq(FRAME, 1 / EAR_RATE)
    edges = np.geomspace(LOWEST, HIGHEST, BANDS + 1)
    middles = np.sqrt(edges[:-1] * edges[1:])
    inside = (frequencies >= edges[:-1, None]) & (frequencies < edges[1:, None])
    nearest = np.abs(frequencies - middles[:, None]).argmin(axis=1)
    inside[np.arange(BANDS), nearest] = True
    return inside.T.astype(np.float32)


FILTERS = _filters()


def _spectra(samples: Samples, rate: int, step: int) -> Spectra:
    """At any rate the bins lie at the same frequencies: frames are as long in time."""
    length = FRAME * rate // EAR_RATE
    framed = np.lib.stride_tricks.sliding_window_view(samples, length)[::step]
    power = np.abs(np.fft.rfft(framed * np.hanning(length)) * (EAR_RATE / rate)) ** 2
    loudness = (power[:, : len(FILTERS)] @ FILTERS) ** COMPRESSION
    return loudness.astype(np.float32)


def _shape(spectra: Spectra) -> Spectra:
    """Without level and colour, which the room changes; stacked windows are shaped one by one."""
    centred = spectra - spectra.mean(axis=-2, keepdims=True)
    size = np.sqrt((centred**2).sum(axis=(-2, -1), keepdims=True))
    shape: Spectra = centred / (size + 1e-9)
    return shape


class OwnVoice:
    """Remembers what was handed out to be played, on the clock of the microphone."""

    def __init__(self) -> None:
        self._clock = self._origin = 0
        self._said = np.zeros((0, BANDS), np.float32)
        self._heard = np.zeros((WINDOW, BANDS), np.float32)

    def say(self, samples: Samples) -> None:
        """Speech at the wire's rate, to be played after all before it."""
        begin = max(self._clock, self._origin + len(self._said))
        whole = np.pad(samples, (0, FRAME * WIRE_RATE // EAR_RATE))
        spoken = _spectra(whole, WIRE_RATE, STEP * WIRE_RATE // EAR_RATE)
        origin = self._clock - LATEST - SPAN
        self._said = np.concatenate([self._between(origin, begin), spoken])
        self._origin = origin

    def stop(self) -> None:
        """What is not yet played will not be."""
        self._said = self._said[: max(0, self._clock - self._origin)]

    def told_apart(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        """The frames; one in which we hear ourselves is no speech."""
        for frame in frames:
            self._clock += STEPS
            self._heard = np.concatenate([self._heard[1:], _spectra(frame.samples, EAR_RATE, FRAME)])
            own = frame.probability >= UNHEARD and self._likeness() >= ALIKE
            yield replace(frame, probability=0.0) if own else frame

    def _likeness(self) -> float:
        """The best correlation of the last half second with any that may be heard now."""
        said = self._between(self._clock - LATEST - SPAN, self._clock - EARLIEST)
        if not said.any():
            return 0.0
        windows = np.lib.stride_tricks.sliding_window_view(said, SPAN, axis=0)[..., ::STEPS].swapaxes(1, 2)
        return float((_shape(windows) * _shape(self._heard)).sum(axis=(1, 2)).max())

    def _between(self, first: int, last: int) -> Spectra:
        """Steps of what was said; silence where nothing was."""
        known = self._said[max(0, first - self._origin) : max(0, last - self._origin)]
        quiet = last - first - len(known)
        before = min(max(0, self._origin - first), quiet)
        return np.pad(known, ((before, quiet - before), (0, 0)))
