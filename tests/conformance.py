"""NAVAI's semantics of functions as cases, the same for every way on which a call can travel."""

import json
from pathlib import Path

CASES = json.loads((Path(__file__).parent / "cases" / "functions.json").read_text())
SOURCE = "\n".join(CASES["source"])
CALLS = CASES["calls"]
CELL = f"""
%load_ext navai_jupyter
import sys, types
import navai_jupyter as navai
tools = sys.modules["tools"] = types.ModuleType("tools")
exec({SOURCE!r}, vars(tools))
navai.register(tools)
"""
"""Registers the functions of the cases in a kernel."""


def request(case):
    return {"function_name": case["name"], "payload": case["payload"]}


def check(case, answer, source):
    """``answer`` is an `ExecuteResult` as JSON."""
    name = case["name"].strip().lower()
    assert (answer["function_name"], answer["source"]) == (name, source), case
    if "error" not in case:
        assert (answer["ok"], answer["result"]) == (True, case["result"]), (case, answer)
        return
    assert (answer["ok"], answer["error"]) == (False, case["error"]), (case, answer)
    assert (answer["details"] or "").startswith(case.get("details", "")), (case, answer)
    if case.get("status") == 404:
        assert answer["available_functions"] == CASES["names"]


def check_list(listed, source):
    assert [item["name"] for item in listed["items"]] == CASES["names"]
    assert {item["source"] for item in listed["items"]} == {source}
    assert listed["warnings"] == CASES["warnings"]
