"""The answer to every way in which a call can end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from navai_jupyter.core.failure import explain
from navai_jupyter.core.ledger import Call
from navai_jupyter.core.results import Results, summarise
from navai_jupyter.core.runner import Outcome, Place
from navai_jupyter.core.wire import ExecuteResult, Source

Display = Callable[[Any], dict[str, Any] | None]


class Answers:
    """Results and refusals of one source; ``display`` makes the MIME bundle, ``results`` keeps the objects."""

    def __init__(self, source: Source, display: Display | None = None, results: Results | None = None):
        self._source = source
        self._display = display
        self._results = results

    def of(self, call: Call, outcome: Outcome) -> ExecuteResult:
        """What came of a function that ran to its end."""
        answer = ExecuteResult(
            ok=outcome.error is None,
            function_name=call.name,
            source=self._source,
            output=outcome.output,
            displayed=list(outcome.displayed),
            ms=outcome.ms,
        )
        if outcome.error is not None:
            answer.error = "Function execution failed."
            answer.details = outcome.details or explain(outcome.error)
            return answer
        if self._results is not None:
            self._results.add(call.context.call_id, outcome.value)
        try:
            answer.result = summarise(outcome.value)
            if self._display and outcome.value is not None:
                answer.display = self._display(outcome.value)
        except Exception as error:  # a value that cannot be shown was computed all the same
            answer.details = f"The function ran, but its result cannot be shown: {explain(error)}"
        return answer

    def unknown(self, name: str, available: list[str]) -> ExecuteResult:
        if not name:
            return self._refusal("", "function_name is required.")
        refusal = self._refusal(name, "Unknown or disallowed function.")
        refusal.available_functions = available
        return refusal

    def wrong_arguments(self, name: str, details: str) -> ExecuteResult:
        return self._refusal(name, "Wrong arguments; the function did not run.", details)

    def call_id_taken(self, name: str) -> ExecuteResult:
        details = "A call id belongs to one function with one payload; the function did not run."
        return self._refusal(name, "The call id was used for another call.", details)

    def restarted(self, name: str) -> ExecuteResult:
        details = "Whether it ran before that is not known; it did not run now."
        return self._refusal(name, f"The {self._source} was restarted since this call was made.", details)

    def cancelled(self, name: str) -> ExecuteResult:
        return self._refusal(name, "The call was cancelled.")

    def timed_out(self, name: str, timeout: float, *, waiting: bool, place: Place) -> ExecuteResult:
        if not waiting:
            details = f"It did not end within {timeout:g} s; a late result is discarded."
        elif place.thread == "main":
            details = f"It waited {timeout:g} s for the running cell to end, and never started."
        else:
            details = f"It waited {timeout:g} s behind other functions, and never started."
        return self._refusal(name, "The function timed out.", details)

    def _refusal(self, name: str, error: str, details: str | None = None) -> ExecuteResult:
        return ExecuteResult(ok=False, function_name=name, source=self._source, error=error, details=details)
