"""The parts of the evaluation, each as a table of scores."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from navai_jupyter.engine.models import Speech
from tests.evaluation.cases import Split, load, load_pauses
from tests.evaluation.goals import CLEAN_NEURAL, NEURAL, goals
from tests.evaluation.listening import listen, sample
from tests.evaluation.scores import Result, Score, table
from tests.evaluation.sounds import SOUNDS, hear_sounds
from tests.evaluation.spoken import CLEAN, VARIANTS
from tests.evaluation.typed import type_all
from tests.evaluation.voices import VOICES, Voice

SLOW_SAMPLE = 40
"""Cases for a voice that needs longer than the sentence lasts to make it."""


@dataclass(frozen=True)
class Report:
    title: str
    rows: dict[str, Score]
    results: list[Result] = field(default_factory=list, repr=False)
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.title, *([table(self.rows)] if self.rows else []), *self.notes])

    @property
    def failures(self) -> list[Result]:
        return [result for result in self.results if not result.verdict.exact]

    def to_json(self) -> dict[str, Any]:
        rows = {name: asdict(score) for name, score in self.rows.items()}
        return {"title": self.title, "rows": rows, "notes": list(self.notes)}


def report_typed(split: Split) -> Report:
    results = list(type_all(load(split)))
    rows = _by(results, lambda one: one.case.toolset) | _by(results, lambda one: one.case.category)
    return Report(f"As written, {split}", {**rows, "all": Score.of(results)}, results)


def report_spoken(split: Split, voices: Sequence[Voice], models: Speech, clean: int, varied: int) -> Report:
    """``clean`` cases of each voice, and ``varied`` of each of its variants."""
    rows: dict[str, Score] = {}
    every: list[tuple[Voice, bool, Result]] = []
    for voice in voices:
        for variant in VARIANTS:
            size = clean if variant is CLEAN else varied
            cases = sample(load(split), min(size, SLOW_SAMPLE) if voice.slow else size)
            heard = list(listen(cases, voice, variant, models)) if cases else []
            if heard:
                rows[f"{voice.name}, {variant.name}"] = Score.of(heard)
                every += [(voice, variant is CLEAN, result) for result in heard]
                print(f"  {voice.name}, {variant.name}: {len(heard)} sentences", file=sys.stderr)
    together = {
        CLEAN_NEURAL: [one for voice, quiet, one in every if quiet and not voice.robotic],
        NEURAL: [one for voice, _, one in every if not voice.robotic],
        "all voices": [one for _, _, one in every],
    }
    rows |= {name: Score.of(results) for name, results in together.items() if results}
    left_out = tuple(
        f"Not counted: {voice.name}, for want of {voice.missing()}" for voice in VOICES if voice.missing()
    )
    return Report(f"Spoken, {split}", rows, [result for _, _, result in every], (*goals(rows), *left_out))


def report_turns(split: Split, voice: Voice, models: Speech, size: int, decode: float | None = None) -> Report:
    """What it gains to judge the end by the words, and how often a sentence is then taken for over too soon.

    Said in one go, and with pauses in it; the recogniser alone, of the same decodes, is the floor.
    With ``decode`` each takes so many seconds, as on a machine that has nothing else to do.
    """
    fluent = [case for case in sample(load(split), size) if case.command]
    modes = "server_vad", "semantic_vad"
    spoken: dict[str, Sequence[Result]] = {}
    for kind, cases in (("fluent", fluent), ("with pauses", sample(load_pauses(split), size))):
        # The modes take turns, so that a noisy moment of the machine is in both.
        heard = (listen(cases, voice, CLEAN, models, mode, paced=True, decode=decode) for mode in modes)
        pairs = list(zip(*heard, strict=True))
        for at, mode in enumerate(modes):
            spoken[f"{kind}, {mode}"] = [pair[at] for pair in pairs]
    rows = {name: Score.of(results) for name, results in spoken.items()}
    every = [one for results in spoken.values() for one in results]
    return Report(f"Ends of sentences, {split}, {voice.name}", rows, every)


def report_sounds(models: Speech) -> Report:
    """Sounds that are no speech: nothing may be understood, and nothing called."""
    heard = [(sound, what) for sound, what in hear_sounds(models) if any(what.transcripts) or what.calls]
    calls = sum(bool(what.calls) for _, what in heard)
    told = [
        f"  {sound.name}: {' / '.join(what.transcripts)} {what.calls or ''}".rstrip() for sound, what in heard
    ]
    count = f"  {len(SOUNDS)} sounds: {len(heard)} with a transcript, {calls} with a call"
    return Report("No speech at all", {}, notes=(count, *told))


def _by(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, Score]:
    names = dict.fromkeys(map(key, results))
    return {name: Score.of(one for one in results if key(one) == name) for name in names}
