"""A long sound in pieces that can be read at once, cut where it is quietest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from navai_jupyter.engine.speech.audio import EAR_RATE, Samples

LEEWAY = 5 * EAR_RATE
"""Samples before the end of a full piece among which the cut is looked for."""
GAP = EAR_RATE // 10
"""Samples that must be quiet together: a stop consonant is shorter than a word's end."""


def pieces(samples: Samples, most: int) -> Iterator[Samples]:
    """At most `most` samples each; one piece when they are no more."""
    while len(samples) > most:
        at = most - LEEWAY + _quietest(samples[most - LEEWAY : most])
        yield samples[:at]
        samples = samples[at:]
    yield samples


def _quietest(samples: Samples) -> int:
    """The middle of the quietest gap."""
    sums = np.concatenate([[0.0], np.cumsum(samples.astype(np.float64) ** 2)])
    return int(np.argmin(sums[GAP:] - sums[:-GAP])) + GAP // 2
