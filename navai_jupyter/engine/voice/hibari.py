"""The bundled voice."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.speech.digest import check_digest
from navai_jupyter.engine.voice.pieces import pieces
from navai_jupyter.engine.voice.reading import readable
from navai_jupyter.engine.voice.speaking import shaped

HIBARI_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
VOICE_NAME = "heart"
"""The one voice inside the hibari wheel."""


class HibariVoice:
    """hibari-tts with its bundled English voice, or with the model file of another hibari voice."""

    def __init__(self, model: Path | None = None) -> None:
        from hibari import Hibari
        from hibari.voices import VOICES

        with ExitStack() as stack:
            if model is None:
                self.name = VOICE_NAME
                path = stack.enter_context(as_file(files("hibari") / "assets" / "hibari.onnx"))
                check_digest(path, HIBARI_SHA256)
            else:
                # Its own voices are known by file name, and with it whether they speak British English.
                known = (name for name, voice in VOICES.items() if voice["file"] == model.name)
                self.name, path = next(known, model.stem), model
            self._hibari = Hibari(voice=self.name if self.name in VOICES else VOICE_NAME, model=str(path))

    def sentences(self, text: str) -> list[str]:
        return pieces(text)

    def say(self, sentence: str, speed: float = 1.0) -> Samples:
        # One seed: the same words always sound the same.
        return shaped(self._hibari(readable(sentence), seed=0).astype(np.float32), sentence, speed)
