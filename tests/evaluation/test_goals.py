from dataclasses import replace

from tests.evaluation.goals import CLEAN_NEURAL, goals
from tests.evaluation.scores import Score

GOOD = replace(Score.of([]), exact=95.0, false_accepts=2.0)


def test_a_goal_is_reached_or_missed():
    assert list(goals({CLEAN_NEURAL: GOOD})) == [
        "Goal: exact call, neural voices, clean: 95.0 % (goal ≥ 95 %), reached",
        "Goal: false accepts, neural voices, clean: 2.0 % (goal ≤ 2 %), reached",
    ]
    poor = replace(GOOD, exact=94.9, false_accepts=2.1)
    assert [line.rsplit(", ", 1)[1] for line in goals({CLEAN_NEURAL: poor})] == ["MISSED", "MISSED"]


def test_what_was_not_measured_is_no_goal():
    assert list(goals({"espeak-ng, clean": GOOD})) == []
    assert list(goals({CLEAN_NEURAL: Score.of([])})) == []
