"""Schemas as pydantic and function signatures make them."""

from datetime import date
from enum import Enum
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from navai_jupyter.engine.planner import Tool
from navai_jupyter.engine.planner.card import card_of
from navai_jupyter.engine.planner.reader import Reader
from navai_jupyter.engine.planner.reading import Reading
from navai_jupyter.engine.planner.sentence import Sentence
from navai_jupyter.engine.planner.slots import Slot, assembled, flattened, slots
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


class Address(BaseModel):
    street: str
    number: int


class Order(BaseModel):
    amount: int
    address: Address


QUERY = Tool("query", parameters=Query.model_json_schema())


def read(said: str, tool: Tool = QUERY) -> Reading:
    """`said` as the arguments of `tool`, whose name needs no saying."""
    sentence = Sentence(said, tokens(said), date(2026, 11, 22))
    return Reader(sentence, card_of(tool), {}, {}, answering=True).read()


def test_a_pydantic_schema_becomes_typed_slots():
    found = {slot.name: slot for slot in slots(Query.model_json_schema())}
    kinds = [(slot.name, slot.kind, slot.required) for slot in found.values()]
    assert kinds == [
        ("year", "integer", True),
        ("region", "choice", True),
        ("limit", "integer", False),
        ("share", "number", True),
        ("level", "choice", False),
        ("tags", "list", False),
        ("strict", "boolean", False),
    ]
    assert found["region"].choices == ("north", "south")
    assert found["level"].choices == (1, 2, 3)
    assert found["tags"].item == Slot(("tags",), "text", required=False)


def test_a_strict_schema_requires_no_nullable_property():
    strict = {"properties": {"limit": {"type": ["integer", "null"]}}, "required": ["limit"]}
    assert slots(strict) == [Slot(("limit",), "integer", required=False, nullable=True)]


@pytest.mark.parametrize("schema", [{}, {"properties": None}, {"properties": {"x": True}}])
def test_a_schema_without_properties_has_no_slots(schema):
    assert slots(schema) == []


def test_a_schema_that_contains_itself_ends():
    node: dict[str, Any] = {
        "type": "object",
        "properties": {"next": {"$ref": "#/$defs/Node"}, "value": INTEGER},
    }
    tree = {**node, "$defs": {"Node": node}}
    assert "value" in [slot.name for slot in slots(tree)]
    circle = {"properties": {"x": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"$ref": "#/$defs/A"}}}
    assert [slot.name for slot in slots(circle)] == ["x"]


def test_an_object_inside_is_filled_by_its_parts():
    known = slots(Order.model_json_schema())
    assert [slot.name for slot in known] == ["amount", "address.street", "address.number"]
    filled = {"amount": 3, "address.street": "Elm", "address.number": 7}
    nested = {"amount": 3, "address": {"street": "Elm", "number": 7}}
    assert assembled(filled, known) == nested
    assert flattened(nested, known) == filled


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("2024 north 0.5", {"year": 2024, "region": "north", "share": 0.5}),
        ("region south, year 2024, share one half", {"year": 2024, "region": "south", "share": 0.5}),
        ("2024 noth level two share 3", {"year": 2024, "region": "north", "share": 3, "level": 2}),
        ("share 3 2024 north", {"year": 2024, "region": "north", "share": 3}),
        ("with strict", {"strict": True}),
        ("without strict", {"strict": False}),
        ("strict off", {"strict": False}),
        ("limit 5", {"limit": 5}),
        ("the year is 2024 and the region is south", {"year": 2024, "region": "south"}),
    ],
)
def test_words_fill_slots_by_type_order_and_name(said, arguments):
    assert read(said).calls[0].arguments.items() >= arguments.items()


def test_what_no_slot_takes_is_counted():
    reading = read("two purple three", function("add", a=INTEGER, b=INTEGER))
    assert (reading.calls[0].arguments, reading.unread, reading.missing) == ({"a": 2, "b": 3}, 1, ())


def test_free_text_keeps_the_speakers_spelling():
    save = function("save", title=TEXT, author=TEXT)
    assert read("Title Quarterly Report, author Ada Lovelace", save).calls[0].arguments == {
        "title": "Quarterly Report",
        "author": "Ada Lovelace",
    }


def test_a_dictation_is_one_free_text():
    said = " ".join(["thing"] * 2000)
    assert read(said, function("note", text=TEXT)).calls[0].arguments == {"text": said}


def test_a_long_sentence_is_read_in_reasonable_work():
    said = " ".join(["one two and three for the north"] * 8)
    assert read(said).calls[0].arguments["region"] == "north"


@pytest.mark.parametrize(("said", "month"), [("may", 5), ("December", 12), ("seven", 7)])
def test_a_month_has_a_name_and_a_number(said, month):
    assert read(said, function("report", month=INTEGER)).filled == {"month": month}


@pytest.mark.parametrize("said", ["zero", "500"])
def test_a_number_out_of_bounds_is_asked_for_again(said):
    reading = read(said, function("rate", stars={**INTEGER, "minimum": 1, "maximum": 5}))
    assert (reading.filled, reading.missing) == ({}, ("stars",))
