"""Numbers that are heard only just better than others."""

import numpy as np

from navai_jupyter.engine.speech.numerals import Numerals

VOCABULARY = {"Ġload": 0, "Ġ2019": 1, "Ġ2009": 2, "Ġ20": 3, "19": 4, "Ġ1905": 5}


def rivals(tokens, *scores, within=1.0):
    logits = [np.array(row, np.float32) for row in scores]
    return list(Numerals(VOCABULARY).rivals(tokens, logits, within))


def test_a_number_that_is_nearly_as_likely_is_a_rival():
    sure = [9, 0, 0, 0, 0, 0]
    assert rivals([0, 1], sure, [0, 5, 4.5, 0, 0, 1]) == [([0, 2], 0.5)]


def test_neither_a_word_nor_a_far_less_likely_number_has_rivals():
    assert rivals([0, 1], [9, 8.9, 8.9, 0, 0, 0], [5, 5, 3, 0, 0, 0]) == []


def test_what_is_heard_first_of_a_number_is_no_rival_of_it():
    ears = Numerals({"Ġ305": 0, "Ġ300": 1})
    assert list(ears.rivals([0], [np.zeros(2, np.float32)], 1.0)) == []
    assert list(ears.rivals([1], [np.zeros(2, np.float32)], 1.0)) == [([0], 0.0)]


def test_the_beginning_of_a_number_is_no_rival_of_it():
    assert rivals([1], [0, 5, 0, 4.9, 4.9, 0]) == []
