"""How a synthesised piece is finished, whichever voice it came from."""

from __future__ import annotations

import numpy as np

from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.voice.sound import at_speed, faded, levelled, silence, trimmed

SENTENCE_PAUSE, CLAUSE_PAUSE = 0.25, 0.12
"""Seconds of silence after a piece that ends a sentence, and after any other."""
NO_SAMPLES: Samples = np.zeros(0, np.float32)
NOTHING = 0.1
"""Seconds of silence for a piece without a word, such as "!!!"."""


def shaped(samples: Samples, piece: str, speed: float) -> Samples:
    """The model's ``samples`` of ``piece`` as they are sent."""
    if not len(samples):
        return silence(NOTHING)
    return faded(at_speed(levelled(trimmed(samples, pause_after(piece))), speed))


def pause_after(piece: str) -> float:
    return SENTENCE_PAUSE if piece.rstrip("\"'”’)]*_` ").endswith((".", "!", "?", "…")) else CLAUSE_PAUSE
