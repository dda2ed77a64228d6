"""What is told of a turn while it is being said."""

import pytest

from navai_jupyter.engine.speech.captions import Caption


def told(*readings, final):
    caption = Caption()
    deltas = [delta for reading in readings if (delta := caption.hear(reading))]
    delta, transcript = caption.close(final)
    return [*deltas, delta], transcript


def test_a_word_is_told_when_two_readings_agree_and_another_follows():
    deltas, transcript = told(
        "Load says.", "Load sales for", "Load sales for 20.", final="Load sales for 2024."
    )
    assert deltas == ["Load", " sales for", " 2024."]
    assert transcript == "Load sales for 2024."


@pytest.mark.parametrize(
    ("readings", "final"),
    [
        ((), "Go to results."),
        (("Go to.", "Go to results.", "go to results and"), "Go to results, and run the cell."),
        (("Yes, go to", "Yes go to the", "Yes go to the"), "Yes, go to the results."),
        (("Go to results", "Go to results", "Go to results"), "Go to results!"),
    ],
)
def test_all_that_was_told_is_the_transcript(readings, final):
    deltas, transcript = told(*readings, final=final)
    assert "".join(deltas) == transcript
    assert transcript.replace(",", "").lower() == final.replace(",", "").lower()


def test_what_was_told_wrongly_is_neither_continued_nor_kept():
    deltas, transcript = told("Built to the model", "Built to the model", final="Go to the model.")
    assert deltas == ["Built to the", ""]
    assert transcript == "Go to the model."


def test_a_reading_that_denies_the_last_one_tells_nothing():
    caption = Caption()
    assert caption.hear("go to the shop now") == ""
    assert caption.hear("go to the shop now please") == "go to the shop now"
    assert caption.hear("show me the shop now please and") == ""
    assert caption.hear("show me the shop now please and then") == ""
