"""Numbers come in the unit that an argument wants."""

from datetime import date

import pytest

from navai_jupyter.engine.planner.amounts import amounts
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import slots
from navai_jupyter.engine.planner.words import tokens


def read(said, name, **schema):
    """The numbers that `said` may begin with, the likeliest first."""
    (slot,) = slots({"type": "object", "properties": {name: {"type": "number", **schema}}})
    sentence = Sentence(said, tokens(said), date(2026, 11, 22))
    found = sorted(amounts(sentence, 0, slot), key=lambda one: (one.cost, -one.end))
    return [one.value for one in found]


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("two minutes", "seconds", 120),
        ("one terabyte", "gigabytes", 1000),
        ("half a kilo", "grams", 500),
        ("two litres per minute", "flow_ml", 2000),
        ("forty second exposure", "seconds", 40),
        ("two thousand four hundred", "size", 2400),
        ("one point five million", "size", 1_500_000),
        ("twenty percent", "dropout", 0.2),
    ],
)
def test_units_are_converted(said, name, value):
    assert read(said, name)[0] == value


@pytest.mark.parametrize(
    "told", ["In millilitres per minute.", "How fast it flows, in millilitres per minute."]
)
def test_a_description_may_give_the_unit(told):
    assert read("two litres", "flow", description=told)[0] == 2000


def test_only_money_has_cents():
    assert 9.5 in read("nine fifty", "price")
    assert 9.5 not in read("nine fifty", "size")
    assert read("four euros twenty", "price")[0] == 4.2


def test_a_time_of_day_is_no_length_of_time():
    (minutes,) = slots({"type": "object", "properties": {"minutes": {"type": "integer"}}})
    at, by = (
        min(one.cost for one in amounts(Sentence(said, tokens(said), date(2026, 11, 22)), 1, minutes))
        for said in ("at 715", "by 715")
    )
    assert at > by
