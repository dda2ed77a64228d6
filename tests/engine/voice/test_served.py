"""The voice of a speech server with OpenAI's API."""

import io
import json
import threading
import wave
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from navai_jupyter.core.errors import EngineError
from navai_jupyter.engine.voice import choose_voice, synthesise


class SpeechServer(BaseHTTPRequestHandler):
    """Answers `POST /v1/audio/speech` with speech as a WAV file, and keeps what it was asked."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, asked))
        status, body = self.server.answer(asked)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def speech(asked):
    samples, rate = synthesise(asked["input"])
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setparams((1, 2, rate, 0, "NONE", ""))
        wav.writeframes((samples // 4).tobytes())
    return 200, file.getvalue()


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), SpeechServer) as server:
        server.asked, server.answer = [], speech
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def voice_of(server, name="#af_sky"):
    return choose_voice(f"http://127.0.0.1:{server.server_port}/v1{name}").load()


def test_each_piece_is_asked_for_with_the_voices_name(server):
    samples = voice_of(server).say("**Hello** there. 🎉")
    assert 0.05 < np.sqrt((samples**2).mean()) < 0.2
    ((path, asked),) = server.asked
    assert path == "/v1/audio/speech"
    assert (asked["voice"], asked["input"], asked["response_format"]) == ("af_sky", "Hello there.", "wav")


def test_speed_is_ours_so_that_it_is_exact(server):
    voice = voice_of(server)
    assert len(voice.say("Hello there.")) / len(voice.say("Hello there.", 0.5)) == pytest.approx(0.5, rel=0.05)


def test_a_piece_without_words_is_not_asked_for(server):
    assert not voice_of(server).say("!!!").any()
    assert server.asked == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [((404, b'{"detail": "no such voice"}'), "404.*no such voice"), ((200, b"<html>"), "no audio file")],
)
def test_what_went_wrong_is_said(server, answer, words):
    server.answer = lambda asked: answer
    with pytest.raises(EngineError, match=words):
        voice_of(server).say("Hello.")


def test_a_server_that_is_away_is_named():
    with pytest.raises(
        EngineError, match=r"The speech server at http://127.0.0.1:9/v1/audio/speech did not speak"
    ):
        choose_voice("http://127.0.0.1:9/v1").load().say("Hello.")
