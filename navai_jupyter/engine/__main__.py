"""The engine's process: ``python -m navai_jupyter.engine``, or ``jupyter navai engine``."""

from __future__ import annotations

import asyncio
import faulthandler
import json
import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

from tornado.httpserver import HTTPServer

from navai_jupyter.core.errors import ConfigurationError, NavaiError
from navai_jupyter.core.key import checked_key
from navai_jupyter.engine.chat.opening import open_chat
from navai_jupyter.engine.greeting import base_url, greeting, warning
from navai_jupyter.engine.live import Limits
from navai_jupyter.engine.models import Models, load_speech
from navai_jupyter.engine.options import KEY_VARIABLE, EngineOptions, parse_options
from navai_jupyter.engine.routes import make_app
from navai_jupyter.engine.secrets import KeyRing
from navai_jupyter.engine.voice import choose_voice
from navai_jupyter.engine.web import Engine

MOST_BODY = 4 * 2**20
FAREWELL_SECONDS = 3.0
"""Time for the last event of each session to leave."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted; with ``--key-stdin`` also until standard input ends."""
    options = parse_options(sys.argv[1:] if argv is None else argv, os.environ)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        key, key_is_new = _read_key(options)
        asyncio.run(_serve(options, key, key_is_new=key_is_new))
    except NavaiError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


def _read_key(options: EngineOptions) -> tuple[str, bool]:
    """The key, and whether it was made for this run: then it is printed, once."""
    if options.key_stdin:
        key, source = sys.stdin.readline(), "standard input"
    elif options.key_file is not None:
        try:
            key, source = options.key_file.read_text(), str(options.key_file)
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError("The engine's key file cannot be read.", str(error)) from error
    elif KEY_VARIABLE in os.environ:
        key, source = os.environ[KEY_VARIABLE], KEY_VARIABLE
    else:
        key = secrets.token_urlsafe(24)
        print(f"Key of this engine, made for this run: {key}", file=sys.stderr)
        return key, True
    if not key.strip():
        raise ConfigurationError(
            "The engine needs a key.", f"There is none in {source}.", "Write one line into it."
        )
    return checked_key(key, source), False


async def _serve(options: EngineOptions, key: str, *, key_is_new: bool) -> None:
    limits = Limits(options.idle_minutes * 60 or None, options.session_minutes * 60)
    chat = open_chat(options, os.environ)
    models = Models(partial(load_speech, options=options), chat)
    voice = choose_voice(options.voice).name
    engine = Engine(KeyRing(key), models, chat=chat, limits=limits, voice=voice)
    async with _listening(engine, options) as port:
        print(json.dumps({"port": port}), flush=True)
        # Nobody reads on: whatever a library prints would fill the pipe and then stop the engine.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        if not options.key_stdin:
            url = base_url(options.host, port)
            print(greeting(url, options.key_file, key_is_new=key_is_new), file=sys.stderr, flush=True)
        if danger := warning(options.host):
            print(danger, file=sys.stderr, flush=True)
        # Native code that crashes leaves at least the Python line that called it.
        faulthandler.enable()
        engine.models.start()
        if chat is not None:
            chat.start()
        await _end(follow_stdin=options.key_stdin)


@asynccontextmanager
async def _listening(engine: Engine, options: EngineOptions) -> AsyncIterator[int]:
    """The port, as long as the engine serves it; then every client is told that this is the end."""
    try:
        listener = _listen(options.host, options.port)
    except OSError as error:
        raise ConfigurationError(
            f"The engine cannot listen on {options.host}:{options.port}.",
            error.strerror or str(error),
            "Choose another port, or 0 for a free one.",
        ) from error
    server = HTTPServer(make_app(engine), max_body_size=MOST_BODY)
    server.add_socket(listener)
    try:
        yield listener.getsockname()[1]
    finally:
        server.stop()
        for session in list(engine.sessions):
            session.end("engine_stopped", "The engine was stopped.")
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_SECONDS):
                while engine.sessions:  # noqa: ASYNC110 - each leaves when its client has hung up
                    await asyncio.sleep(0.02)
        for call in list(engine.calls.values()):
            await call.close()
        engine.models.close()
        if engine.chat is not None:
            await engine.chat.close()


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setblocking(False)
    return listener


async def _end(*, follow_stdin: bool) -> None:
    """Returns at SIGTERM, and with ``follow_stdin`` when the parent closes our standard input, or dies."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    with suppress(NotImplementedError):  # Windows ends a process without asking it
        loop.add_signal_handler(signal.SIGTERM, ended.set)

    def read() -> None:
        while sys.stdin.read(1024):
            pass
        loop.call_soon_threadsafe(ended.set)

    if follow_stdin:
        threading.Thread(target=read, daemon=True, name="stdin").start()
    await ended.wait()


if __name__ == "__main__":
    sys.exit(main())
