"""OpenAI's three model routes on one port, for a realtime server that brings no models of its own.

It hears with the bundled recogniser and speaks with the bundled voice; both are real. It thinks by one rule
a tool, which is enough to see whether calls and their outputs arrive.
"""

from __future__ import annotations

import io
import json
import re
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from navai_jupyter.engine.speech.audio import EAR_RATE
from navai_jupyter.engine.speech.choice import load_recogniser
from navai_jupyter.engine.voice import synthesise

Message = dict[str, Any]


class Models(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.recogniser = load_recogniser("", "")
        self.one_at_a_time = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def transcribe(self, wav: bytes) -> str:
        with wave.open(io.BytesIO(wav)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (EAR_RATE, 1, 2)
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768
        with self.one_at_a_time:
            return self.recogniser.hear(samples).text

    def speak(self, text: str) -> bytes:
        """PCM16, mono, 24 kHz: what OpenAI calls ``pcm``."""
        with self.one_at_a_time:
            samples, _ = synthesise(text)
        return samples.astype("<i2").tobytes()


class Handler(BaseHTTPRequestHandler):
    server: Models

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        match self.path:
            case "/v1/audio/transcriptions":
                text = self.server.transcribe(_uploaded(self.headers["Content-Type"], body))
                self._answer("application/json", json.dumps({"text": text}))
            case "/v1/audio/speech":
                self._answer("audio/pcm", self.server.speak(json.loads(body)["input"]))
            case "/v1/chat/completions":
                asked = json.loads(body)
                message = think(
                    asked["messages"], [tool["function"]["name"] for tool in asked.get("tools", [])]
                )
                if asked.get("stream"):
                    self._answer("text/event-stream", "".join(_streamed(message)))
                else:
                    self._answer("application/json", json.dumps(_completion("message", message)))

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, kind: str, body: str | bytes) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def think(messages: list[Message], tools: list[str]) -> Message:
    last = messages[-1]
    said = str(last["content"])
    if last["role"] == "tool":
        result = json.loads(said).get("result")
        return {"content": "Done." if result is None else f"The result is {result}."}
    if "add" in tools and (numbers := re.search(r"add (\w+) and (\w+)", said, re.IGNORECASE)):
        return _calling("add", a=_number(numbers[1]), b=_number(numbers[2]))
    if "navigate_to" in tools and (place := re.search(r"go to ([\w ]+)", said, re.IGNORECASE)):
        return _calling("navigate_to", target=place[1])
    return {"content": "I heard you."}


@contextmanager
def serving() -> Iterator[Models]:
    with Models() as models:
        thread = threading.Thread(target=models.serve_forever)
        thread.start()
        try:
            yield models
        finally:
            models.shutdown()
            thread.join()


def _number(word: str) -> int:
    words = ["zero", "one", "two", "three", "four", "five"]
    return words.index(word.lower()) if word.lower() in words else int(word)


def _calling(name: str, **arguments: object) -> Message:
    function = {"name": name, "arguments": json.dumps(arguments)}
    return {
        "content": None,
        "tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": function}],
    }


def _completion(part: str, message: Message, finish: str | None = "stop") -> dict[str, Any]:
    choice = {"index": 0, part: {"role": "assistant", **message}, "finish_reason": finish}
    kind = "chat.completion" if part == "message" else "chat.completion.chunk"
    return {"id": "chatcmpl-1", "object": kind, "created": 1_900_000_000, "model": "rules", "choices": [choice]}


def _streamed(message: Message) -> Iterator[str]:
    yield f"data: {json.dumps(_completion('delta', message, None))}\n\n"
    finish = "tool_calls" if "tool_calls" in message else "stop"
    yield f"data: {json.dumps(_completion('delta', {}, finish))}\n\n"
    yield "data: [DONE]\n\n"


def _uploaded(kind: str, body: bytes) -> bytes:
    """The field ``file`` of a form."""
    parts = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=policy.HTTP).iter_parts()
    files = {part.get_param("name", header="content-disposition"): part for part in parts}
    return bytes(files["file"].get_payload(decode=True))
