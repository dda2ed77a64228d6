import pytest

from navai_jupyter.engine.planner.numbers import readings


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2", 2),
        ("-3", -3),
        ("2.5", 2.5),
        ("zero", 0),
        ("twenty four", 24),
        ("two thousand and twenty four", 2024),
        ("twenty twenty four", 2024),
        ("twenty twenty", 2020),
        ("nineteen ninety nine", 1999),
        ("nineteen oh five", 1905),
        ("a hundred", 100),
        ("one hundred and five", 105),
        ("minus three", -3),
        ("negative two point five", -2.5),
        ("zero point oh five", 0.05),
        ("point five", 0.5),
        ("ten thousand", 10_000),
        ("forty second", 42),
        ("40 second", 42),
        ("to", 2),
        ("for", 4),
        ("won", 1),
    ],
)
def test_the_likeliest_reading_takes_the_whole_number(said, value):
    words = said.split()
    best = readings(words, 0)[0]
    assert (best.value, best.end) == (value, len(words))


@pytest.mark.parametrize("said", ["north", "and", "point", "minus", ""])
def test_words_that_are_no_numbers(said):
    assert readings(said.split(), 0) == []


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("a 30 second clip", 30),
        ("a forty second clip", 40),
        ("length 20 second", 20),
        ("the 40 second image", 42),
    ],
)
def test_what_takes_so_many_seconds_is_not_counted(said, value):
    assert readings(said.split(), 1)[0].value == value


def test_a_number_ends_before_and():
    assert readings(["two", "and", "three"], 0)[0].end == 1


def test_a_homophone_costs_more_than_a_number():
    assert readings(["to"], 0)[0].cost > readings(["two"], 0)[0].cost


def test_before_what_it_governs_a_small_word_is_no_number():
    said = "she used to say".split()
    assert readings(said, 2)[0].cost > readings(["cell", "to"], 1)[0].cost + 1


def test_a_row_of_digits_without_end_is_no_number():
    assert readings(["9" * 400], 0) == []
    assert readings(["9" * 400 + "th"], 0) == []
