import json

import pytest

from navai_jupyter.engine.planner import Call, Outcome, plan, report


def said(output, name="add", arguments=None):
    text = output if isinstance(output, str) else json.dumps(output)
    return report([Outcome(name, arguments or {}, text)], []).text


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (5, "The result is 5."),
        ({"ok": True, "function_name": "add", "source": "kernel", "result": 5}, "The result is 5."),
        ({"ok": True, "result": 0.30000000000000004}, "The result is 0.3."),
        ({"ok": True, "result": True}, "The result is true."),
        ({"ok": True, "result": None}, "Done."),
        ({"ok": True}, "Done."),
        ({"ok": True, "result": "Twelve rows were loaded"}, "Twelve rows were loaded."),
        ({"ok": True, "result": [1, 2, 3]}, "The result is 1, 2 and 3."),
        ({"ok": True, "result": list(range(99))}, "The result has 99 items."),
        ({"ok": True, "result": {"rows": 12, "region": "north"}}, "rows is 12 and region is north."),
        ({"ok": True, "result": {"summary": "All is well", "x": [1]}}, "All is well."),
        ({"ok": True, "result": {f"k{n}": n for n in range(9)}}, "The result has 9 fields: k0, k1, k2 and k3."),
        ({"ok": False, "error": "Function execution failed.", "details": "year must be positive"},
         "add did not work: year must be positive."),
        ({"ok": False, "error": "The call was cancelled"}, "add did not work: The call was cancelled."),
        ("Nothing to do", "Nothing to do."),
        ({"ok": True, "result": {"type": "DataFrame", "shape": [120, 2],
                                 "columns": {"year": "int64", "sales": "float"},
                                 "first": [{"year": 2024, "sales": 1.5}]}},
         "A table with 120 rows and 2 columns: year and sales."),
        ({"ok": True, "result": {"type": "DataFrame", "shape": [1, 6],
                                 "columns": dict.fromkeys("abcdef", "int64")}},
         "A table with 1 row and 6 columns: a, b, c, d and 2 more."),
        ({"ok": True, "result": {"type": "ndarray", "shape": [3, 4], "dtype": "float64", "first": [1],
                                 "min": 0.5, "max": 9}},
         "An array of 3 by 4 values, from 0.5 to 9."),
        ({"ok": True, "result": {"type": "Series", "length": 90, "dtype": "int64", "first": [1, 2, 3]}},
         "90 values, beginning with 1, 2 and 3."),
        ({"ok": True, "result": {"type": "Figure", "axes": [{"title": "Sales", "x": "year", "y": ""}]}},
         "A plot: Sales."),
        ({"ok": True, "result": {"type": "Figure", "axes": [{"title": "", "x": "", "y": ""}]}}, "A plot."),
    ],
)  # fmt: skip
def test_results_are_said_in_one_short_sentence(output, words):
    assert said(output) == words


def test_an_arrival_names_the_place():
    assert said({"ok": True, "path": "#r"}, "navigate_to", {"target": "Results"}) == "You are at Results."
    assert said({"ok": False, "error": "Unknown or disallowed route."}, "navigate_to") == (
        "I could not go there: Unknown or disallowed route."
    )


def test_a_function_behind_the_dispatcher_is_called_by_its_own_name():
    failed = {"ok": False, "error": "No."}
    assert said(failed, "execute_app_function", {"function_name": "tidy_up"}) == "tidy up did not work: No."


def test_a_long_text_is_cut_at_a_sentence():
    words = said("This is a sentence. " * 40)
    assert len(words) <= 240
    assert words.endswith("sentence.")


def test_two_results_are_told_in_order():
    outcomes = [Outcome("navigate_to", {"target": "Results"}, '{"ok": true}'), Outcome("add", {}, "5")]
    assert report(outcomes, []).text == "You are at Results. The result is 5."


def test_a_call_that_was_stopped_is_told_once():
    stopped = Outcome("fit", {}, '{"ok": false, "error": "The user stopped this call."}')
    stop = Outcome("voice_stop_call", {}, '{"ok": true, "stopped": ["fit"], "say": "Stopped fit."}')
    assert report([stopped, stop], []).text == "Stopped fit."


def test_places_that_fit_equally_well_are_asked_back():
    output = json.dumps(
        {"ok": False, "error": "Ambiguous.", "candidates": ["Results A", {"name": "Results B"}]}
    )
    reply = report([Outcome("navigate_to", {"target": "results"}, output)], [])
    assert reply.text == "Did you mean Results A or Results B?"
    assert plan("Results B", [], reply.question).calls == (Call("navigate_to", {"target": "Results B"}),)


def test_what_a_function_asks_to_have_said_is_said_to_its_end():
    lines = "import pandas as pd. " * 20
    assert said({"ok": True, "result": {"say": lines, "cell": 3}}) == lines.strip()
    assert len(said({"ok": True, "result": {"summary": lines}})) < len(lines)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ({"type": "table", "columns": 12}, "type is table and columns is 12."),
        (
            {"type": "DataFrame", "shape": [3, 2], "columns": [0, 1]},
            "A table with 3 rows and 2 columns: 0 and 1.",
        ),
        ({"type": "Figure", "axes": 3}, "A plot."),
        ({"type": "Figure", "axes": [{"title": 2024}]}, "A plot: 2024."),
        ({"type": "ndarray", "shape": [2], "dtype": "int64", "max": 5}, "An array of 2 values."),
    ],
)
def test_what_only_looks_like_a_table_or_a_plot_is_told_too(output, words):
    assert said(output) == words


def test_a_stop_tells_nothing_of_what_is_no_list():
    assert said({"ok": True, "stopped": 5}, "voice_stop_call") == "stopped is 5."
