"""From what a synthesiser returns to what is sent: even in loudness, of the asked speed, free of clicks."""

from __future__ import annotations

import io
from fractions import Fraction

import av
import numpy as np
from av.filter import Graph

from navai_jupyter.engine.speech.audio import WIRE_RATE, Samples

AUDIBLE = 0.01
BEFORE = WIRE_RATE // 50
"""20 ms are kept before a piece, so that no onset is cut."""
FADE = WIRE_RATE // 200
"""5 ms at either end: silence to noise floor without a click."""

LOUDNESS = 0.1
"""RMS of the audible parts: −20 dBFS, what telephony and recognisers are levelled to."""
MOST_PEAK = 0.95
FRAME = WIRE_RATE // 50

SLOWEST_STEP = 0.5
"""FFmpeg's `atempo` goes no lower in one step; two steps reach the protocol's 0.25."""


def trimmed(samples: Samples, pause: float = 0.2) -> Samples:
    """Without the model's own silence around the speech; ``pause`` seconds of it stay at the end.

    A listener would take the silence before for a slow answer.
    """
    loud = np.flatnonzero(np.abs(samples) > AUDIBLE)
    if not len(loud):
        return samples
    kept = samples[max(0, loud[0] - BEFORE) : loud[-1] + 1 + round(pause * WIRE_RATE)]
    missing = loud[-1] + 1 + round(pause * WIRE_RATE) - len(samples)
    return np.pad(kept, (0, max(0, missing)))


def levelled(samples: Samples) -> Samples:
    """At the common loudness, or as near as it can be without clipping."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    loudness = np.sqrt((frames**2).mean(axis=1))
    audible = loudness[loudness > AUDIBLE]
    if not len(audible):
        return samples
    gain = min(LOUDNESS / float(np.sqrt((audible**2).mean())), MOST_PEAK / float(np.abs(samples).max()))
    return samples * np.float32(gain)


def faded(samples: Samples) -> Samples:
    """With both ends drawn to zero."""
    length = min(FADE, len(samples) // 2)
    if not length:
        return samples
    samples, ramp = samples.copy(), np.linspace(0, 1, length, dtype=np.float32)
    samples[:length] *= ramp
    samples[-length:] *= ramp[::-1]
    return samples


def at_speed(samples: Samples, speed: float) -> Samples:
    """Faster or slower at the same pitch."""
    if speed == 1.0 or not len(samples):
        return samples
    graph = Graph()
    last = source = graph.add_abuffer(
        sample_rate=WIRE_RATE, format="flt", layout="mono", time_base=Fraction(1, WIRE_RATE)
    )
    while speed < SLOWEST_STEP:
        last.link_to(step := graph.add("atempo", str(SLOWEST_STEP)))
        last, speed = step, speed / SLOWEST_STEP
    last.link_to(step := graph.add("atempo", str(speed)))
    step.link_to(sink := graph.add("abuffersink"))
    graph.configure()
    source.push(_frame(samples))
    source.push(None)
    parts = []
    while True:
        try:
            frame = sink.pull()
            assert isinstance(frame, av.AudioFrame)
            parts.append(frame.to_ndarray()[0])
        except (av.EOFError, av.BlockingIOError):
            return np.concatenate(parts) if parts else samples[:0]


def decoded(file: bytes) -> Samples:
    """The samples of a WAV, MP3, … file at the wire's rate; raises `av.FFmpegError` when it is none."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=WIRE_RATE)
    parts = []
    with av.open(io.BytesIO(file), "r") as container:
        for frame in container.decode(audio=0):
            parts += resampler.resample(frame)
        parts += resampler.resample(None)
    return np.concatenate([part.to_ndarray()[0] for part in parts]) if parts else np.zeros(0, np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * WIRE_RATE), np.float32)


def _frame(samples: Samples) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate = WIRE_RATE
    return frame
