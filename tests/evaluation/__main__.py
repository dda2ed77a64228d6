"""``python -m tests.evaluation``: how well the local engine understands what people say."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from tests.evaluation.cases import SPLITS
from tests.evaluation.listening import ears
from tests.evaluation.report import Report, report_sounds, report_spoken, report_turns, report_typed
from tests.evaluation.voices import VOICES, Voice

PARTS = ("text", "speech", "turns", "sounds")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    for part in PARTS:
        parser.add_argument(f"--{part}", action="append_const", dest="parts", const=part)
    parser.add_argument("--split", choices=SPLITS, default="heldout")
    parser.add_argument("--voice", action="append", metavar="NAME", help="the first letters of a voice's name")
    parser.add_argument("--clean", type=int, default=1000, help="how many cases each voice reads")
    parser.add_argument(
        "--varied", type=int, default=40, help="… and how many in noise, and at each other speed"
    )
    parser.add_argument("--failures", type=Path, help="a file for what went wrong (not of the held-out split)")
    options = parser.parse_args()
    failures: list[str] = []
    for report in _reports(options):
        print(report, end="\n\n", flush=True)
        failures += [report.title, *map(str, report.failures), ""]
    if options.failures and options.split != "heldout":
        options.failures.write_text("\n".join(failures))


def _reports(options: argparse.Namespace) -> Iterator[Report]:
    parts = options.parts or PARTS
    voices = [voice for voice in VOICES if not voice.missing() and _wanted(voice, options.voice)]
    if "text" in parts:
        yield report_typed(options.split)
    if parts == ["text"]:
        return
    models = ears()
    if "sounds" in parts:
        yield report_sounds(models)
    if "speech" in parts:
        yield report_spoken(options.split, voices, models, options.clean, options.varied)
    if "turns" in parts:
        yield report_turns(options.split, voices[0], models, options.clean)


def _wanted(voice: Voice, names: list[str] | None) -> bool:
    return not names or any(voice.name.startswith(name) for name in names)


if __name__ == "__main__":
    main()
