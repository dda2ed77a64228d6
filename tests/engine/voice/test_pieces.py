"""Where a text is cut to be spoken."""

import pytest

from navai_jupyter.engine.voice.pieces import LATE_START, LONGEST, MOST, SHORT_START, pieces


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Done.", ["Done."]),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ('He said "stop." Then he left.', ['He said "stop."', "Then he left."]),
        ("**Done.** Next?", ["**Done.**", "Next?"]),
        ("First line\n\n- second\n- third", ["First line", "- second", "- third"]),
        ("1. Load the data.\n2. Plot it.", ["1. Load the data.", "2. Plot it."]),
        ("完了。次は? 三。", ["完了。", "次は?", "三。"]),
        ("Wait… Go on.", ["Wait…", "Go on."]),
        ("Is it B. Or is it C?", ["Is it B. Or is it C?"]),
        ("", []),
        (" \n ", []),
        ("!!!", ["!!!"]),
    ],
)
def test_sentences_and_lines_are_spoken_one_by_one(text, spoken):
    assert pieces(text) == spoken


@pytest.mark.parametrize(
    "sentence",
    [
        "Use pandas 3.5 or v1.2, e.g. Version v1.2.3, for sales.csv.",
        "Dr. Smith, i.e. Anna, met J. K. Rowling vs. The Rest.",
        "See fig. 3 and eq. 7 of vol. 2 at 14:30.",
        "It took approx. 3.5 s and cost $3.50.",
    ],
)
def test_no_cut_inside_a_number_an_abbreviation_or_a_name(sentence):
    assert pieces(sentence) == [sentence]


def test_a_long_first_sentence_begins_with_a_clause():
    start, rest = (
        "I loaded the sales data from the file on your desktop,",
        "it has 1,834 rows and no gaps at all.",
    )
    later = f"{start} {rest}"
    assert pieces(f"{start} {rest} {later}") == [start, rest, later]


def test_without_punctuation_the_cut_is_before_a_joining_word():
    first, second = pieces(
        "The forest model is better than the other one by four percent on test data but takes longer to train"
    )
    assert first.endswith("test data")
    assert second.startswith("but takes")


def test_a_first_piece_is_short_but_not_torn_off():
    first, *_ = pieces(
        "Yes, they differ, as the second model is better on all of the data, and faster, and smaller."
    )
    assert first == "Yes, they differ, as the second model is better on all of the data,"
    assert SHORT_START < len(first) <= LATE_START


def test_a_first_sentence_without_a_place_to_pause_is_spoken_whole():
    sentence = "The comparison of both of the models on all of the data of the year shows no difference."
    assert pieces(sentence) == [sentence]


@pytest.mark.parametrize("text", ["word " * 1900, "x" * 9000, "a, b; " * 1600, "1." * 4500])
def test_no_piece_is_long_and_no_word_is_lost(text):
    spoken = pieces(text)
    assert max(map(len, spoken)) <= LONGEST
    assert "".join("".join(spoken).split()) == "".join(text.split())


def test_a_text_without_end_is_cut_visibly():
    spoken = pieces("All work and no play makes Jack a dull boy. " * 1000)
    assert sum(map(len, spoken)) <= MOST
    assert spoken[-1] == "…"
