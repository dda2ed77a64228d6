"""A person speaks over the agent: when is that noticed, and when is the loudspeaker silent?"""

from __future__ import annotations

import base64

import numpy as np

from navai_jupyter.client.audio import RATE
from navai_jupyter.engine.speech.audio import EAR_RATE, Resampler
from navai_jupyter.engine.speech.turns import Endpointing, Started, TurnDetector
from navai_jupyter.engine.speech.vad import FRAME, Framer, SileroDetector
from tests.benchmarks.laboratory import Laboratory
from tests.benchmarks.measure import Figure, Section
from tests.benchmarks.speech import speech
from tests.benchmarks.spoken import WAYS
from tests.e2e.speech import spoken

QUESTION = "what can I say"
"""Its answer is long."""
SENTENCES = ("go to results", "no wait", "add two and three")
"""What is said over it."""
VOICED = 0.05
"""Share of a sentence's loudest hundredth of a second from which its voice has begun."""
PLAYOUTS = 5
LEAD = np.zeros(EAR_RATE, np.float32)


def measure_barge_in(laboratory: Laboratory, times: int) -> list[Section]:
    """By each way that sound travels; the floors are what the voice detector and the loudspeaker take alone."""
    detector = Figure("voice detector alone", [_detection(sentence) for sentence in SENTENCES])
    sections: list[Section] = []
    for way, name in WAYS.items():
        laboratory.travel(way)
        playout = Figure("loudspeaker alone", [laboratory.measure("playout") for _ in range(PLAYOUTS)])
        laboratory.notebook.panel.start()
        told = [laboratory.measure("bargeIn", _overlap(one)) for _ in range(times) for one in SENTENCES]
        laboratory.notebook.panel.stop()
        noticed = [one["toTold"] for one in told]
        silent = [one["toSilence"] for one in told]
        cut = [one["toSilence"] - one["toTold"] for one in told]
        figures = [
            Figure("voice → the page knows", noticed, (detector,)),
            Figure("the page knows → silence", cut, (playout,)),
            Figure("voice → silence", silent, (detector, playout)),
            detector,
            playout,
        ]
        sections.append(Section(f"Speaking over the agent, {name}", figures))
    return sections


def _overlap(sentence: str) -> dict[str, str | float]:
    question, wav = (base64.b64encode(spoken(one)).decode() for one in (QUESTION, sentence))
    return {"question": question, "wav": wav, "onset": onset_ms(sentence)}


def onset_ms(sentence: str) -> float:
    """Milliseconds from the beginning of the file to that of the voice."""
    samples = np.frombuffer(speech(sentence).pcm, np.int16).astype(np.float64)
    step = RATE // 100
    loudness = np.sqrt((samples[: len(samples) // step * step].reshape(-1, step) ** 2).mean(axis=1))
    return float(np.argmax(loudness > VOICED * loudness.max()) * 10)


def _detection(sentence: str) -> float:
    """Milliseconds of the voice that the engine's ears have to hear; the least, as if frames began with it."""
    samples = np.concatenate([LEAD, Resampler().pcm16(speech(sentence).pcm)])
    frames = Framer(SileroDetector()).frames(samples)
    turns = TurnDetector()
    for heard, frame in enumerate(frames, start=1):
        if any(isinstance(turn, Started) for turn in turns.hear([frame], Endpointing())):
            return (heard * FRAME - len(LEAD)) * 1000 / EAR_RATE - onset_ms(sentence)
    raise AssertionError(f'no voice is heard in "{sentence}"')
