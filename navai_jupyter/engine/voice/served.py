"""A speech server on the same machine: anything with OpenAI's `POST /audio/speech`."""

from __future__ import annotations

import av
import httpx

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.speech.audio import Samples
from navai_jupyter.engine.voice.pieces import pieces
from navai_jupyter.engine.voice.reading import plain
from navai_jupyter.engine.voice.sound import decoded
from navai_jupyter.engine.voice.speaking import NO_SAMPLES, shaped

MODEL, SPEAKER = "tts-1", "alloy"
"""OpenAI's names, which such servers map to their own model and default voice."""
TIMEOUT = httpx.Timeout(30.0, connect=5.0)


class ServedVoice:
    """Asks ``url`` (it includes ``/v1``) for each piece; text normalisation and language are the server's."""

    def __init__(self, url: str, speaker: str = SPEAKER) -> None:
        self._speaker = speaker
        self._url = f"{url.rstrip('/')}/audio/speech"
        # This machine's own address: a proxy of the environment has no place in between.
        self._client = httpx.Client(timeout=TIMEOUT, trust_env=False)

    def sentences(self, text: str) -> list[str]:
        return pieces(text)

    def say(self, sentence: str, speed: float = 1.0) -> Samples:
        words = plain(sentence)
        return shaped(self._samples(words) if words else NO_SAMPLES, sentence, speed)

    def _samples(self, words: str) -> Samples:
        wanted = {"model": MODEL, "voice": self._speaker, "input": words, "response_format": "wav"}
        try:
            answer = self._client.post(self._url, json=wanted)
            answer.raise_for_status()
            return decoded(answer.content)
        except httpx.HTTPStatusError as error:
            why = f"It answered {error.response.status_code}: {error.response.text[:200].strip()}"
        except httpx.HTTPError as error:
            why = str(error) or type(error).__name__
        except av.FFmpegError:
            why = "It answered with something that is no audio file."
        raise EngineError(
            f"The speech server at {self._url} did not speak.", why, "Check the option --voice and the server."
        )
