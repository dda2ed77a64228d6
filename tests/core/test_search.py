import json
from pathlib import Path

import pytest

from navai_jupyter.core.search import search
from navai_jupyter.core.wire import FunctionInfo

CASES = json.loads((Path(__file__).parents[1] / "cases" / "catalogue.json").read_text())["search"]
FUNCTIONS = [
    FunctionInfo(
        name=each["name"],
        description=each["description"],
        source="kernel",
        parameters={"type": "object", "properties": each["takes"]},
    )
    for each in CASES["functions"]
]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_search(case):
    assert [info.name for info in search(case["query"], FUNCTIONS)] == case["found"]


def test_no_more_than_wanted():
    assert [info.name for info in search("load the sales for 2023", FUNCTIONS, most=1)] == ["load_sales"]


def test_none_of_none():
    assert search("load the sales", []) == []
