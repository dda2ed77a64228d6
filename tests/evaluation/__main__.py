"""``python -m tests.evaluation``: how well the local engine understands what people say."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.measure import table
from tests.evaluation.cases import HELD_OUT, SPLITS
from tests.evaluation.evaluate import PARTS, Extent, evaluate
from tests.evaluation.report import Report
from tests.evaluation.voices import VOICES


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
    parser.add_argument("--timed", type=int, default=12, help="… and how many in real time, over the protocol")
    parser.add_argument("--decode", type=float, metavar="SECONDS", help="of each decode, for --turns")
    parser.add_argument("--failures", type=Path, help="a file for what went wrong (not of a held-out split)")
    options = parser.parse_args()
    names = tuple(options.voice or [""])
    voices = [voice for voice in VOICES if voice.name.startswith(names)]
    extent = Extent(options.clean, options.varied, options.timed, options.decode)
    failures: list[str] = []
    for part in evaluate(options.split, extent, voices, options.parts or PARTS):
        print(part if isinstance(part, Report) else table([part]), end="\n\n", flush=True)
        if isinstance(part, Report):
            failures += [part.title, *map(str, part.failures), ""]
    if options.failures and options.split not in HELD_OUT:
        options.failures.write_text("\n".join(failures))


if __name__ == "__main__":
    main()
