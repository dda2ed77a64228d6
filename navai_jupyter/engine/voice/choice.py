"""Which voice the option ``--voice`` stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from navai_jupyter.core.errors import ConfigurationError
from navai_jupyter.engine.nearby import check_nearby
from navai_jupyter.engine.voice.espeak import A_LANGUAGE, LANGUAGE, PROGRAM, EspeakVoice
from navai_jupyter.engine.voice.hibari import VOICE_NAME, HibariVoice, voice_of_file
from navai_jupyter.engine.voice.model import Voice
from navai_jupyter.engine.voice.served import SPEAKER, ServedVoice

ACCEPTED = (
    f'Accepted are "{VOICE_NAME}" (the bundled voice), the path of another hibari voice (FILE.onnx), '
    f'"{PROGRAM}" or "{PROGRAM}:LANGUAGE" (your installed program), and the URL of a speech server '
    "on this machine (http://…/v1 or http://…/v1#VOICE)."
)


@dataclass(frozen=True)
class VoiceChoice:
    """A voice before it is loaded: its name is known, so that a session can tell it at once."""

    name: str
    load: Callable[[], Voice]


def choose_voice(wanted: str) -> VoiceChoice:
    """What ``wanted`` names; raises a `ConfigurationError` that says what is accepted."""
    if wanted in ("", VOICE_NAME):
        return VoiceChoice(VOICE_NAME, HibariVoice)
    if wanted.startswith(("http://", "https://")):
        url, _, speaker = wanted.partition("#")
        check_nearby(url, "speech server", ACCEPTED)
        return VoiceChoice(speaker or SPEAKER, partial(ServedVoice, url, speaker or SPEAKER))
    program, _, language = wanted.partition(":")
    if program == PROGRAM and A_LANGUAGE.fullmatch(language or LANGUAGE):
        return VoiceChoice(f"{PROGRAM}:{language or LANGUAGE}", partial(EspeakVoice, language or LANGUAGE))
    file = Path(wanted).expanduser()
    if file.suffix == ".onnx":
        if not file.is_file():
            raise ConfigurationError(f"There is no voice file {file}.", fix=ACCEPTED)
        return VoiceChoice(voice_of_file(file), partial(HibariVoice, file))
    raise ConfigurationError(f'The voice "{wanted}" is unknown.', fix=ACCEPTED)
