"""The planner alone: every sentence as it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.evaluation.cases import Case
from tests.evaluation.conversation import Conversation
from tests.evaluation.scores import Result


def type_all(cases: Iterable[Case]) -> Iterator[Result]:
    for case in cases:
        conversation = Conversation(case.tools)
        for sentence in case.before:
            conversation.type(sentence)
        for turn in case.turns:
            yield Result.of(case, turn, conversation.type(turn.said))
