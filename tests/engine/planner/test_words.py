"""A text taken apart into words."""

import pytest

from navai_jupyter.engine.planner.words import joined, tokens


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("We spent $30 on parts.", "we spent 30 dollars on parts"),
        ("€1,200.50 for rent", "1200.50 euros for rent"),
        ("What does £ mean?", "what does pounds mean"),
        ("Costs in $ per row", "costs in dollars per row"),
    ],
)
def test_a_price_is_said_with_its_unit_last(written, words):
    assert joined(tokens(written)) == words


def test_a_title_ends_no_sentence():
    assert [one.mark for one in tokens("Bill Mr. Anderson. Call Dr. Lin.")] == ["", "", ".", "", "", "."]


def test_a_price_keeps_its_spelling_and_the_mark_after_it():
    _, amount, unit = tokens("Pay $9.50, please")[:3]
    assert [(one.start, one.end, one.mark) for one in (amount, unit)] == [(4, 9, ""), (4, 9, ",")]
