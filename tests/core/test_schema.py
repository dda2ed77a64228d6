import enum
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

import pytest
from pydantic import BaseModel
from typing_extensions import TypedDict, Unpack

from navai_jupyter.core.context import Context
from navai_jupyter.core.errors import FunctionError
from navai_jupyter.core.schema import ArgumentError, parameters_of

if TYPE_CHECKING:
    from pandas import DataFrame

CALL = Context("call-1")


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Point(BaseModel):
    x: float
    y: float = 0


def properties(function):
    return parameters_of(function).schema["properties"]


def bound(function, **values):
    return parameters_of(function).bind(values, CALL)


def test_the_schema_is_a_closed_object():
    def add(a: int, b: int = 3): ...

    assert parameters_of(add).schema == {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"type": "integer", "default": 3}},
        "required": ["a"],
        "additionalProperties": False,
    }


def test_models_are_written_out_where_they_are_used():
    def move(to: Point): ...

    assert properties(move)["to"]["properties"]["x"] == {"type": "number"}
    assert bound(move, to={"x": 1}).args == (Point(x=1),)


def test_without_annotations_anything_goes():
    def echo(it): ...

    assert properties(echo) == {"it": {}}
    assert bound(echo, it=[1, "a"]).args == ([1, "a"],)


def test_none_as_default_may_also_be_sent():
    def load(region: str = None): ...  # noqa: RUF013  # this is how people write it

    assert bound(load, region=None).args == (None,)


def test_names_that_a_pydantic_model_would_refuse():
    def fit(model_config: int, schema: str, _x: int = 1): ...

    assert bound(fit, model_config=1, schema="s").args == (1, "s", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Add.\n\nArgs:\n    a: The first.\n    b (int): The second\n        of them.\n",
        "Add.\n\nParameters\n----------\na : int\n    The first.\nb : int\n    The second of them.\n",
        "Add.\n\n:param a: The first.\n:param b: The second of them.\n",
    ],
    ids=["google", "numpy", "sphinx"],
)
def test_docstrings_describe_the_parameters(text):
    def add(a: int, b: int): ...

    add.__doc__ = text
    described = properties(add)
    assert described["a"]["description"] == "The first."
    assert described["b"]["description"] == "The second of them."


def test_annotations_may_be_text_and_the_return_type_unknown_at_run_time():
    namespace = {"Literal": Literal}
    exec(
        "from __future__ import annotations\n"
        "def load(year: int, region: Literal['north'] = 'north') -> DataFrame: ...",
        namespace,
    )
    assert properties(namespace["load"])["region"] == {"const": "north", "type": "string", "default": "north"}


def test_the_context_is_injected_and_never_told():
    def slow(ctx: Context, n: int = 1): ...

    def maybe(n: int, *, ctx: Context | None = None): ...

    assert list(properties(slow)) == list(properties(maybe)) == ["n"]
    assert bound(slow).args == (CALL, 1)
    assert bound(maybe, n=1).kwargs == {"ctx": CALL}


def test_every_kind_of_parameter_is_passed_as_python_wants_it():
    def all_kinds(a, /, b=2, *rest: int, c, d: int = 4, **more): ...

    called = bound(all_kinds, a=1, rest=[7, "8"], c=3, z=26)
    assert called.args == (1, 2, 7, 8)
    assert called.kwargs == {"c": 3, "d": 4, "z": 26}


def test_open_properties_have_the_type_of_their_annotation():
    def label(**names: int): ...

    assert parameters_of(label).schema["additionalProperties"] == {"type": "integer"}
    assert bound(label, a="1").kwargs == {"a": 1}
    with pytest.raises(ArgumentError, match="a: Input should be a valid integer"):
        bound(label, a="x")


def test_open_properties_of_a_typed_dict_take_anything():
    class Options(TypedDict, total=False):
        top: int

    def label(**options: Unpack[Options]): ...

    assert parameters_of(label).schema["additionalProperties"] is True
    assert bound(label, top=1).kwargs == {"top": 1}


def test_partials_and_bound_methods():
    class Shop:
        def sell(self, item: str): ...

    assert list(properties(Shop().sell)) == ["item"]
    assert bound(partial(lambda a, b: None, 1), b=2).args == (2,)


def test_wrong_arguments_are_explained_field_by_field():
    def add(a: int, b: Literal["x", "y"]): ...

    with pytest.raises(ArgumentError) as caught:
        bound(add, a="many", b="z", c=1)
    assert str(caught.value).split("; ") == [
        "a: Input should be a valid integer, unable to parse string as an integer",
        "b: Input should be 'x' or 'y'",
        "c: no such parameter, accepted are a, b",
    ]


def test_a_long_list_of_errors_is_cut():
    def total(numbers: list[int]): ...

    with pytest.raises(ArgumentError, match=r"; 12 more$"):
        bound(total, numbers=["x"] * 20)


class Frame:
    pass


@pytest.mark.parametrize("annotation", [Frame, list[Frame], Callable[[int], int]])
def test_what_json_cannot_say_is_refused_with_the_cure(annotation):
    def plot(data): ...

    plot.__annotations__["data"] = annotation
    with pytest.raises(FunctionError, match=r"plot\(data: .*look the object up inside the function"):
        parameters_of(plot)


def test_a_builtin_without_a_signature_is_refused():
    with pytest.raises(FunctionError, match="Wrap it in a function"):
        parameters_of(max)


def test_an_unreadable_annotation_is_refused():
    def plot(data: "DataFrame"): ...

    with pytest.raises(FunctionError, match="name 'DataFrame' is not defined"):
        parameters_of(plot)
