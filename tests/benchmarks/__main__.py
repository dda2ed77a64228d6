"""``python -m tests.benchmarks``: the figures as tables, and every sample in bench.json."""

from __future__ import annotations

import argparse
import asyncio
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.barge_in import measure_barge_in
from tests.benchmarks.connect import measure_connect
from tests.benchmarks.far_provider import measure_far_provider
from tests.benchmarks.finding import measure_finding
from tests.benchmarks.kernel import measure_kernel
from tests.benchmarks.laboratory import open_laboratory
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.measure import table
from tests.benchmarks.prompt import measure_prompt
from tests.benchmarks.registry import measure_registry
from tests.benchmarks.relays import measure_relays
from tests.benchmarks.resolver import measure_resolver
from tests.benchmarks.sessions import FEW, Crowd, measure_sessions
from tests.benchmarks.speech import WAYS, measure_speech
from tests.benchmarks.spoken import measure_spoken
from tests.evaluation.cases import HELD_OUT, Split
from tests.evaluation.evaluate import Extent, evaluate
from tests.evaluation.report import Report

OUT = Path("bench.json")


@dataclass(frozen=True)
class Size:
    """How much of everything is measured.

    ``turns`` of each sentence, ``interruptions`` by each, ``pages`` opened, ``clicks`` at each distance of the
    provider, ``calls`` in each state of the kernel, ``frames`` through the relay, ``lists`` of all functions,
    ``sentences`` of each kind to one of many.
    """

    turns: int
    interruptions: int
    pages: int
    clicks: int
    calls: int
    frames: int
    lists: int
    sentences: int
    crowd: Crowd
    extent: Extent
    splits: tuple[Split, ...] = ("heldout",)


USUAL = Size(10, 5, 4, 5, 200, 200, 20, 100, Crowd(minutes=1), Extent(clean=1000, varied=40, timed=12))
FULL = replace(
    USUAL, crowd=Crowd(minutes=30), extent=Extent(clean=1000, varied=1000, timed=1000), splits=HELD_OUT
)
QUICK = Size(1, 1, 1, 2, 10, 10, 2, 2, FEW, Extent(clean=4, varied=0, timed=2))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    sizes = parser.add_mutually_exclusive_group()
    few, all_of_it = "few of everything: does the bench itself work?", "the whole evaluation: it takes hours"
    sizes.add_argument("--quick", action="store_const", dest="size", const=QUICK, default=USUAL, help=few)
    sizes.add_argument("--full", action="store_const", dest="size", const=FULL, help=all_of_it)
    size: Size = parser.parse_args().size

    date = datetime.now(UTC).isoformat(timespec="seconds")
    machine = describe_machine()
    sections, page_finds = measure_prompt()
    sections += asyncio.run(measure_finding(page_finds, size.sentences))
    sections += [asyncio.run(measure_speech(size.turns, way)) for way in WAYS]
    sections += asyncio.run(measure_sessions(size.crowd))
    sections.append(measure_resolver(size.calls))
    with open_laboratory() as laboratory:
        machine["chromium"] = laboratory.chromium
        sections += measure_spoken(laboratory, size.turns)
        sections += measure_barge_in(laboratory, size.interruptions)
        sections.append(measure_connect(laboratory, size.pages))
        sections += measure_kernel(laboratory, size.calls)
        sections += measure_registry(laboratory, size.lists)
    sections += measure_far_provider(size.clicks)
    sections += measure_relays(size.frames)

    parts = [part for split in size.splits for part in evaluate(split, size.extent)]
    reports = [part for part in parts if isinstance(part, Report)]
    sections += [part for part in parts if not isinstance(part, Report)]

    print(", ".join(f"{name} {value}" for name, value in machine.items()), end="\n\n")
    print(table(sections), *reports, sep="\n\n")
    record = {
        "date": date,
        "machine": machine,
        "sections": [section.to_json() for section in sections],
        "evaluation": [report.to_json() for report in reports],
    }
    OUT.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    print(f"\nEvery sample is in {OUT}.")


if __name__ == "__main__":
    main()
