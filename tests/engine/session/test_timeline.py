"""What of a spoken message was heard."""

import pytest

from navai_jupyter.engine.session.timeline import Sentence, Timeline


def spoken():
    timeline = Timeline()
    timeline.add(Sentence("You are at results.", 1900))
    timeline.add(Sentence("Three cells follow.", 1900))
    return timeline


@pytest.mark.parametrize(
    ("milliseconds", "heard"),
    [
        (0, ""),
        (290, ""),
        (300, "You"),
        (1000, "You are at"),
        (1899, "You are at"),
        (1900, "You are at results."),
        (2500, "You are at results. Three"),
        (9999, "You are at results. Three cells follow."),
    ],
)
def test_a_word_counts_when_its_end_was_reached(milliseconds, heard):
    timeline = spoken()
    timeline.cut(milliseconds)
    assert timeline.text == heard


def test_what_comes_after_a_cut_was_not_heard():
    timeline = spoken()
    timeline.cut(1900)
    timeline.add(Sentence("Too late.", 900))
    assert (timeline.text, timeline.milliseconds) == ("You are at results.", 1900)
