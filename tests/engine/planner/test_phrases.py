"""What people say to five kinds of sessions, in `phrases/`: a sentence, and the calls that are right for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from navai_jupyter.engine.planner import plan
from tests.engine.planner.toolsets import SETS

TODAY = date(2026, 11, 22)
PHRASES = Path(__file__).parent / "phrases"
Calls = list[tuple[str, dict[str, Any]]]


def phrases() -> Iterator[tuple[str, str, Calls]]:
    """Set of tools, sentence and calls; "-" stands for none."""
    for name in SETS:
        for line in (PHRASES / f"{name}.txt").read_text().splitlines():
            said, _, wanted = line.rpartition(" => ")
            yield name, said, [] if wanted == "-" else [_call(one) for one in ast.parse(wanted).body]


def _call(statement: ast.stmt) -> tuple[str, dict[str, Any]]:
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Call)
    assert isinstance(statement.value.func, ast.Name)
    return statement.value.func.id, {
        str(one.arg): ast.literal_eval(one.value) for one in statement.value.keywords
    }


@pytest.mark.parametrize(("tools", "said", "calls"), list(phrases()))
def test_a_sentence_makes_the_calls_that_are_right(tools, said, calls):
    reply = plan(said, SETS[tools], today=TODAY)
    assert [(call.name, call.arguments) for call in reply.calls] == calls
