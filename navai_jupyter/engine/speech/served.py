"""A transcription server on the same machine: anything with OpenAI's `POST /audio/transcriptions`."""

from __future__ import annotations

import io
import wave

import httpx

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.speech.audio import EAR_RATE, Samples, to_pcm16
from navai_jupyter.engine.speech.heard import Heard
from navai_jupyter.engine.speech.repeats import drop_repeat

MODEL = "whisper-1"
"""OpenAI's name, which such servers map to their own model."""
TIMEOUT = httpx.Timeout(30.0, connect=5.0)


class ServedRecogniser:
    """Asks ``url`` (it includes ``/v1``) for the text of each utterance; ``language`` is told if it is set."""

    def __init__(self, url: str, model: str = MODEL, language: str = "") -> None:
        self._model = model
        self._language = language
        self._url = f"{url.rstrip('/')}/audio/transcriptions"
        # This machine's own address: a proxy of the environment has no place in between.
        self._client = httpx.Client(timeout=TIMEOUT, trust_env=False)

    def hear(self, samples: Samples, vocabulary: str = "", language: str | None = None) -> Heard:
        wanted = {"model": self._model, "response_format": "json", "temperature": "0", "prompt": vocabulary}
        wanted["language"] = language or self._language
        told = {name: value for name, value in wanted.items() if value}
        file = ("speech.wav", _wav(samples), "audio/wav")
        try:
            answer = self._client.post(self._url, data=told, files={"file": file})
            answer.raise_for_status()
            return Heard(drop_repeat(str(answer.json()["text"]).strip()))
        except httpx.HTTPStatusError as error:
            why = f"It answered {error.response.status_code}: {error.response.text[:200].strip()}"
        except httpx.HTTPError as error:
            why = str(error) or type(error).__name__
        except (ValueError, KeyError, TypeError):
            why = "It answered with something that holds no text."
        raise EngineError(
            f"The transcription server at {self._url} did not transcribe.",
            why,
            "Check the option --recogniser and the server.",
        )


def _wav(samples: Samples) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(EAR_RATE)
        wav.writeframes(to_pcm16(samples))
    return file.getvalue()
