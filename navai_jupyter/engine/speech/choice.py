"""Which ears the options ``--recogniser``, ``--language`` and ``--voice-detector`` stand for."""

from __future__ import annotations

from pathlib import Path

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.engine.nearby import check_nearby
from navai_jupyter.engine.speech import bundled
from navai_jupyter.engine.speech.pysilero import PysileroDetector
from navai_jupyter.engine.speech.recogniser import Recogniser, WhisperRecogniser
from navai_jupyter.engine.speech.second import SecondOpinion
from navai_jupyter.engine.speech.served import MODEL, ServedRecogniser
from navai_jupyter.engine.speech.vad import SileroDetector, VoiceDetector

ACCEPTED = (
    "Accepted are the folder of a faster-whisper model, and the URL of a transcription server on this machine "
    "(http://…/v1 or http://…/v1#MODEL)."
)


def load_detector(wanted: str) -> VoiceDetector:
    return PysileroDetector() if wanted == "pysilero" else SileroDetector()


def load_recogniser(wanted: str, language: str) -> Recogniser:
    """What ``wanted`` names, the bundled models if nothing; raises a `ConfigurationError`."""
    if not wanted:
        with bundled.base() as folder:
            thorough = WhisperRecogniser(folder, language or "en")
        return SecondOpinion(WhisperRecogniser(bundled.tiny()), thorough) if english(language) else thorough
    if wanted.startswith(("http://", "https://")):
        url, _, model = wanted.partition("#")
        check_nearby(url, "transcription server", ACCEPTED)
        return ServedRecogniser(url, model or MODEL, language)
    folder = Path(wanted).expanduser()
    if not (folder / "model.bin").is_file():
        raise ConfigurationError(f"There is no speech model in {folder}.", "It has no model.bin.", ACCEPTED)
    return WhisperRecogniser(folder, language or "en")


def english(language: str) -> bool:
    """Whether the option ``--language`` leaves it at English, which the quick model hears."""
    return language in ("", "en")
