"""Verbs of several words mean what one verb does."""

import pytest

from navai_jupyter.engine.planner.idioms import said_shortly
from navai_jupyter.engine.planner.words import joined, tokens


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("get rid of cell four", "delete cell four"),
        ("put run eighteen on hold", "pause run eighteen"),
        ("let Anna know that it works", "tell anna that it works"),
        ("take the label off again", "remove the label again"),
        ("how many rows", "count rows"),
        ("put Robinson down for two nights", "book robinson two nights"),
        ("find lighthouses at most 50", "find lighthouses to 50"),
        ("hold van five back by ten minutes", "delay van five by ten minutes"),
        ("put off the meeting", "postpone the meeting"),
        ("make it a little bit louder", "make it slightly louder"),
        ("save it and throw the rest away", "save it and delete the rest"),
    ],
)
def test_an_idiom_is_said_with_one_word(said, meant):
    assert joined(said_shortly(tokens(said))) == meant


@pytest.mark.parametrize("said", ["call tidy up", "take the left one, and off we go", "put the kettle on"])
def test_the_same_words_elsewhere_stay(said):
    assert joined(said_shortly(tokens(said))) == joined(tokens(said))


def test_a_text_keeps_the_speakers_spelling():
    assert [token.start for token in said_shortly(tokens("Get rid of Cell"))] == [0, 11]
