"""Which ears the options ``--recogniser``, ``--language`` and ``--voice-detector`` stand for."""

from __future__ import annotations

from pathlib import Path

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.core.hosts import host_of, is_this_machine
from navai_jupyter.engine.speech.pysilero import PysileroDetector
from navai_jupyter.engine.speech.recogniser import Recogniser, WhisperRecogniser
from navai_jupyter.engine.speech.served import MODEL, ServedRecogniser
from navai_jupyter.engine.speech.vad import SileroDetector, VoiceDetector

ACCEPTED = (
    "Accepted are the folder of a faster-whisper model, and the URL of a transcription server on this machine "
    "(http://…/v1 or http://…/v1#MODEL)."
)


def load_detector(wanted: str) -> VoiceDetector:
    return PysileroDetector() if wanted == "pysilero" else SileroDetector()


def load_recogniser(wanted: str, language: str) -> Recogniser:
    """What ``wanted`` names, the bundled model if nothing; raises a `ConfigurationError`."""
    if not wanted:
        return WhisperRecogniser(language=language or "en")
    if wanted.startswith(("http://", "https://")):
        url, _, model = wanted.partition("#")
        _check(url)
        return ServedRecogniser(url, model or MODEL, language)
    folder = Path(wanted).expanduser()
    if not (folder / "model.bin").is_file():
        raise ConfigurationError(f"There is no speech model in {folder}.", "It has no model.bin.", ACCEPTED)
    return WhisperRecogniser(folder, language or "en")


def _check(url: str) -> None:
    host = host_of(url)
    if host is None or "@" in url:
        # The URL stays untold: it may hold a password.
        raise ConfigurationError("The recogniser's URL has no host, or a user.", fix=ACCEPTED)
    if not is_this_machine(host):
        raise ConfigurationError(
            f"The transcription server {host} is not on this machine.",
            "Whoever uses this engine relies on it that no sound is sent away.",
            f"Forward a port to it, as with `ssh -L 8000:localhost:8000 {host}`, and name that.",
        )
