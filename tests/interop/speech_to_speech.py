"""Hugging Face's ``speech-to-speech``: a realtime server that we did not write, in an environment of its own.

Its protocol, its voice detector (Silero) and its pipeline are its own. It hears and speaks by the models of
`models.py`, because its own would be downloads.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.e2e.lab import free_port

PYTHON = os.environ.get("NAVAI_INTEROP_PYTHON", "")
"""The interpreter of that environment; ``make interop`` makes it, from requirements.txt."""
WANTED = pytest.mark.skipif(
    not PYTHON, reason="wants an environment of several gigabytes: `make interop` makes it and runs this"
)
START_SECONDS = 120
PIPELINES = 2
SILERO = """from silero_vad import load_silero_vad


def silero_vad():
    return load_silero_vad(), None
"""
"""What `torch.hub` would download; the package of the same model stands in its cache instead."""
PUNKT = ("abbrev_types.txt", "collocations.tab", "ortho_context.tab", "sent_starters.txt")
"""What NLTK would download: knowledge of abbreviations. With none, every full stop ends a sentence."""


@contextmanager
def serving(models_url: str, home: Path) -> Iterator[str]:
    """The server's base URL, once it answers."""
    _spare_the_downloads(home)
    port = free_port()
    models = {
        "stt": "openai",
        "openai_stt_base_url": models_url,
        "tts": "openai",
        "openai_tts_base_url": models_url,
        "llm_backend": "chat-completions",
        "responses_api_base_url": models_url,
        "model_name": "rules",
    }
    command = [
        str(Path(PYTHON).with_name("speech-to-speech")),
        "serve",
        f"--port={port}",
        f"--num_pipelines={PIPELINES}",
        *(f"--{name}={value}" for name, value in models.items()),
        # Both want models of their own.
        "--no_smart_turn",
        "--no_enable_live_transcription",
    ]
    environment = {
        **os.environ,
        "OPENAI_API_KEY": "of-nobody",
        "TORCH_HOME": str(home),
        "NLTK_DATA": str(home / "nltk"),
        "HF_HUB_OFFLINE": "1",
    }
    log = home / "speech-to-speech.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(url):
            assert process.poll() is None, log.read_text()[-4000:]
            assert time.monotonic() < deadline, log.read_text()[-4000:]
            time.sleep(0.2)
        yield f"{url}/v1"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:  # its threads wait for work
            process.kill()
            process.wait(10)


def _spare_the_downloads(home: Path) -> None:
    hub = home / "hub" / "snakers4_silero-vad_master"
    hub.mkdir(parents=True)
    (hub / "hubconf.py").write_text(SILERO)
    punkt = home / "nltk" / "tokenizers" / "punkt_tab" / "english"
    punkt.mkdir(parents=True)
    for name in PUNKT:
        (punkt / name).touch()


def sessions(base_url: str) -> int:
    """How many sessions the server holds."""
    return int(httpx.get(f"{base_url}/pool", timeout=5).json()["in_use"])


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/v1/pool", timeout=5).is_success
    except httpx.HTTPError:
        return False
