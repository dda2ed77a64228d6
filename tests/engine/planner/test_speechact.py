import pytest

from navai_jupyter.engine.planner.courtesy import request
from navai_jupyter.engine.planner.speechact import speech_act
from navai_jupyter.engine.planner.words import tokens


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("Chapter 1 of the story begins in a small building.", "statement"),
        ("The light seems dim.", "statement"),
        ("Summer starts on the first of June.", "statement"),
        ("Sort of, but not really.", "statement"),
        ("What a beautiful picture.", "statement"),
        ("Sort by price.", "request"),
        ("Add a note that it depends on the weather.", "request"),
        ("Start with a small building.", "request"),
        ("Chapter 1.", "fragment"),
        ("Is the light on?", "check"),
        ("Where does the story begin?", "question"),
    ],
)
def test_who_tells_something_asks_for_nothing(said, act):
    assert speech_act(request(tokens(said))) == act
