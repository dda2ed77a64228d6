"""What share of the sentences did what was wanted."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from tests.evaluation.cases import Case, Turn
from tests.evaluation.conversation import Heard
from tests.evaluation.judging import Verdict, judge, plain


@dataclass(frozen=True)
class Result:
    """One sentence of a case, and what came of it."""

    case: Case
    turn: Turn
    heard: Heard
    verdict: Verdict

    @classmethod
    def of(cls, case: Case, turn: Turn, heard: Heard) -> Result:
        return cls(case, turn, heard, judge(turn, heard.calls, case.tools))

    def __str__(self) -> str:
        wanted = " | ".join(_written(calls) for calls in self.turn.accepted)
        heard = " / ".join(self.heard.transcripts)
        before = "".join(f"({sentence}) " for sentence in self.case.before)
        lines = [f"{self.case.toolset}/{self.case.category}: {before}{self.turn.said}"]
        lines += [f"  heard   {heard}"] if heard and plain(heard) != plain(self.turn.said) else []
        lines += [f"  wanted  {wanted}", f"  got     {_written(self.heard.calls)}"]
        return "\n".join(lines + [f"  said    {reply}" for reply in self.heard.replies])


@dataclass(frozen=True)
class Score:
    """Shares are per cent, None where nothing was counted.

    ``exact``: all calls right, with all arguments; ``arguments``: of those wanted, the right ones; ``wrong``:
    something else was called; ``cut_off``: the turn was ended before the sentence was; ``spoilt``: that, and
    the calls were not the sentence's; ``false_accepts``: of the sentences that are no command, those that
    called something; ``to_call_ms``: median from the voice's end to the call, of the exact ones not cut off.
    """

    commands: int
    exact: float | None
    arguments: float | None
    wrong: float | None
    cut_off: float | None
    spoilt: float | None
    others: int
    false_accepts: float | None
    wer: float | None
    decode_ms: float | None
    to_call_ms: float | None

    @classmethod
    def of(cls, results: Iterable[Result]) -> Score:
        every = list(results)
        commands = [one for one in every if one.case.command]
        others = [one for one in every if not one.case.command]
        cut_off = [one for one in commands if one.heard.cut_off]
        spoken = [one for one in every if one.heard.turns or one.heard.decode_ms]
        waits = [
            one.heard.to_call_ms
            for one in spoken
            if one.heard.to_call_ms is not None and one.verdict.exact and not one.heard.cut_off
        ]
        decodes = [ms for one in every for ms in one.heard.decode_ms]
        return cls(
            len(commands),
            _share(sum(one.verdict.exact for one in commands), len(commands)),
            _share(sum(one.verdict.right for one in commands), sum(one.verdict.wanted for one in commands)),
            _share(sum(one.verdict.wrong for one in commands), len(commands)),
            _share(len(cut_off), len(commands)) if spoken else None,
            _share(sum(not one.verdict.exact for one in cut_off), len(commands)) if spoken else None,
            len(others),
            _share(sum(bool(one.heard.calls) for one in others), len(others)),
            word_error_rate(spoken),
            statistics.median(decodes) if decodes else None,
            statistics.median(waits) if waits else None,
        )


def word_error_rate(results: Sequence[Result]) -> float | None:
    errors = words = 0
    for result in results:
        said = plain(result.turn.said).split()
        heard = plain(" ".join(result.heard.transcripts)).split()
        errors += Levenshtein.distance(said, heard)
        words += len(said)
    return _share(errors, words)


HEAD = (
    *("", "n", "exact %", "args %", "wrong %", "cut %", "spoilt %"),
    *("n", "false %", "WER %", "decode ms", "call ms"),
)


def table(rows: dict[str, Score]) -> str:
    """Aligned columns: commands, then sentences that are no command, then the recogniser's part."""
    lines = [HEAD, *(_row(name, score) for name, score in rows.items())]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            [
                line[0].ljust(widths[0]),
                *(text.rjust(width) for text, width in zip(line[1:], widths[1:], strict=True)),
            ]
        )
        for line in lines
    )


def _row(name: str, score: Score) -> tuple[str, ...]:
    shares = (score.exact, score.arguments, score.wrong, score.cut_off, score.spoilt)
    rest = (score.false_accepts, score.wer, score.decode_ms, score.to_call_ms)
    return (name, str(score.commands), *map(_figure, shares), str(score.others), *map(_figure, rest))


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _share(part: float, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _written(calls: Sequence[tuple[str, dict[str, object]]]) -> str:
    texts = (
        f"{name}({', '.join(f'{key}={value!r}' for key, value in given.items())})" for name, given in calls
    )
    return "; ".join(texts) or "no call"
