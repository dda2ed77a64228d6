import json
from pathlib import Path

import pytest

from navai_jupyter.core import names
from navai_jupyter.core.compact import compact_parameters
from navai_jupyter.core.shortlist import MOST, shortlist
from navai_jupyter.core.wire import FunctionInfo

CASES = json.loads((Path(__file__).parents[1] / "cases" / "catalogue.json").read_text())


@pytest.mark.parametrize("case", CASES["shortlist"], ids=lambda case: case["why"])
def test_shortlist(case):
    functions = [
        FunctionInfo(name=f"{source}_{number}", source=source, description="x" * length)
        for source, count, length in case["functions"]
        for number in range(count)
    ]
    found = shortlist(functions, case["used"])
    assert [info.name for info in found.direct] == case["direct"]
    assert found.is_whole == case["whole"]


def test_however_short_they_are_there_are_never_more_than_a_provider_takes():
    functions = [FunctionInfo(name=f"f{number}", source="kernel") for number in range(MOST + 1)]
    found = shortlist(functions, [f"f{MOST}"])
    assert (len(found.direct), found.direct[-1].name, found.is_whole) == (MOST, f"f{MOST}", False)
    assert shortlist(functions[1:], []).is_whole


@pytest.mark.parametrize("case", CASES["compact"], ids=lambda case: case["why"])
def test_compact_parameters(case):
    assert compact_parameters(case["schema"]) == case["is"]


def test_reserved_names_are_the_same_everywhere():
    assert set(CASES["reserved"]) == names.RESERVED
