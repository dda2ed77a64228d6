"""Written text is spoken, heard again by the engine's recogniser, and compared with how a person reads it."""

import re
from pathlib import Path

import numpy as np
from hibari.g2p import G2P
from rapidfuzz.fuzz import ratio

from navai_jupyter.engine.speech import bundled
from navai_jupyter.engine.speech.audio import Resampler, to_pcm16
from navai_jupyter.engine.speech.recogniser import WhisperRecogniser
from navai_jupyter.engine.voice import HibariVoice
from navai_jupyter.engine.voice.sound import silence

CASES = [
    line.split("|")
    for line in (Path(__file__).parent / "said.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
PAIRS = list(zip(CASES[::2], CASES[1::2], strict=True))
"""Two of them fill the recogniser's window, and take no longer than one."""
RECOVERED = 0.88
"""Similarity of two phoneme strings from which on all words are there; the recogniser's own slips cost some."""


def test_what_is_written_is_heard_as_it_is_meant():
    voice, recogniser, phonemes = HibariVoice(), WhisperRecogniser(bundled.tiny()), G2P()

    def sounds(text):
        text = re.sub(r"(?<=\w)\.(?=[a-z])", " dot ", text.lower().replace("-", " "))
        return re.sub(r"[\W_ˈˌː]", "", phonemes(text))

    def heard(*written):
        samples = np.concatenate([silence(0.2), *map(voice.say, written), silence(0.3)])
        return recogniser.hear(Resampler().pcm16(to_pcm16(samples))).text

    likeness = {
        f"{one} {other}": ratio(sounds(heard(one, other)), sounds(f"{one_meant} {other_meant}")) / 100
        for (one, one_meant), (other, other_meant) in PAIRS
    }
    lost = {written: score for written, score in likeness.items() if score < RECOVERED}
    assert len(CASES) >= 60
    assert len(lost) <= 0.1 * len(PAIRS), lost
    assert sum(likeness.values()) / len(PAIRS) >= 0.94
