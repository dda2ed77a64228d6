"""The whole evaluation, or parts of it, as a bench or a person asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks.measure import Section
from tests.evaluation.cases import Split, load, load_pauses
from tests.evaluation.latency import measure_latency
from tests.evaluation.listening import ears, sample
from tests.evaluation.report import Report, report_sounds, report_spoken, report_turns, report_typed
from tests.evaluation.voices import VOICES, Voice

PARTS = ("text", "sounds", "speech", "turns", "latency")


@dataclass(frozen=True)
class Extent:
    """How many cases each voice reads, how many in each variant, and how many are timed in real time.

    ``decode`` are the seconds of a decode where ends of turns are judged, in place of what it took.
    """

    clean: int
    varied: int
    timed: int
    decode: float | None = None


def evaluate(
    split: Split, extent: Extent, voices: Sequence[Voice] | None = None, parts: Sequence[str] = PARTS
) -> Iterator[Report | Section]:
    """One part after another, each as soon as it is done."""
    voices = [voice for voice in voices or VOICES if not voice.missing()]
    if "text" in parts:
        yield report_typed(split)
    if not set(parts) - {"text"}:
        return
    models = ears()
    if "sounds" in parts:
        yield report_sounds(models)
    if "speech" in parts:
        yield report_spoken(split, voices, models, extent.clean, extent.varied)
    fluent = [voice for voice in voices if not voice.robotic and not voice.slow]
    for voice in fluent:
        if "turns" in parts:
            yield report_turns(split, voice, models, extent.clean, extent.decode)
        if "latency" in parts:
            single = [case for case in load(split) if case.command and len(case.turns) == 1]
            timed = [*sample(single, extent.timed), *sample(load_pauses(split), extent.timed // 2)]
            yield measure_latency(timed, voice, models.recogniser)
