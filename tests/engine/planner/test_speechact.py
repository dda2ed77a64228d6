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
        ("Search your pockets.", "statement"),
        ("Could you send my love to your mother?", "statement"),
        ("Let them finish their run first.", "statement"),
        ("Count me in.", "statement"),
        ("Closed the dome before the rain.", "statement"),
        ("Gave the hotel four stars.", "statement"),
        ("Would give it three stars.", "statement"),
        ("Stop tracking mud into my.", "statement"),
        ("Saved by the bell.", "fragment"),
        ("Sort by price.", "request"),
        ("Lay a grid over it.", "request"),
        ("Close the dome.", "request"),
        ("Add a note: bring your passport.", "request"),
        ("Send a message to Anna saying I am late.", "request"),
        ("Add a note that it depends on the weather.", "request"),
        ("Start with a small building.", "request"),
        ("Chapter 1.", "fragment"),
        ("Is the light on?", "check"),
        ("Where does the story begin?", "question"),
    ],
)
def test_who_tells_something_asks_for_nothing(said, act):
    assert speech_act(request(tokens(said))) == act
