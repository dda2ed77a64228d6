"""``python -m tests.benchmarks [--quick]``: the figures as a table, and every sample in bench.json."""

from __future__ import annotations

import argparse
import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.connect import measure_connect
from tests.benchmarks.kernel import measure_kernel
from tests.benchmarks.laboratory import open_laboratory
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.measure import table
from tests.benchmarks.speech import measure_speech
from tests.benchmarks.spoken import measure_spoken

OUT = Path("bench.json")


@dataclass(frozen=True)
class Size:
    """Spoken turns of each sentence, openings of the page, calls in each state of the kernel."""

    turns: int
    pages: int
    calls: int


FULL = Size(turns=10, pages=4, calls=200)
QUICK = Size(turns=1, pages=1, calls=10)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few of everything: does the bench itself work?")
    size = QUICK if parser.parse_args().quick else FULL

    date = datetime.now(UTC).isoformat(timespec="seconds")
    machine = describe_machine()
    sections = [asyncio.run(measure_speech(size.turns))]
    with open_laboratory() as laboratory:
        machine["chromium"] = laboratory.chromium
        sections.append(measure_spoken(laboratory, size.turns))
        sections.append(measure_connect(laboratory, size.pages))
        sections += measure_kernel(laboratory, size.calls)

    print(", ".join(f"{name} {value}" for name, value in machine.items()), end="\n\n")
    print(table(sections))
    record = {"date": date, "machine": machine, "sections": [section.to_json() for section in sections]}
    OUT.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    print(f"\nEvery sample is in {OUT}.")


if __name__ == "__main__":
    main()
