"""Is somebody speaking in this frame?"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Protocol

import numpy as np

from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.speech.digest import check_digest

FRAME = 512
"""Samples of one frame at the ear's rate: 32 ms."""

SILERO_SHA256 = "4cbf549b8326f60f80f2536d9eefeb450a9abe83365a098031c89719f1be17d2"
CONTEXT = 64


@dataclass(frozen=True)
class Frame:
    """``FRAME`` samples at the ear's rate, with the probability that they hold speech."""

    samples: Samples
    probability: float


class VoiceDetector(Protocol):
    def probability(self, frame: Samples) -> float:
        """Probability of speech in the next frame of `FRAME` samples; frames come in order."""
        ...

    def fresh(self) -> VoiceDetector:
        """A detector for another stream, sharing the loaded model."""
        ...


class SileroDetector:
    """Silero VAD v6, from the file inside the faster-whisper wheel (a private path: the wheel is pinned)."""

    def __init__(self, model: object | None = None) -> None:
        self._model = model or self._load()
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)

    @staticmethod
    def _load() -> object:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.log_severity_level = 3
        with as_file(files("faster_whisper") / "assets" / "silero_vad_v6.onnx") as path:
            check_digest(path, SILERO_SHA256)
            return onnxruntime.InferenceSession(
                str(path), providers=["CPUExecutionProvider"], sess_options=options
            )

    def probability(self, frame: Samples) -> float:
        block = np.concatenate([self._context, frame])[None, :]
        output, self._h, self._c = self._model.run(  # type: ignore[attr-defined]  # onnxruntime ships no types
            None, {"input": block, "h": self._h, "c": self._c}
        )
        self._context = frame[-CONTEXT:]
        return float(output.reshape(-1)[0])

    def fresh(self) -> SileroDetector:
        return SileroDetector(self._model)


class Framer:
    """Cuts one stream into frames, in order; what does not fill a frame waits for the next samples."""

    def __init__(self, detector: VoiceDetector) -> None:
        self._detector = detector
        self._rest = np.zeros(0, np.float32)

    def frames(self, samples: Samples) -> list[Frame]:
        waiting = np.concatenate([self._rest, samples])
        whole = len(waiting) // FRAME * FRAME
        self._rest = waiting[whole:]
        return [
            Frame(waiting[at : at + FRAME], self._detector.probability(waiting[at : at + FRAME]))
            for at in range(0, whole, FRAME)
        ]
