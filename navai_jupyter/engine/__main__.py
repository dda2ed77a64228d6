"""The engine's process: ``python -m navai_jupyter.engine``."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import socket
import sys
import threading
from collections.abc import Sequence
from functools import partial

from tornado.httpserver import HTTPServer

from navai_jupyter.core.errors import ConfigurationError, NavaiError
from navai_jupyter.engine.models import Models, load_speech
from navai_jupyter.engine.options import KEY_VARIABLE, EngineOptions, parse_options
from navai_jupyter.engine.routes import make_app
from navai_jupyter.engine.secrets import KeyRing
from navai_jupyter.engine.web import Engine

MOST_BODY = 4 * 2**20


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted; with ``--key-stdin`` also until standard input ends."""
    options = parse_options(sys.argv[1:] if argv is None else argv, os.environ)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        asyncio.run(_serve(options, _read_key(options)))
    except NavaiError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


def _read_key(options: EngineOptions) -> str:
    if options.key_stdin:
        key, source = sys.stdin.readline(), "Standard input"
    elif options.key_file is not None:
        try:
            key, source = options.key_file.read_text(), str(options.key_file)
        except OSError as error:
            raise ConfigurationError("The engine's key file cannot be read.", str(error)) from error
    elif KEY_VARIABLE in os.environ:
        key, source = os.environ[KEY_VARIABLE], KEY_VARIABLE
    else:
        key, source = secrets.token_urlsafe(24), ""
        print(f"Key of this engine, made for this run: {key}", file=sys.stderr)
    if not key.strip():
        raise ConfigurationError("The engine needs a key.", f"{source} is empty.", "Write one line into it.")
    return key.strip()


async def _serve(options: EngineOptions, key: str) -> None:
    engine = Engine(KeyRing(key), Models(partial(load_speech, options=options)))
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
    port = listener.getsockname()[1]
    print(json.dumps({"port": port}), flush=True)
    # Nobody reads on: whatever a library prints would fill the pipe and then stop the engine.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if not options.key_stdin:
        print(f"Engine at http://{options.host}:{port}/v1", file=sys.stderr, flush=True)
    engine.models.start()
    try:
        await (_end_of_stdin() if options.key_stdin else asyncio.Event().wait())
    finally:
        server.stop()
        for call in list(engine.calls.values()):
            await call.close()
        engine.models.close()


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setblocking(False)
    return listener


async def _end_of_stdin() -> None:
    """Returns when the parent closes our standard input, or dies."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()

    def read() -> None:
        while sys.stdin.read(1024):
            pass
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=read, daemon=True, name="stdin").start()
    await ended.wait()


if __name__ == "__main__":
    sys.exit(main())
