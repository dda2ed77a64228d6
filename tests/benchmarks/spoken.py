"""End of speech → function call → first sound, in the page: virtual microphone, WebRTC, loudspeaker."""

from __future__ import annotations

import base64
import sys

from navai_jupyter.client.audio import RATE, SAMPLE_BYTES
from tests.benchmarks.laboratory import Laboratory
from tests.benchmarks.measure import Figure, Section
from tests.benchmarks.speech import CLOSING_SILENCE, SENTENCES, speech
from tests.e2e.speech import spoken


def measure_spoken(laboratory: Laboratory, turns: int) -> Section:
    to_call: list[float] = []
    to_audio: list[float] = []
    laboratory.open()
    laboratory.notebook.panel.start()
    for _ in range(turns):
        for sentence, function in SENTENCES.items():
            said = laboratory.measure("say", _utterance(sentence))
            if said["name"] == function:
                to_call.append(said["toCall"])
                to_audio.append(said["toAudio"])
            else:
                print(f'"{sentence}" called {said["name"]}.', file=sys.stderr)
    laboratory.notebook.panel.stop()
    figures = [
        Figure("end of speech → call", to_call, (CLOSING_SILENCE,)),
        Figure("end of speech → first audio", to_audio, (CLOSING_SILENCE,)),
        CLOSING_SILENCE,
    ]
    return Section("Speech, in the page over WebRTC", figures)


def _utterance(sentence: str) -> dict[str, str | float]:
    """The file, and how long before its end the voice does."""
    voice = speech(sentence)
    seconds = len(voice.pcm) / SAMPLE_BYTES / RATE
    return {"wav": base64.b64encode(spoken(sentence)).decode(), "tail": (seconds - voice.end) * 1000}
