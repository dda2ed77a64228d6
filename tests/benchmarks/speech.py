"""End of speech → function call → first sound, without a browser: real engine, protocol and kernel."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from navai_jupyter.cli.ask import build_session
from navai_jupyter.cli.notebook import open_notebook
from navai_jupyter.client import Latency, ways
from navai_jupyter.client.audio import Speech, load_speech
from navai_jupyter.core.config import NavaiSettings
from navai_jupyter.engine.speech import bundled
from navai_jupyter.engine.speech.audio import Resampler
from navai_jupyter.engine.speech.recogniser import WhisperRecogniser
from navai_jupyter.engine.speech.turns import Endpointing
from navai_jupyter.headless.provider import open_provider
from tests.benchmarks.measure import Figure, Section
from tests.e2e.lab import NOTEBOOKS
from tests.e2e.speech import spoken

SENTENCES = {"add two and three": "add", "go to results": "navigate_to"}
"""What is said, and the function that must be called."""

WAYS: dict[ways.Name, str] = {"websocket": "a WebSocket", "webrtc": "WebRTC"}

CLOSING_SILENCE = Figure("silence that ends a turn of server_vad", [float(Endpointing().silence_duration_ms)])
"""Without a judgement of its words a turn is known to be over no earlier."""


async def measure_speech(turns: int, way: ways.Name = "websocket") -> Section:
    """``turns`` of each sentence in one session; one that becomes another call is told, and no figure."""
    settings = NavaiSettings(provider="local")
    recogniser = WhisperRecogniser(bundled.tiny())
    latencies: list[Latency] = []
    decoding: list[float] = []
    working: list[float] = []
    async with (
        open_provider(settings) as ready,
        open_notebook(NOTEBOOKS / "quickstart.ipynb") as notebook,
        build_session(ready, notebook, settings, transport=way) as session,
    ):
        utterances = {sentence: speech(sentence) for sentence in SENTENCES}
        for _ in range(turns):
            for sentence, function in SENTENCES.items():
                worked = process_time()
                turn = await session.say(utterances[sentence])
                working.append((process_time() - worked) * 1000)
                if [call.name for call in turn.calls] == [function]:
                    latencies.append(turn.latency_ms)
                else:
                    print(f'"{sentence}" was heard as "{turn.transcript}".', file=sys.stderr)
                decoding.append(_decode(recogniser, utterances[sentence]))
    alone = Figure("recogniser alone", decoding)
    floors = (CLOSING_SILENCE, alone)
    to_call = [latency.speech_end_to_call for latency in latencies if latency.speech_end_to_call]
    to_audio = [latency.speech_end_to_audio for latency in latencies if latency.speech_end_to_audio]
    figures = [
        Figure("end of speech → call", to_call, floors),
        Figure("end of speech → first audio", to_audio, floors),
        Figure("processor time of the client per turn", working),
        CLOSING_SILENCE,
        alone,
    ]
    return Section(f"Speech, head-less over {WAYS[way]}", figures)


def speech(sentence: str) -> Speech:
    """``sentence`` as the head-less session sends it, with the moment at which its voice ends."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sentence.wav")
        path.write_bytes(spoken(sentence))
        return load_speech(path)


def _decode(recogniser: WhisperRecogniser, speech: Speech) -> float:
    samples = Resampler().pcm16(speech.pcm)
    started = perf_counter()
    recogniser.hear(samples)
    return (perf_counter() - started) * 1000
