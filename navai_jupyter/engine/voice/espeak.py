"""The user's own espeak-ng: many languages, a robotic sound. It is GPL, so it is run and never depended on."""

from __future__ import annotations

import re
import shutil
import subprocess

import av

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.voice.pieces import pieces
from navai_jupyter.engine.voice.reading import plain, readable
from navai_jupyter.engine.voice.sound import decoded
from navai_jupyter.engine.voice.speaking import NO_SAMPLES, shaped

PROGRAM = "espeak-ng"
LANGUAGE = "en-us"
A_LANGUAGE = re.compile(r"[a-z][\w+-]{1,39}", re.IGNORECASE | re.ASCII)
SECONDS = 20.0
"""Far more than the longest piece takes."""


class EspeakVoice:
    """Runs the installed program once a piece; ``language`` is one that `espeak-ng --voices` lists."""

    def __init__(self, language: str = LANGUAGE) -> None:
        program = shutil.which(PROGRAM)
        if program is None:
            raise EngineError(
                f"The voice {PROGRAM} is not installed.",
                f"There is no program {PROGRAM} on this engine's PATH.",
                f"Install it (on Debian: apt install {PROGRAM}), or leave the option --voice away.",
            )
        self._english = language.lower().startswith("en")
        self._command = [program, "-v", language, "--stdin", "--stdout"]

    def sentences(self, text: str) -> list[str]:
        return pieces(text)

    def say(self, sentence: str, speed: float = 1.0) -> Samples:
        words = readable(sentence) if self._english else plain(sentence)
        return shaped(self._samples(words) if words else NO_SAMPLES, sentence, speed)

    def _samples(self, words: str) -> Samples:
        try:
            run = subprocess.run(  # noqa: S603 — a fixed program; the text goes in by standard input
                self._command, input=words.encode(), capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"{PROGRAM} did not speak within {SECONDS:.0f} seconds.") from error
        try:
            if run.returncode == 0:
                return decoded(run.stdout)
        except av.FFmpegError:
            pass  # It says so itself, on standard error.
        why = run.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise EngineError(f"{PROGRAM} did not speak.", why, f"`{PROGRAM} --voices` lists what it can speak.")
