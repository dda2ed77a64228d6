"""For any signature: what the schema accepts the call accepts, and what it accepts beyond becomes what fits."""

import enum
import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import jsonschema
from hypothesis import given, note
from hypothesis import strategies as st
from pydantic import BaseModel, Field
from pydantic_core import to_jsonable_python

from navai_jupyter.core.context import Context
from navai_jupyter.core.schema import ArgumentError, parameters_of


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Point(BaseModel):
    x: float
    tags: list[str] = []


@dataclass
class Size:
    width: int
    unit: Literal["cm", "in"] = "cm"


PLAIN = st.sampled_from(
    [
        *(int, float, str, bool, Path, Color, Point, Size, int | str, Any),
        *(Literal["a", 1], Annotated[int, Field(ge=0, lt=10)]),
    ]
)
TYPES = st.recursive(
    PLAIN,
    lambda inner: (
        inner.map(lambda kind: list[kind])
        | inner.map(lambda kind: dict[str, kind])
        | inner.map(lambda kind: kind | None if kind is not Any else Any)
        | st.tuples(inner, inner).map(lambda pair: tuple[pair])
    ),
    max_leaves=3,
)
KINDS = st.sampled_from(
    [
        inspect.Parameter.POSITIONAL_ONLY,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        inspect.Parameter.VAR_POSITIONAL,
        inspect.Parameter.KEYWORD_ONLY,
        inspect.Parameter.VAR_KEYWORD,
    ]
)
NAMES = ["a", "b", "c", "d"]
LIKELY = st.sampled_from(
    ["red", "cm", "a", "7", "yes", 1, 0, 12, 2.5, True, None, {"x": 1}, {"width": 2}, {"x": "2"}]
)
JSON = st.recursive(
    LIKELY | st.integers(-20, 20) | st.floats(-9, 9) | st.text("ab1", max_size=2),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["x", "k"]), inner, max_size=2),
    max_leaves=4,
)


@st.composite
def signatures(draw):
    kinds = sorted(draw(st.lists(KINDS, max_size=len(NAMES))))
    parameters, defaulted = [], False
    for name, kind in zip(NAMES, kinds, strict=False):
        if kind in (kind.VAR_POSITIONAL, kind.VAR_KEYWORD) and any(p.kind is kind for p in parameters):
            continue
        variadic = kind in (kind.VAR_POSITIONAL, kind.VAR_KEYWORD)
        hint = Any if kind is kind.VAR_KEYWORD else draw(TYPES)
        positional = kind in (kind.POSITIONAL_ONLY, kind.POSITIONAL_OR_KEYWORD)
        optional = not variadic and (draw(st.booleans()) or (positional and defaulted))
        defaulted |= optional and positional
        default = None if optional else inspect.Parameter.empty
        parameters.append(inspect.Parameter(name, kind, default=default, annotation=hint))
    return inspect.Signature(parameters)


def function_of(signature):
    """A function that gives back its arguments by name, as Python itself passes them."""
    shown = str(
        signature.replace(parameters=[p.replace(annotation=p.empty) for p in signature.parameters.values()])
    )
    namespace: dict[str, Any] = {}
    exec(f"def f{shown}: return dict(locals())", namespace)
    made = namespace["f"]
    made.__annotations__ = {name: p.annotation for name, p in signature.parameters.items()}
    return made


@given(signatures(), st.dictionaries(st.sampled_from([*NAMES, "z"]), JSON, max_size=4))
def test_schema_and_call_agree(signature, payload):
    function = function_of(signature)
    parameters = parameters_of(function)
    note(f"{signature} {parameters.schema}")
    described = jsonschema.Draft202012Validator(parameters.schema)
    fits = described.is_valid(payload)
    try:
        bound = parameters.bind(payload, Context("c"))
    except ArgumentError:
        assert not fits
        return
    received = function(*bound.args, **bound.kwargs)
    assert set(received) == set(signature.parameters)
    if not fits:  # "7" for 7, and the like
        given = {name: value for name, value in bound.arguments.items() if name in payload}
        open_ended = next((p.name for p in signature.parameters.values() if p.kind is p.VAR_KEYWORD), None)
        given |= given.pop(open_ended, {}) if open_ended else {}
        assert described.is_valid(to_jsonable_python(given))
