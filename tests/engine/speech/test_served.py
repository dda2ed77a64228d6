"""The recogniser of a transcription server with OpenAI's API; this one reads with the bundled model."""

import io
import json
import threading
import wave
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from navai_jupyter.core.errors import ConfigurationError, EngineError
from navai_jupyter.engine.speech.audio import EAR_RATE, Resampler, to_pcm16
from navai_jupyter.engine.speech.bundled import tiny
from navai_jupyter.engine.speech.choice import load_recogniser
from navai_jupyter.engine.voice import synthesise

pytestmark = pytest.mark.speech


class TranscriptionServer(BaseHTTPRequestHandler):
    """Answers `POST /v1/audio/transcriptions`, and keeps the fields it was told."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = message_from_bytes(head + body, policy=policy.HTTP).iter_parts()
        told = {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in parts
        }
        self.server.told.append((self.path, told))
        status, answer = self.server.answer(told["file"])
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def whisper():
    return load_recogniser("", "")


@pytest.fixture
def server(whisper):
    def read(file):
        with wave.open(io.BytesIO(file)) as wav:
            assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (EAR_RATE, 1, 2)
            samples = np.frombuffer(wav.readframes(wav.getnframes()), "<i2").astype(np.float32) / 32768
        return 200, json.dumps({"text": whisper.hear(samples).text}).encode()

    with ThreadingHTTPServer(("127.0.0.1", 0), TranscriptionServer) as server:
        server.told, server.answer = [], read
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def served_by(server, model="", language=""):
    return load_recogniser(f"http://127.0.0.1:{server.server_port}/v1{model}", language)


def spoken(text):
    samples, _ = synthesise(text)
    return Resampler().pcm16(to_pcm16(samples.astype(np.float32) / 32768))


def test_it_reads_what_was_said(server):
    text = served_by(server).hear(spoken("Go to model training.")).text
    assert text.lower().strip(".") == "go to model training"


def test_it_is_told_the_model_the_vocabulary_and_the_language(server):
    server.answer = lambda file: (200, b'{"text": ""}')
    served_by(server, "#large-v3", "de").hear(np.zeros(EAR_RATE, np.float32), "Umsatz laden.", "fr")
    served_by(server).hear(np.zeros(EAR_RATE, np.float32))
    (path, told), (_, plain) = server.told
    assert path == "/v1/audio/transcriptions"
    assert (told["model"], told["prompt"], told["language"]) == (b"large-v3", b"Umsatz laden.", b"fr")
    assert plain["model"] == b"whisper-1"
    assert {"prompt", "language"}.isdisjoint(plain)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, b"out of memory"), "500.*out of memory"),
        ((200, b"<html>"), "holds no text"),
        ((200, b'{"error": 1}'), "holds no text"),
    ],
)
def test_what_went_wrong_is_said(server, answer, words):
    server.answer = lambda file: answer
    with pytest.raises(EngineError, match=words):
        served_by(server).hear(np.zeros(EAR_RATE, np.float32))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("http://transcriber.example/v1", "transcriber.example is not on this machine"),
        ("http://me:secret@127.0.0.1/v1", "has no host, or a user"),
        ("/no/such/folder", "There is no speech model in"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_is_accepted(wanted, words):
    with pytest.raises(ConfigurationError, match=words) as refused:
        load_recogniser(wanted, "")
    assert "secret" not in str(refused.value)


def test_a_language_that_the_model_does_not_know_is_refused():
    with pytest.raises(ConfigurationError, match="does not know the language 'tlh'") as refused:
        load_recogniser("", "tlh")
    assert "knows af, am, ar" in refused.value.why
    with pytest.raises(ConfigurationError, match="does not know the language 'de'"):
        load_recogniser(str(tiny()), "de")
