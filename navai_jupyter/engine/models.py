"""The speech models: loaded once, off the event loop, with progress that a person can be shown."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.options import DEFAULTS, EngineOptions
from navai_jupyter.engine.planner import CommandPlanner, Planner
from navai_jupyter.engine.planner.meaning import meaning
from navai_jupyter.engine.speech.audio import EAR_RATE
from navai_jupyter.engine.speech.choice import english, load_detector, load_recogniser
from navai_jupyter.engine.speech.recogniser import Recogniser
from navai_jupyter.engine.speech.vad import FRAME, VoiceDetector
from navai_jupyter.engine.voice import Voice, choose_voice
from navai_jupyter.engine.workers import Workers

log = logging.getLogger(__name__)


class Health(BaseModel):
    """Body of ``GET /healthz``; ``progress`` is 0–1, ``models`` are the names of those in use."""

    status: Literal["loading", "ready", "failed"] = "loading"
    progress: float = 0.0
    detail: str = "Loading the speech models"
    models: dict[str, str] = {}


@dataclass(frozen=True)
class Speech:
    """What hears and speaks, ready to use, and what it is called."""

    detector: VoiceDetector
    recogniser: Recogniser
    voice: Voice
    names: dict[str, str] = field(default_factory=dict)


class Models:
    """``await speech()`` waits for the models; `health` says how far they are."""

    def __init__(
        self, load: Callable[[Callable[[float, str], None]], Speech], planner: Planner | None = None
    ) -> None:
        self.health = Health()
        self.planner = planner or CommandPlanner()
        # A thread each: a frame must not wait for a decoding, nor an answer for another's question.
        self.ear = Workers(1, "ear")
        self.decoder = Workers(1, "decoder")
        self.speaker = Workers(1, "speaker")
        self._load = load
        self._loaded: asyncio.Future[Speech] | None = None

    def start(self) -> None:
        """Begin to load; returns at once."""
        loop = asyncio.get_running_loop()
        self._loaded = loop.create_future()

        def progress(done: float, detail: str) -> None:
            loop.call_soon_threadsafe(setattr, self, "health", Health(progress=done, detail=detail))

        async def load() -> None:
            assert self._loaded is not None
            try:
                speech = await self.decoder.run(self, self._load, progress)
            except Exception as error:
                log.exception("The speech models did not load")
                self.health = Health(status="failed", detail=str(error) or type(error).__name__)
                self._loaded.set_exception(error)
                self._loaded.exception()  # Nobody may be waiting; the health check tells.
            else:
                self.health = Health(status="ready", progress=1.0, detail="Ready", models=speech.names)
                self._loaded.set_result(speech)

        self._loading = loop.create_task(load())

    async def speech(self) -> Speech:
        """The models, once they are loaded; raises what kept them from loading."""
        if self._loaded is None:
            raise EngineError("The speech models were never started.")
        await asyncio.wait([self._loaded])
        return self._loaded.result()

    def close(self) -> None:
        for workers in (self.ear, self.decoder, self.speaker):
            workers.close()


def load_speech(progress: Callable[[float, str], None], options: EngineOptions = DEFAULTS) -> Speech:
    """Load and warm up, so that the first sentence is not slower than the second."""
    try:
        progress(0.05, "Loading the voice detector")
        detector = load_detector(options.voice_detector)
        progress(0.3, "Loading the recogniser")
        recogniser = load_recogniser(options.recogniser, options.language)
        progress(0.65, "Loading the meanings of words")
        meaning()
        progress(0.7, "Loading the voice")
        voice = choose_voice(options.voice).load()
    except ImportError as error:
        raise EngineError(
            "The local engine's speech models are not installed.",
            f"Python cannot import {error.name}.",
            'Install them: pip install "navai-jupyter[local]"',
        ) from error
    progress(0.85, "Warming up")
    detector.fresh().probability(np.zeros(FRAME, np.float32))
    recogniser.hear(np.zeros(EAR_RATE, np.float32))
    voice.say("Ready.")
    return Speech(detector, recogniser, voice, names_of(options))


def names_of(options: EngineOptions) -> dict[str, str]:
    """For a person to read; a folder or an address stays untold, since ``/healthz`` is open to all."""
    address, _, served = options.recogniser.partition("#")
    given = served if "://" in address else Path(address).name
    bundled = "Whisper tiny.en and base" if english(options.language) else "Whisper base"
    default = "a transcription server" if address else bundled
    return {
        "recogniser": given or default,
        "language": options.language or "en",
        "voice_detector": options.voice_detector,
        "voice": choose_voice(options.voice).name,
    }
