from navai_jupyter.engine.planner import vocabulary
from tests.engine.planner.tools import ADD, CONTROLS, LOAD_SALES, NAVIGATE, function


def test_the_recogniser_is_told_the_names_of_the_session():
    assert vocabulary([NAVIGATE, ADD, LOAD_SALES, *CONTROLS]) == (
        "Go to Results, Model training, Data cleaning, Data cleaning results, Introduction, Step 2. "
        "Add. Load sales north south."
    )


def test_a_session_without_tools_expects_nothing():
    assert vocabulary([]) == ""


def test_many_names_are_cut():
    many = [function(f"function_{n}") for n in range(500)]
    assert len(vocabulary(many).split()) < 100
