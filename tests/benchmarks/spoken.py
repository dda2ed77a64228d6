"""A spoken conversation in the page, by WebRTC and by WebSocket: how soon, and at what cost."""

from __future__ import annotations

import base64
import sys
from dataclasses import dataclass, field
from time import perf_counter

from navai_jupyter.client.audio import RATE, SAMPLE_BYTES
from tests.benchmarks.laboratory import Laboratory, Way
from tests.benchmarks.measure import Figure, Section
from tests.benchmarks.processes import BUSY, Processors
from tests.benchmarks.speech import CLOSING_SILENCE, SENTENCES, speech
from tests.e2e.speech import spoken

WAYS: dict[Way, str] = {"webrtc": "WebRTC", "websocket": "WebSocket"}


@dataclass
class Conversation:
    """Samples of each figure, by its name."""

    to_call: list[float] = field(default_factory=list)
    to_audio: list[float] = field(default_factory=list)
    shares: dict[str, float] = field(default_factory=dict)
    kilobytes: float = 0.0
    """Of each second."""


def measure_spoken(laboratory: Laboratory, turns: int) -> list[Section]:
    """The same conversation by each way; the first is beside the second."""
    first, second = (_figures(_converse(laboratory, way, turns)) for way in WAYS)
    compared = [
        Figure(one.what, one.samples, (*one.beside, Figure("WebRTC", before.samples)), one.unit)
        for one, before in zip(second, first, strict=True)
    ]
    return [
        Section(f"Speech, in the page over {name}", figures)
        for name, figures in zip(WAYS.values(), (first, compared), strict=True)
    ]


def _converse(laboratory: Laboratory, way: Way, turns: int) -> Conversation:
    talk = Conversation()
    laboratory.travel(way)
    laboratory.notebook.panel.start()
    processors, before, began = Processors(laboratory), laboratory.measure("bytes"), perf_counter()
    for _ in range(turns):
        for sentence, function in SENTENCES.items():
            said = laboratory.measure("say", _utterance(sentence))
            if said["name"] == function:
                talk.to_call.append(said["toCall"])
                talk.to_audio.append(said["toAudio"])
            else:
                print(f'"{sentence}" called {said["name"]}.', file=sys.stderr)
    talk.shares = processors.shares()
    talk.kilobytes = (laboratory.measure("bytes") - before) / 1000 / (perf_counter() - began)
    laboratory.notebook.panel.stop()
    return talk


def _figures(talk: Conversation) -> list[Figure]:
    return [
        Figure("end of speech → call", talk.to_call, (CLOSING_SILENCE,)),
        Figure("end of speech → first audio", talk.to_audio, (CLOSING_SILENCE,)),
        *(Figure(f"the {name}'s share of a core", [talk.shares[name]], unit="%") for name in BUSY),
        Figure("sent and received", [talk.kilobytes], unit="kB/s"),
    ]


def _utterance(sentence: str) -> dict[str, str | float]:
    """The file, and how long before its end the voice does."""
    voice = speech(sentence)
    seconds = len(voice.pcm) / SAMPLE_BYTES / RATE
    return {"wav": base64.b64encode(spoken(sentence)).decode(), "tail": (seconds - voice.end) * 1000}
