import json
from pathlib import Path

import pytest

from navai_jupyter.core.cell_phrases import CellPhrase, read_phrase
from navai_jupyter.core.cells import CellView, find_cell
from navai_jupyter.core.definitions import definitions
from navai_jupyter.core.routes import Found, Tie

FOLDER = Path(__file__).parent.parent / "cases"
CASES = json.loads((FOLDER / "cells.json").read_text())
NOTEBOOKS = json.loads((FOLDER / "notebooks.json").read_text())


def cells_of(name):
    return [
        CellView(
            cell["id"],
            cell["type"],
            cell.get("source", ""),
            tuple(cell.get("tags", ())),
            tuple(map(tuple, cell.get("headings", ()))),
            frozenset(cell.get("shows", ())),
            cell.get("running", False),
        )
        for cell in NOTEBOOKS[name]["cells"]
    ]


@pytest.mark.parametrize(("said", "expected"), CASES["phrases"])
def test_what_a_phrase_asks_for(said, expected):
    assert read_phrase(said) == (CellPhrase(**expected) if expected else None)


@pytest.mark.parametrize("case", CASES["cells"], ids=lambda case: case["said"])
def test_which_cell_is_meant(case):
    phrase = read_phrase(case["said"])
    assert phrase is not None
    found = find_cell(phrase, cells_of(case["in"]), NOTEBOOKS[case["in"]]["active"])
    match found:
        case Found(route):
            went = route.path.removeprefix("cell:")
        case Tie(candidates):
            went = [route.path.removeprefix("cell:") for route in candidates]
        case _:
            went = None
    assert went == case["go"]


def test_a_cell_is_told_with_its_number_and_its_heading():
    found = find_cell(CellPhrase("cell", 10), cells_of("course"), None)
    assert isinstance(found, Found)
    assert (found.route.name, found.route.description) == ("Cell 10", "2.2 Dice and coins")


@pytest.mark.parametrize(("source", "expected"), CASES["definitions"])
def test_definitions(source, expected):
    assert definitions(source) == expected
