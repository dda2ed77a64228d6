import functools
import types
from dataclasses import dataclass

import pytest
from pydantic import BaseModel

from navai_jupyter.core.members import members_of

SOURCE = """
from json import dumps
from functools import lru_cache
from typing import NewType, TypeVar
import math

UserId = NewType("UserId", int)
T = TypeVar("T")

def load(): ...
async def fetch(): ...
def _own(): ...

class Base:
    def inherited(self): ...

class Shop(Base):
    margin = 2
    def sell(self): ...
    @property
    def dangerous(self): raise AssertionError("a property was evaluated")
    @classmethod
    def open(cls): ...

corner = Shop()
actions = {"start": load, "limit": 3, "stop": lambda: 0}
settings = {"theme": "dark"}
@lru_cache
def cached(): ...
half = __import__("functools").partial(load)
"""


def module(source):
    made = types.ModuleType("sales")
    exec(source, vars(made))
    return made


def names(target, name=None):
    return [member.name for member in members_of(target, name)]


def test_a_module_offers_what_it_defines():
    assert names(module(SOURCE)) == [
        "load",
        "fetch",
        "Base_inherited",
        "Shop_sell",
        "Shop_open",
        "corner_sell",
        "corner_open",
        "actions_start",
        "actions_stop",
        "cached",
        "half",
    ]


def test_all_beats_what_a_module_defines():
    assert names(module(SOURCE + '__all__ = ["dumps", "half", "load"]')) == ["dumps", "load", "half"]


def test_a_prefix_stands_before_every_name():
    assert names(module("def load(): ...\nclass A:\n def b(self): ..."), "shop") == ["shop_load", "shop_A_b"]
    assert names({"a": len, "b": abs}, "math") == ["math_a", "math_b"]


def test_only_what_needs_an_instance_has_an_owner():
    shop = module(SOURCE).Shop
    assert [(member.name, member.owner) for member in members_of(shop)] == [
        ("Shop_sell", shop),
        ("Shop_open", None),
    ]
    assert all(member.owner is None for member in members_of(shop()))


class Adder:
    def __call__(self, a: int): ...


class Memo:
    """What the decorators of some libraries give back."""

    def __init__(self, function):
        functools.update_wrapper(self, function)

    def __call__(self, *args): ...

    def clear(self): ...


class Point(BaseModel):
    x: int

    def move(self): ...

    def model_post_init(self, context): ...


@dataclass
class Size:
    width: int

    def area(self): ...


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (len, ["len"]),
        (functools.partial(functools.partial(round, 2.5), ndigits=0), ["round"]),
        ([].append, ["append"]),
        (Adder(), ["Adder"]),
        (Memo(len), ["len"]),
        (Point, ["Point_move"]),
        (Size(1), ["Size_area"]),
        (object(), []),
    ],
)
def test_other_targets(target, expected):
    assert names(target) == expected
