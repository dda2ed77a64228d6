"""One of few values is named by its letters, or by what it means."""

from datetime import date

import pytest

from navai_jupyter.engine.planner.choices import choices
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot
from navai_jupyter.engine.planner.words import tokens


def named(said, *known):
    sentence = Sentence(said, tokens(said), date(2026, 11, 22))
    found = choices(sentence, 0, Slot(("kind",), "choice", True, choices=known))
    return min(found, key=lambda one: one.cost).value


@pytest.mark.parametrize(
    ("said", "known", "value"),
    [
        ("lunar", ("sidereal", "lunar", "solar"), "lunar"),
        ("moon", ("sidereal", "lunar", "solar"), "lunar"),
        ("kitten", ("cat", "dog", "bird"), "cat"),
        ("inwards", ("in", "out"), "in"),
    ],
)
def test_a_choice_is_found(said, known, value):
    assert named(said, *known) == value


@pytest.mark.parametrize("said", ["weather", "the", "run", "7"])
def test_other_words_are_no_choice(said):
    sentence = Sentence(said, tokens(said), date(2026, 11, 22))
    assert not list(choices(sentence, 0, Slot(("kind",), "choice", True, choices=("cat", "dog"))))
