"""Schemas as pydantic and function signatures make them."""

from enum import Enum
from typing import Literal

import pytest
from pydantic import BaseModel

from navai_jupyter.engine.planner.filling import fill
from navai_jupyter.engine.planner.slots import Slot, slots
from navai_jupyter.engine.planner.words import tokens
from tests.engine.planner.tools import INTEGER, TEXT, function


class Region(Enum):
    NORTH = "north"
    SOUTH = "south"


class Query(BaseModel):
    year: int
    region: Region
    limit: int | None = None
    share: int | float
    level: Literal[1, 2, 3] = 1
    tags: list[str] = []
    strict: bool = False


def test_a_pydantic_schema_becomes_typed_slots():
    assert slots(Query.model_json_schema()) == [
        Slot("year", "integer", required=True),
        Slot("region", "choice", required=True, choices=("north", "south")),
        Slot("limit", "integer", required=False, nullable=True),
        Slot("share", "number", required=True),
        Slot("level", "choice", required=False, choices=(1, 2, 3)),
        Slot("tags", "list", required=False),
        Slot("strict", "boolean", required=False),
    ]


def test_a_strict_schema_requires_no_nullable_property():
    strict = {"properties": {"limit": {"type": ["integer", "null"]}}, "required": ["limit"]}
    assert slots(strict) == [Slot("limit", "integer", required=False, nullable=True)]


@pytest.mark.parametrize("schema", [{}, {"properties": None}, {"properties": {"x": True}}])
def test_a_schema_without_properties_has_no_slots(schema):
    assert slots(schema) == []


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("2024 north 0.5", {"year": 2024, "region": "north", "share": 0.5}),
        ("region south, year 2024, share one half", {"year": 2024, "region": "south"}),
        ("2024 noth level two share 3", {"year": 2024, "region": "north", "share": 3, "level": 2}),
        ("with strict", {"strict": True}),
        ("without strict", {"strict": False}),
        ("strict off", {"strict": False}),
        ("limit 5", {"limit": 5}),
    ],
)
def test_words_fill_slots_by_type_order_and_name(said, arguments):
    filled = fill(said, tokens(said), slots(Query.model_json_schema()))
    assert filled.arguments.items() >= arguments.items()


def test_what_no_slot_takes_is_counted():
    said = "two purple three"
    filled = fill(said, tokens(said), slots(function("add", a=INTEGER, b=INTEGER).parameters))
    assert (filled.arguments, filled.unread, filled.missing) == ({"a": 2, "b": 3}, 1, ())


def test_free_text_keeps_the_speakers_spelling():
    said = "Title Quarterly Report, author Ada Lovelace"
    wanted = slots(function("save", title=TEXT, author=TEXT).parameters)
    assert fill(said, tokens(said), wanted).arguments == {"title": "Quarterly Report", "author": "Ada Lovelace"}


def test_a_dictation_is_one_free_text():
    said = " ".join(["word"] * 2000)
    wanted = slots(function("note", text=TEXT).parameters)
    assert fill(said, tokens(said), wanted).arguments == {"text": said}


def test_a_long_sentence_is_read_in_reasonable_work():
    said = " ".join(["one two and three for the north"] * 8)
    assert fill(said, tokens(said), slots(Query.model_json_schema())).arguments["region"] == "north"
