import pytest

from navai_jupyter.core.arguments import bind
from navai_jupyter.core.context import Context
from navai_jupyter.core.schema import ArgumentError, parameters_of


def add(a: int, b: int = 10): ...


def save(settings: dict): ...


def total(*numbers: int): ...


def args_too(args: list, value: int = 0): ...


@pytest.mark.parametrize(
    ("function", "payload", "expected"),
    [
        (add, {"a": 1, "b": 2}, (1, 2)),
        (add, {"args": [1, 2]}, (1, 2)),
        (add, {"arguments": [1]}, (1, 10)),
        (add, {"arguments": {"a": 1}}, (1, 10)),
        (add, {"value": 1}, (1, 10)),
        (add, [1, 2], (1, 2)),
        (add, "7", (7, 10)),
        (save, {"theme": "dark"}, ({"theme": "dark"},)),
        (save, {"settings": {"theme": "dark"}}, ({"theme": "dark"},)),
        (total, {"args": [1, 2, 3]}, (1, 2, 3)),
        (total, None, ()),
        (args_too, {"args": [1], "value": 2}, ([1], 2)),
    ],
)
def test_forms_of_a_payload(function, payload, expected):
    assert bind(parameters_of(function), payload, Context("c")).args == expected


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (None, "a: Field required"),
        ({"args": [1, 2, 3]}, "3 arguments given, accepted are 2: a, b"),
        ({"c": 1}, "c: no such parameter, accepted are a, b"),
    ],
)
def test_payloads_that_do_not_fit(payload, words):
    with pytest.raises(ArgumentError, match=words):
        bind(parameters_of(add), payload, Context("c"))
