"""The corpus is as large as is said, and every call that it wants is one that a page would run."""

import asyncio

import pytest

from tests.evaluation.cases import HELD_OUT, SPLITS, TOOLSETS, load, load_pauses
from tests.evaluation.offered import offered

CASES = [case for split in SPLITS for case in (*load(split), *load_pauses(split))]


def test_enough_is_said_and_much_of_it_is_no_command():
    said = [(case.command, turn.said) for case in CASES for turn in case.turns]
    assert sum(command for command, _ in said) >= 300
    assert sum(not command for command, _ in said) >= 100
    assert {case.toolset for case in CASES} == {name for names in TOOLSETS.values() for name in names}


@pytest.mark.parametrize("held_out", HELD_OUT)
def test_no_sentence_that_may_be_tuned_on_is_held_out(held_out):
    known = {
        turn.said for split in SPLITS if split not in HELD_OUT for case in load(split) for turn in case.turns
    }
    assert known.isdisjoint(turn.said for case in load(held_out) for turn in case.turns)


def test_every_call_that_is_wanted_can_be_made():
    wanted = [
        (case.tools, call) for case in CASES for turn in case.turns for calls in turn.accepted for call in calls
    ]

    async def answers():
        return [(call, await tools.answer(*call)) for tools, call in wanted]

    refused = [(call, answer) for call, answer in asyncio.run(answers()) if not answer["ok"]]
    assert refused == []


def test_a_call_that_no_tool_takes_is_refused_with_what_there_is():
    with pytest.raises(ValueError, match="no tool sell_all: navigate_to, execute_app_function, load_sales"):
        offered("sales").parameters("sell_all")
