"""The noise of rooms, made of random numbers: the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from navai_jupyter.engine.speech.audio import EAR_RATE, Samples

Noise = Callable[[int, int], Samples]
"""Samples of a length, from a seed."""


def coloured(length: int, seed: int, slope: float) -> Samples:
    """White (0), pink (1) or brown (2) noise: its power falls with the frequency to this slope."""
    frequencies = np.fft.rfftfreq(length, 1 / EAR_RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    return _level(np.fft.irfft(spectrum / np.maximum(frequencies, 30.0) ** (slope / 2), length))


def pink(length: int, seed: int) -> Samples:
    return coloured(length, seed, 1.0)


def fan(length: int, seed: int) -> Samples:
    """Air, and the hum of a motor with its harmonics."""
    at = np.arange(length) / EAR_RATE
    turns = 47.0 + seed % 7
    hum = sum(np.sin(2 * np.pi * turns * n * at) / n for n in range(1, 9))
    return _level(coloured(length, seed, 1.6) + 0.5 * _level(hum))


def babble(length: int, seed: int) -> Samples:
    """Many people at once: noise with the spectrum, the pitch and the syllables of voices, and no words."""
    random = np.random.default_rng(seed)
    at = np.arange(length) / EAR_RATE
    crowd = np.zeros(length)
    for _ in range(12):
        pitch = random.uniform(90, 230) * (1 + 0.1 * np.sin(2 * np.pi * random.uniform(0.2, 0.6) * at))
        phase = 2 * np.pi * np.cumsum(pitch) / EAR_RATE
        voice = sum(np.sin(n * phase) * _formants(n * float(pitch.mean()), random) for n in range(1, 18))
        syllables = np.clip(np.sin(2 * np.pi * random.uniform(2.5, 5) * at + random.uniform(0, 6)), 0, 1)
        crowd += syllables * voice
    return _level(_level(crowd) + 0.4 * coloured(length, seed, 1.0))


NOISES: tuple[Noise, ...] = (pink, fan, babble)


def at_ratio(noise: Samples, loudness: float, decibels: float) -> Samples:
    """The noise so much softer than a voice of this root mean square."""
    return noise * (loudness / 10 ** (decibels / 20))


def _formants(frequency: float, random: np.random.Generator) -> float:
    peaks = (random.uniform(300, 800), random.uniform(900, 2200), 2600.0)
    return float(sum(np.exp(-(((frequency - peak) / 220) ** 2)) for peak in peaks)) + 0.03


def _level(samples: Samples) -> Samples:
    """At a root mean square of one."""
    return (samples / np.sqrt(np.mean(np.square(samples)))).astype(np.float32)
