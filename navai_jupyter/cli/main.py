"""The command line: parse, call, print, exit."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from navai_jupyter._version import __version__
from navai_jupyter.cli.ask import Question, ask
from navai_jupyter.cli.doctor import doctor
from navai_jupyter.client.ways import NAMES
from navai_jupyter.core.errors import NavaiError
from navai_jupyter.headless.settings import load_settings
from navai_jupyter.headless.transcript import describe

RAN, NOT_UNDERSTOOD, FAILED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["engine"]:
        # The engine has a parser of its own, and speech code that nothing else here should load.
        from navai_jupyter.engine.__main__ import main as engine

        return engine(arguments[1:])
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except NavaiError as error:
        print(f"{error.error}\n{error.why}\n{error.fix}".strip(), file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jupyter navai", description="Talk to a notebook.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    version = commands.add_parser("version", help="print the version")
    version.set_defaults(run=lambda _: print(__version__) or RAN)

    check = commands.add_parser("doctor", help="say what works on this machine and what does not")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(run=_doctor)

    commands.add_parser("engine", help="run the local engine alone, for any Realtime client", add_help=False)

    turn = commands.add_parser("ask", help="say one sentence to a notebook, without a browser")
    turn.add_argument("text", nargs="?", help="what to say, typed")
    turn.add_argument("--wav", type=Path, metavar="FILE", help="what to say, spoken: a sound file")
    turn.add_argument(
        "--notebook", type=Path, metavar="FILE", help="run its cells in a fresh kernel first; it is not changed"
    )
    turn.add_argument("--yes", action="store_true", help="approve the calls that ask for approval")
    turn.add_argument("--reply-wav", type=Path, metavar="FILE", help="write the spoken answer there")
    turn.add_argument(
        "--transport", choices=NAMES, default="websocket", help="how sound travels to the provider"
    )
    turn.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    turn.set_defaults(run=_ask)
    return parser


def _ask(options: argparse.Namespace) -> int:
    if (options.text is None) == (options.wav is None):
        raise NavaiError("Nothing was said.", fix="Give either a text or --wav FILE.", code="usage")
    question = Question(
        text=options.text,
        wav=options.wav,
        notebook=options.notebook,
        approve=options.yes,
        reply_wav=options.reply_wav,
        transport=options.transport,
    )
    turn = asyncio.run(ask(question, load_settings()))
    print(json.dumps(turn.to_json(), ensure_ascii=False) if options.json else describe(turn))
    return RAN if turn.understood else NOT_UNDERSTOOD


def _doctor(options: argparse.Namespace) -> int:
    findings = asyncio.run(doctor(load_settings()))
    if options.json:
        print(json.dumps([finding.to_json() for finding in findings], ensure_ascii=False))
    else:
        print("\n".join(str(finding) for finding in findings))
    return RAN if all(finding.ok for finding in findings) else FAILED
